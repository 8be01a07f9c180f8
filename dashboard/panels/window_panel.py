"""How much room the window has: a first guess from the user agent, then what the browser says."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import streamlit as st

_KEY = "window"
_KNOWN = "window-room"


class Room(StrEnum):
    """How wide the window is."""

    PHONE = "phone"  # up to 640 px
    TABLET = "tablet"  # up to 1100 px
    WIDE = "wide"


# Nothing is sent while the guess is right, so a page run is caused only when it was wrong or
# the window has changed since (a phone that was turned, a window that was resized).
_SCRIPT = """
export default function ({ data, setStateValue }) {
  const queries = { phone: "(max-width: 640px)", tablet: "(max-width: 1100px)" };
  const lists = Object.entries(queries).map(([room, query]) => [room, matchMedia(query)]);
  const now = () => lists.find(([, list]) => list.matches)?.[0] ?? "wide";
  let told = data.known;
  const tell = () => {
    if (now() === told) return;
    told = now();
    setStateValue("room", told);
  };
  lists.forEach(([, list]) => list.addEventListener("change", tell));
  addEventListener("blur", hearEscape);
  tell();
  return () => {
    lists.forEach(([, list]) => list.removeEventListener("change", tell));
    removeEventListener("blur", hearEscape);
  };
}

// Keys pressed in a frame do not reach the page: Esc on a marker or on the map is passed on.
function hearEscape() {
  const there = document.activeElement?.contentDocument;
  if (!there?.querySelector(".gz-map") || there.passesEscape) return;
  there.passesEscape = true;
  there.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (!event.target.matches(".gz-marker, .gz-map")) return;
    const said = { key: "Escape", code: "Escape", keyCode: 27, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent("keydown", said));
  });
}
"""
# It shows nothing, so it must not push anything down.
_STYLE = "<style>div:has(> .st-key-window-probe){position:absolute}</style>"


def window_panel() -> Room:
    """Watches the window; gives its room as far as it is known.

    Draw it first and on every run of a page, so that nothing below is ever moved by it.
    """
    known = _known()
    probe = st.components.v2.component("gazette_window", js=_SCRIPT)
    with st.container(key="window-probe"):
        st.html(_STYLE)
        probe(key=_KEY, data={"known": known.value}, on_room_change=_remember)
    return known


def room_of(value: Any) -> Room | None:
    """The room in what the browser sent, None when it is none.

    Example:
        >>> room_of({"room": "phone"}), room_of({"room": ["forged"]}), room_of(None)
        (<Room.PHONE: 'phone'>, None, None)
    """
    said = value.get("room") if hasattr(value, "get") else None
    return next((room for room in Room if room.value == said), None)


def _known() -> Room:
    known = st.session_state.get(_KNOWN)
    if isinstance(known, Room):
        return known
    is_phone = "Mobile" in (st.context.headers.get("User-Agent") or "")
    return Room.PHONE if is_phone else Room.WIDE


def _remember() -> None:
    said = room_of(st.session_state.get(_KEY))
    if said is not None:
        st.session_state[_KNOWN] = said
