"""Tables of events among the files that were sent: what would go in, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pandas as pd
import streamlit as st

from dashboard import notices
from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown, shortened, visible
from dashboard.panels.imports_panel import take_back
from dashboard.services import collection, rights, table_imports
from dashboard.services.background import Background, Job
from dashboard.services.table_imports import Table
from dashboard.state import go_to
from geodata.errors import GeodataError
from geodata.importing import Choices, Preview
from geodata.importing.results import DateOrder

_LOOKS = "tables-looked-at"
_FIELDS = {
    "title": "Title", "notes": "What happened", "kind": "Kind", "date": "Date", "lat": "Latitude",
    "lon": "Longitude", "place": "Place", "admin1": "Province", "country": "Country",
    "actor1": "Who",
}  # fmt: skip
_AS_GUESSED = "as found"
_ORDERS = {"dmy": "Day first", "mdy": "Month first"}
Found = dict[int, tuple[Table, bytes]]


def tables(files: list[tuple[str, bytes]], number: int) -> Found:
    """Those of the files that hold events, by their place, each shown as it would go in.

    Args:
        files: names and contents.
        number: of the field they came in, which is another one after each sending.
    """
    found: Found = {}
    for at, (name, content) in enumerate(files):
        key = f"table-{number}-{at}-{name[-40:]}"
        table = _look(key, name, content, Choices())
        if table is not None:
            found[at] = (_shown(key, table, content), content)
    if not files:
        st.session_state.pop(_LOOKS, None)
    return found


def what_came(job: Job, work: Background) -> None:
    """The numbers of each import, with ways to its events and back out."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        stopped = ", stopped" if job.was_stopped else ""
        st.markdown(
            f":material/check: {markdown(shortened(job.what, 70))} – done{stopped}", width="stretch"
        )
        st.button("Dismiss", key=f"dismiss-{job.id}", type="tertiary",
                  on_click=work.dismiss, args=(job,))  # fmt: skip
    for import_id in job.results:
        _import(import_id)
    for problem in job.problems[:5]:
        st.warning(markdown(problem), icon=":material/warning:")
    if rest := job.problems[5:]:
        with st.expander(f"{words.count(len(rest), 'more remark')}", key=f"rest-{job.id}"):
            st.markdown("\n".join(f"- {markdown(problem)}" for problem in rest))


def _import(import_id: str) -> None:
    try:
        record = collection.store().imports.record(import_id)
    except GeodataError as error:
        st.warning(markdown(notices.sentence(error)), icon=":material/warning:")
        return
    numbers = {"added": record.added, "there already": record.known, "updated": record.updated,
               "refused": record.refused}  # fmt: skip
    said = ", ".join(f"{count:,} {what}" for what, count in numbers.items() if count) or "no rows"
    st.markdown(f"{markdown(shortened(record.name, 60))}: **{said}** :gray[of {record.rows:,}]")
    taken = any(one.id == import_id for one in collection.store().imports.taken_back())
    with st.container(horizontal=True, gap="small"):
        st.button("Show on the map", key=f"map-{import_id}", icon=":material/map:",
                  on_click=go_to, args=("map",))  # fmt: skip
        if rights.current().is_owner and record.added:
            st.button(
                "Taken back" if taken else "Take this import back", key=f"back-{import_id}",
                icon=":material/undo:", type="tertiary", disabled=taken,
                on_click=take_back, args=(import_id,),
                help="Rejects its events that nobody has reviewed. Sources lists all imports.",
            )  # fmt: skip


# --------------------------------------------------------------------- before


def _look(key: str, name: str, content: bytes, choices: Choices) -> Table | None:
    """Looked at once for each way to read it: a page runs often."""
    looks = st.session_state.setdefault(_LOOKS, {})
    wanted = (len(content), repr(choices))
    if looks.get(key, (None, None))[0] != wanted:
        with st.spinner(f"Looking at {visible(name)}"):
            try:
                table = table_imports.looked_at(name, content, choices)
            except GeodataError as error:
                table = Table(name, choices, problem=notices.sentence(error))
        looks[key] = (wanted, table)
    return cast("Table | None", looks[key][1])


def _shown(key: str, first: Table, content: bytes) -> Table:
    with st.container(border=True, gap="small", key=f"{key}-box"):
        layout = first.preview.layout if first.preview else ""
        kind = {"": "", "columns": "its own columns", "Gazette": "an export of Gazette"}
        said = kind.get(layout, layout)
        st.markdown(
            f":material/table: **{markdown(shortened(first.name, 60))}** "
            f":gray[a table of events{', ' + markdown(said) if said else ''}]"
        )
        above = st.container()
        chosen = _choices(key, first)
        table = first if chosen == Choices() else _look(f"{key}-as", first.name, content, chosen)
        table = table or first
        if table.problem and not (table.is_swapped and chosen.swap is not None):
            above.warning(markdown(table.problem), icon=":material/swap_horiz:"
                       if table.is_swapped else ":material/warning:")  # fmt: skip
        if table.preview is not None:
            _preview(table.preview)
    return table


def _choices(key: str, first: Table) -> Choices:
    """What the file itself leaves open."""
    choices = Choices()
    if first.is_swapped:
        answer = st.segmented_control(
            "Latitude and longitude", [True, False], key=f"{key}-swap",
            format_func=lambda swap: "Exchange them" if swap else "Take them as they are",
        )  # fmt: skip
        choices = replace(choices, swap=answer)
    if first.preview is not None and first.preview.asks_order:
        order = st.segmented_control(
            "In dates comes", list(_ORDERS), key=f"{key}-order", format_func=_ORDERS.__getitem__
        )
        choices = replace(choices, date_order=cast("DateOrder | None", order))
    is_own = first.preview is not None and first.preview.layout == "Gazette"
    if first.columns and not is_own:
        choices = replace(choices, columns=_columns(key, first))
    if st.checkbox(
        "Take over changes", key=f"{key}-update",
        help="What the file says differently of an event that is there already replaces it.",
    ):  # fmt: skip
        choices = replace(choices, update=True)
    return choices


def _columns(key: str, first: Table) -> dict[str, str]:
    """Columns chosen by hand; open where the file's own names were not enough."""
    chosen: dict[str, str] = {}
    is_open = first.preview is None and not first.is_swapped
    with st.expander("Columns", expanded=is_open, key=f"{key}-columns"):
        sides = st.columns(2, gap="small")
        for number, (ours, label) in enumerate(_FIELDS.items()):
            found = first.preview.mapping.get(ours) if first.preview else None
            blank = f"{_AS_GUESSED}: {visible(found)}" if found else "none"
            answer = sides[number % 2].selectbox(
                label, list(dict.fromkeys(first.columns)), index=None, key=f"{key}-{ours}",
                placeholder=blank, format_func=visible,
            )  # fmt: skip
            if answer:
                chosen[ours] = answer
    return chosen


def _preview(preview: Preview) -> None:
    taken = [f"{markdown(ours)} ← {markdown(shortened(column, 40))}"
             for ours, column in preview.mapping.items()]  # fmt: skip
    if taken:
        st.caption("Columns taken: " + " · ".join(taken))
    if preview.samples:
        rows = [[line, *map(visible, rest)] for line, *rest in preview.samples]
        st.dataframe(
            pd.DataFrame(rows, columns=["Line", "Event", "Date", "Place"]),
            hide_index=True, width="stretch",
        )  # fmt: skip
    elif preview.layout == "Gazette":
        st.caption("Its events come back as they were exported, marked as not reviewed.")
    for line, column, reason in preview.refused:
        where = f", {column}" if column else ""
        said = table_imports.in_page(reason)
        st.caption(f":material/block: Line {line}{markdown(where)}: {markdown(said)}")
    for note in preview.notes:
        st.caption(f":material/info: {markdown(table_imports.in_page(note))}")
