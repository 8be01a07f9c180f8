"""Placeholder while the screen is built."""

import streamlit as st


def show() -> None:
    """Nothing yet."""
    st.title("Soon")
