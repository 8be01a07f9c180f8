"""The timeline under the map: how many events when, and a brush that picks days."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.timeline_chart import BRUSH, ChartLook, brushed_days
from dashboard.drawing.timeline_spec import timeline_spec
from dashboard.state import Reader
from geodata.browse import BarUnit, Timeline
from geodata.browse.spans import DateSpans


def timeline_panel(
    reader: Reader,
    timeline: Timeline,
    spans: DateSpans,
    *,
    chosen_day: date | None,
    look: ChartLook,
) -> None:
    """Stacked bars; dragging over them filters by days.

    Args:
        reader: whose days are picked.
        timeline: counted without the days of the filter, so that the rest stays in sight.
        spans: the dates that are not known to the bar.
        chosen_day: the first day of the open event.
        look: what depends on the screen.
    """
    if not timeline.bars:
        with st.container(height=look.height_px + 40, border=False):  # as high as the chart
            st.caption("No event here has a date.")
        return
    # A new key forgets the brush: what is picked shows in the bars, not in a grey box.
    key = f"timeline-{reader.generation}"
    first, last = reader.playing or (reader.filter.first_day, reader.filter.last_day)
    picture = timeline_spec(
        timeline,
        spans,
        first_day=first,
        last_day=last,
        chosen_day=chosen_day,
        look=look,
    )
    st.vega_lite_chart(
        spec=picture,
        key=key,
        on_select=partial(_pick, reader, key, timeline.unit),
        selection_mode=[BRUSH],
        alt=_spoken(timeline, spans),
    )


def _pick(reader: Reader, key: str, unit: BarUnit) -> None:
    state: Any = st.session_state.get(key)
    selection = state.get("selection", {}).get(BRUSH) if hasattr(state, "get") else None
    picked = brushed_days(dict(selection) if selection else None, unit)
    if picked is not None:
        reader.narrow(first_day=picked[0], last_day=picked[1])


def _spoken(timeline: Timeline, spans: DateSpans) -> str:
    first, last = timeline.bars[0].first_day, timeline.bars[-1].last_day
    total = sum(bar.count for bar in timeline.bars)
    imprecise = sum(spans.in_bars.values())
    said = [
        f"{words.count(total, 'event')} from {words.day(first)} to {words.day(last)} by kind",
        f"{imprecise:,} of them not known to the {timeline.unit.value}" if imprecise else "",
        f"{timeline.undated:,} without a date" if timeline.undated else "",
    ]
    return "; ".join(part for part in said if part)
