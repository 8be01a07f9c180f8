"""The Streamlit app: what a reader sees of a collection."""
