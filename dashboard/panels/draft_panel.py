"""What somebody else did to the draft that stands on the page, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown, shortened
from dashboard.services.draft_changes import DraftChange, text_lines

_LABELS = {"title": "Title", "source": "Source", "published": "Report date", "author": "Author",
           "link": "Link", "language": "Language", "file_name": "File"}  # fmt: skip
_MOST_LINES = 4
_LONGEST = 160


def draft_panel(
    who: str,
    changes: Sequence[DraftChange] | None,
    *,
    actions: Sequence[tuple[str, str, Callable[[], None]]],
) -> None:
    """A warning that names who and what, and one button for each way to go on.

    Args:
        who: did it, at the beginning of a sentence.
        changes: what is not as this page had it; None when the draft is gone.
        actions: label, help and what to do; the first is the one that loses nothing.
    """
    with st.container(border=True, key="draft-changed"):
        if changes is None:
            told = "Somebody added or discarded this draft while you had it open."
        else:
            told = f"{markdown(who)} changed this draft while you had it open."
        st.warning(f"{told} Nothing was written over.", icon=":material/group:")
        lines = [line for one in changes or () for line in _lines(one)]
        if lines:
            st.markdown("\n".join(f"- {line}" for line in lines))
        with st.container(horizontal=True, gap="small"):
            for number, (label, meaning, action) in enumerate(actions):
                st.button(
                    label, key=f"draft-{number}-{label}", help=meaning, on_click=action,
                    type="primary" if number == 0 else "secondary",
                )  # fmt: skip


def _lines(one: DraftChange) -> list[str]:
    if one.name == "text":
        return _text_lines(str(one.before), str(one.after))
    if one.name == "unticked":
        return [f"Left out: {words.count(len(one.after), 'event')} (was {len(one.before):,})"]
    if one.name == "chosen":
        return [f"Places chosen by hand: {len(one.after):,} (was {len(one.before):,})"]
    label = _LABELS.get(one.name, one.name)
    before, after = (_quoted(str(value)) for value in (one.before, one.after))
    return [f"**{markdown(label)}**: {before} → {after}"]


def _text_lines(before: str, after: str) -> list[str]:
    out, came = text_lines(before, after)
    lines = [f"**Text**, out: {_quoted(line)}" for line in out[:_MOST_LINES]]
    lines += [f"**Text**, in: {_quoted(line)}" for line in came[:_MOST_LINES]]
    further = max(0, len(out) - _MOST_LINES) + max(0, len(came) - _MOST_LINES)
    if further:
        lines.append(f"and {words.count(further, 'sentence')} more")
    return lines or ["**Text**: spaces and line ends"]


def _quoted(text: str) -> str:
    return f"“{markdown(shortened(text, _LONGEST))}”" if text else "nothing"
