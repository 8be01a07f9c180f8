"""The details that stand beside the map before Streamlit's own do; see docs/decisions."""

from __future__ import annotations

from dashboard.drawing import facts
from dashboard.panels.passage_panel import passage_html
from dashboard.services import collection
from geodata.errors import NotFoundError


def first_details(token: str, event_id: str) -> str | None:
    """What the panel of an event begins with: title, facts, and the passage unless it is graphic.

    Args:
        token: of a view; what it may not show is not there.
        event_id: as the browser says it.

    Returns:
        HTML in which all text is escaped; None when the view shows no such event.
    """
    view = collection.views().view(token)
    if view is None:
        return None
    shelf = collection.shelf(for_readers=view.for_readers)
    try:
        event = shelf.event(event_id)
        if event.status not in view.visible:
            return None
        report = shelf.report(event.report_id)
    except NotFoundError:
        return None
    parts = [facts.heading(event), facts.table(facts.event_rows(event))]
    if not shelf.graphic([event.id]):
        parts.append(passage_html(report, event))
    return "".join(f"<div>{part}</div>" for part in parts)
