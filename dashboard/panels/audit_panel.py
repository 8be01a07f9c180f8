"""The audit of this map: fifty pins drawn at random, judged one by one, with keys."""

from __future__ import annotations

import streamlit as st

from dashboard.drawing import facts, words
from dashboard.drawing.plain_text import html, markdown
from dashboard.panels.passage_panel import passage_panel
from dashboard.panels.source_panel import attempt, doing
from dashboard.services import collection, publishing
from geodata.errors import NotFoundError
from geodata.publishing import Verdict
from geodata.storage import Audit, AuditedPin
from geodata.storage.audits import PINS

_CHOICES = [
    ("Both right", "1", Verdict.RIGHT, Verdict.RIGHT),
    ("Place wrong", "2", Verdict.WRONG, Verdict.RIGHT),
    ("Date wrong", "3", Verdict.RIGHT, Verdict.WRONG),
    ("Both wrong", "4", Verdict.WRONG, Verdict.WRONG),
    ("Place cannot be told", "5", Verdict.OPEN, Verdict.RIGHT),
    ("Date cannot be told", "6", Verdict.RIGHT, Verdict.OPEN),
    ("Neither can be told", "7", Verdict.OPEN, Verdict.OPEN),
]


def audit_panel() -> None:
    """The figures of the latest audit, and the pin to judge next."""
    st.header("Audit of this map", anchor=False)
    book = collection.store().audits
    done, latest = book.latest_done(), book.latest()
    if done is not None:
        st.markdown(f"**{markdown(done.words.capitalize())}**")
    else:
        st.caption("Not audited so far. The figures stand on About, in shares and in exports.")
    if latest is not None and not latest.is_done:
        _next(latest)
    else:
        st.button(
            f"Draw {PINS} pins at random", icon=":material/casino:", key="draw-audit",
            on_click=attempt, args=(publishing.draw_audit, "Drawn."),
        )  # fmt: skip


def _next(audit: Audit) -> None:
    left = [pin for pin in audit.pins if not pin.is_done]
    pin = left[0]
    st.progress(
        1 - len(left) / len(audit.pins), f"{len(audit.pins) - len(left)} of {len(audit.pins)}"
    )
    with st.container(border=True, gap="xsmall", key="audit-pin"):
        _pin(pin)
        with st.container(horizontal=True, gap="small"):
            for label, key, place, date in _CHOICES:
                st.button(
                    label, key=f"judge-{key}", shortcut=key, on_click=_judge,
                    args=(audit.id, pin.number, place, date),
                )  # fmt: skip


def _pin(pin: AuditedPin) -> None:
    store = collection.store()
    try:
        event = store.event(pin.event_id)
        place = event.places[pin.place_number]
    except (NotFoundError, IndexError):
        st.caption("This event is no longer there or not placed so any more.")
        return
    st.html(
        facts.table(
            [
                ("Place", f"<b>{html(place.place.label)}</b>, to {place.radius_km:g} km"),
                ("Date", f"<b>{html(words.partial_date(event.date))}</b>"),
            ]
        )
    )
    passage_panel(store.report(event.report_id), event)


def _judge(audit_id: str, number: int, place: Verdict, date: Verdict) -> None:
    doing(lambda: publishing.judge_pin(audit_id, number, place.value, date.value), "Judged.")
