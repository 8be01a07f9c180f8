"""What is filtered by, each part with its cross; only there when something is filtered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown, shortened
from dashboard.links import CERTAINTY
from dashboard.state import Reader, follow, part_default

_LONGEST_LABEL = 40  # characters

_PARTS_OF_VALUES = (
    "kinds", "regions", "actors", "modalities", "sources", "place_ids", "precisions", "statuses",
)  # fmt: skip
_WORDS: Mapping[str, Mapping[str, str]] = {
    "modalities": {value.value: name for value, name in words.HAPPENED.items()},
    "precisions": {value.value: name for value, name in words.EXACTNESS.items()},
    "statuses": {value.value: name for value, name in words.STATUS.items()},
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the filter in words, and how to take it off."""

    key: str
    label: str
    take_off: Callable[[], None]


def chips_panel(reader: Reader, place_names: Mapping[str, str]) -> list[str]:
    """The chips and *Clear all*; one container that is always there, so nothing below moves.

    Returns:
        What is filtered by, in the words of the chips.
    """
    row = st.container(horizontal=True, gap="small", vertical_alignment="center", key="chip-row")
    chips = {chip.key: chip for chip in filter_chips(reader, place_names)}
    words_of_chips = [chip.label for chip in chips.values()]
    if not chips:
        return words_of_chips
    key = follow("chips", list(chips))
    row.pills(
        "Active filters",
        list(chips),
        selection_mode="multi",
        key=key,
        format_func=lambda name: f":gray[{markdown(chips[name].label)} :material/close:]",
        label_visibility="collapsed",
        on_change=partial(_take_off_missing, key, chips),
    )
    row.button(
        f"Clear all ({len(chips)})", type="tertiary", key="clear-chips", on_click=reader.clear
    )
    return words_of_chips


def filter_chips(reader: Reader, place_names: Mapping[str, str]) -> list[Chip]:
    """One chip for each thing filtered by, in the order of the side bar."""
    wanted = reader.filter
    chips: list[Chip] = []
    if wanted.text:
        chips.append(_part_chip(reader, "text", f"“{wanted.text}”"))
    for part in _PARTS_OF_VALUES:
        chips.extend(
            _value_chip(reader, part, value, _label(part, value, place_names))
            for value in sorted(getattr(wanted, part))
        )
    if wanted.box is not None:
        chips.append(_part_chip(reader, "box", "In a part of the map"))
    if wanted.first_day or wanted.last_day:
        first, last = wanted.first_day, wanted.last_day
        label = _days(first, last)
        chips.append(Chip("days", label, lambda: reader.narrow(first_day=None, last_day=None)))
    if reader.playing is not None:
        label = f"Playing: {words.days(*reader.playing)}"
        chips.append(Chip("playing", label, lambda: reader.play(None)))
    if wanted.minimum_certainty:
        at = {least: word for word, least in CERTAINTY.items()}
        label = f"Place is {at.get(wanted.minimum_certainty, 'fairly certain')}"
        chips.append(_part_chip(reader, "minimum_certainty", label))
    return chips


def _label(part: str, value: str, place_names: Mapping[str, str]) -> str:
    if part in _WORDS:
        return _WORDS[part][value]
    if part in ("place_ids", "regions"):
        return place_names.get(value, "one place")
    return value.capitalize() if part == "kinds" else value


def _part_chip(reader: Reader, part: str, label: str) -> Chip:
    return Chip(
        part,
        shortened(label, _LONGEST_LABEL),
        lambda: reader.narrow(**{part: part_default(part)}),
    )


def _value_chip(reader: Reader, part: str, value: str, label: str) -> Chip:
    return Chip(
        f"{part}:{value}",
        shortened(label, _LONGEST_LABEL),
        lambda: reader.narrow(**{part: getattr(reader.filter, part) - {value}}),
    )


def _days(first: date | None, last: date | None) -> str:
    if first and last:
        return words.days(first, last)
    return f"from {words.day(first)}" if first else f"until {words.day(last)}" if last else ""


def _take_off_missing(key: str, chips: Mapping[str, Chip]) -> None:
    kept = set(st.session_state[key] or ())
    for name, chip in chips.items():
        if name not in kept:
            chip.take_off()
