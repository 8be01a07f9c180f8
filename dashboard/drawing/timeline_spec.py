"""The timeline as Vega-Lite takes it, made once for the same bars.

Making and checking the chart costs more than everything else of a page run together, and most
runs show the bars of the run before: a click changes the pointer only, which is added here.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Hashable
from datetime import date, datetime, time
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.drawing.timeline_chart import ChartLook, chart
from geodata.browse import Timeline
from geodata.browse.spans import DateSpans

_KEPT = 64  # charts of about 20 kB
_TRANSFORMER = "gazette"
_guard = threading.Lock()  # Altair's themes and transformers are global
_made: OrderedDict[Hashable, tuple[str, dict[str, pa.Table]]] = OrderedDict()


def timeline_spec(
    timeline: Timeline,
    spans: DateSpans | None,
    *,
    first_day: date | None,
    last_day: date | None,
    chosen_day: date | None,
    look: ChartLook,
) -> dict[str, Any]:
    """The chart of `timeline_chart.chart`, for ``st.vega_lite_chart``; yours to change.

    Its tables are those of Arrow under ``datasets``, so that a day stays a day in every zone.
    """
    counted = (spans.shown, spans.unshown, tuple(spans.in_bars.items())) if spans else None
    key = (timeline, counted, first_day, last_day, look)
    with _guard:
        found = _made.get(key)
        if found is None:
            picture = chart(
                timeline, spans=spans, first_day=first_day, last_day=last_day, look=look
            )
            found = _made[key] = _plain(picture)
            while len(_made) > _KEPT:
                _made.popitem(last=False)
        else:
            _made.move_to_end(key)
    spec, tables = json.loads(found[0]), dict(found[1])
    if chosen_day is not None:
        spec["layer"].append(_pointer(look))
        tables["chosen"] = pa.table({"first": pa.array([_noon(chosen_day)], pa.timestamp("us"))})
    return {**spec, "datasets": tables}


def _plain(picture: Any) -> tuple[str, dict[str, pa.Table]]:
    """The chart as JSON with names in the place of its tables, and the tables."""
    tables: dict[str, pa.Table] = {}

    def named(data: Any) -> dict[str, str]:
        name = f"table-{len(tables)}"
        tables[name] = pa.Table.from_pandas(data)
        return {"name": name}

    alt.data_transformers.register(_TRANSFORMER, named)
    with alt.theme.enable("none"), alt.data_transformers.enable(_TRANSFORMER):
        spec: dict[str, Any] = picture.to_dict()
    spec.pop("datasets", None)
    return json.dumps(spec), tables


def _pointer(look: ChartLook) -> dict[str, Any]:
    """A small triangle above the day of the open event."""
    return {
        "data": {"name": "chosen"},
        "mark": {
            "type": "point", "shape": "triangle-down", "size": 42, "filled": True, "opacity": 1,
            "yOffset": -4, "color": "#E8E4DC" if look.is_dark else "#14181B",
        },
        "encoding": {
            "x": {"field": "first", "type": "temporal", "scale": {"type": "utc"}},
            "y": {"value": 0},
        },
    }  # fmt: skip


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12))
