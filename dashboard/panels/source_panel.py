"""What is known of a source: grade, permitted use, link, date of access, hash, archived text."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard import links, notices
from dashboard.drawing import facts, words
from dashboard.drawing.plain_text import html, markdown, visible
from dashboard.panels.edited_rows import edited_rows
from dashboard.services import collection, publishing
from dashboard.services.incoming import may_fetch
from dashboard.services.rights import Visitor, current
from geodata.errors import GeodataError
from geodata.model import Report
from geodata.publishing import Grade, PermittedUse, Publisher
from geodata.publishing.sources import GRADE_WORDS

_SOURCE, _GRADE, _USE, _NOTE = "Source", "Grade", "May be shown", "Why"
_SCALE = " · ".join(f"**{grade.value}** {said}" for grade, said in GRADE_WORDS.items())


def source_panel(report: Report, visitor: Visitor) -> None:
    """The facts about where a report came from, and the text as it was read."""
    publisher = collection.shelf().publisher(report.source)
    st.html(facts.table([(name, html(value)) for name, value in source_facts(report, publisher)]))
    if visitor.may_edit and report.link and links.is_web_link(report.link):
        check = collection.store().publishers.checks([report.link]).get(report.link)
        if check is not None:
            said = f"{'dead: ' if check.is_dead else 'answers, '}"
            st.caption(
                markdown(f"Link {said}{check.answer if check.is_dead else ''}")
                + f" :gray[checked {words.day(check.checked_at.date())}]"
            )
        if may_fetch(current()):
            st.button(
                "Check the link", icon=":material/link:", type="tertiary",
                key=f"check-{report.id}", on_click=_check, args=(report.link,),
            )  # fmt: skip
    if visitor.may_edit or publisher.use is PermittedUse.FULL or report.is_demo:
        if report.text:
            with st.expander("The text as it was read"):
                st.text(visible(report.text))
    else:
        st.caption("The whole text is kept, and not shown here: see the link.")


def source_facts(report: Report, publisher: Publisher) -> list[tuple[str, str]]:
    """Grade, use, access and hash of a report's source, in words."""
    rows = [
        ("Reliability", f"{publisher.grade.value}: {GRADE_WORDS[publisher.grade]}"),
        ("May be shown", publisher.use.value),
    ]
    if report.author:
        rows.append(("Author", report.author))
    if report.accessed_at is not None:
        rows.append(("Accessed", words.day(report.accessed_at.date())))
    if report.text_hash:
        rows.append(("SHA-256 of the text", report.text_hash))
    return rows


def publishers_panel(visitor: Visitor) -> None:
    """Every publisher with its grade and permitted use; editors change both."""
    if not visitor.may_edit:
        return
    found = collection.store().publishers.all()
    unsettled = sum(one.use is PermittedUse.UNSETTLED for one in found)
    note = f"{unsettled} not settled" if unsettled else "all settled"
    with st.expander(f"Reliability and permitted use :gray[{note}]", key="publishers"):
        st.caption(_SCALE)
        table = pd.DataFrame(
            {
                _SOURCE: [visible(one.name) or "(not named)" for one in found],
                _GRADE: [one.grade.value for one in found],
                _USE: [one.use.value for one in found],
                _NOTE: [one.note for one in found],
            },
            dtype="str",
        )
        key = f"publishers-{collection.store().revision}"
        st.data_editor(
            table,
            key=key,
            hide_index=True,
            disabled=[_SOURCE],
            column_config={
                _GRADE: st.column_config.SelectboxColumn(
                    options=[one.value for one in Grade], required=True, width=70
                ),
                _USE: st.column_config.SelectboxColumn(
                    options=[one.value for one in PermittedUse], required=True
                ),
                _NOTE: st.column_config.TextColumn(max_chars=300),
            },
        )
        st.button("Save sources", key="save-publishers", on_click=_save, args=(found, key))


def _save(found: list[Publisher], key: str) -> None:
    """Write the rows this editor changed, and only over what this editor saw."""
    # Read here: when somebody else was faster the page draws another table.
    changed = edited_rows(st.session_state.get(key), len(found))

    def save() -> None:
        for number, cells in changed.items():
            one = found[number]
            publishing.grade_source(
                one.name,
                str(cells.get(_GRADE) or one.grade.value),
                str(cells.get(_USE) or one.use.value),
                str(cells[_NOTE] or "") if _NOTE in cells else one.note,
                one,
            )

    attempt(save, "Saved.")


def _check(link: str) -> None:
    doing(lambda: publishing.check_links([link]), "Asked.")


def attempt(write: Callable[[], object], done: str) -> None:
    """The same for callbacks."""
    doing(write, done)


def doing(write: Callable[[], object], done: str) -> bool:
    """Do a write and say what came of it; whether it was done."""
    try:
        write()
    except GeodataError as error:
        st.toast(markdown(notices.sentence(error)), icon=":material/error:")
        return False
    st.toast(done, icon=":material/check:")
    return True
