"""Where reports of one event differ, as rows of a facts table; all text escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.drawing import words
from dashboard.drawing.plain_text import html
from geodata.events.disagreements import Disagreement, Said
from geodata.model import Event, Field, Modality, Report

_NAME = {Field.DATE: "When", Field.PLACE: "Where", Field.MODALITY: "Whether"}


def outlet(report: Report) -> str:
    """Who published it, in the shortest words."""
    return report.source or report.title or "a report without a title"


def rows(
    differing: Sequence[Disagreement],
    events: Mapping[str, Event],
    reports: Mapping[str, Report],
) -> list[tuple[str, str]]:
    """A row for each field on which they differ: every value beside who says it."""
    return [
        (
            one.what.capitalize() or _NAME.get(one.field, one.field.value.capitalize()),
            "".join(f"<div>{_said(one, said, events, reports)}</div>" for said in one.said),
        )
        for one in differing
    ]


def _said(
    one: Disagreement, said: Said, events: Mapping[str, Event], reports: Mapping[str, Report]
) -> str:
    value = said.value
    if one.field is Field.DATE:
        value = words.partial_date(events[said.event_id].date)
    elif one.field is Field.MODALITY:
        value = words.MODALITY[Modality(value)]
    who = outlet(reports[said.report_id])
    by = f"{said.speaker}, in {who}" if said.speaker else who
    return (
        f'<b dir="auto">{html(value)}</b> <span style="opacity:.68" dir="auto">— {html(by)}</span>'
    )
