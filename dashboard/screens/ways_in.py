"""The ways in besides pasting: files and addresses; the work they make and the drafts it leaves."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import notices
from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown, shortened
from dashboard.panels.panel_head import quiet_label
from dashboard.screens import tables_in
from dashboard.screens.drafting import Drafting, open_draft
from dashboard.services import collection, incoming, rights, table_imports
from dashboard.services.background import Background, Job
from geodata.documents import ENDINGS, Contents
from geodata.documents.file_names import plain_name
from geodata.errors import GeodataError
from geodata.storage import Draft

TEXT, FILES, ADDRESS = "Text", "Files", "Web address"
_KEY, _FEED, _ROUND = "way-in", "feed", "upload-round"
_ICONS = {TEXT: ":material/content_paste:", FILES: ":material/upload_file:",
          ADDRESS: ":material/link:"}  # fmt: skip
_LOOK_S = 1.0  # between two looks at how far the work is
_MOST_DRAFTS, _FEW, _DRAFTS_PX = 100, 10, 380


def choice(now: Drafting) -> str:
    """Which way was chosen; a draft that is open is shown as text."""
    if now.draft_id is not None or now.fields.get("text"):
        return TEXT
    is_dark = st.context.theme.type == "dark"
    found = st.segmented_control(
        "How does the report come in?", [TEXT, FILES, ADDRESS], default=TEXT, key=_KEY,
        format_func=lambda way: f"{_ICONS[way]} {quiet_label(way, is_dark=is_dark)}",
        label_visibility="collapsed",
        required=True,
    )  # fmt: skip
    return str(found or TEXT)


def form(now: Drafting) -> None:
    """The form of the way that was chosen."""
    if st.session_state.get(_KEY) == FILES:
        _files(now)
    else:
        _address(now)


def waiting(now: Drafting) -> None:
    """Work under way, then drafts; explanations where there is neither."""
    owner = rights.current().name
    jobs = _work().of(owner)
    if any(not job.is_over for job in jobs):
        _under_way(owner)
    for job in jobs:
        if job.is_over:
            _what_came(job)
    drafts = [draft for draft in collection.store().drafts() if draft.id != now.draft_id]
    if drafts:
        _drafts(now, drafts)
    elif not jobs:
        _what_happens()


def _files(now: Drafting) -> None:
    number = st.session_state.get(_ROUND, 0)
    sent = st.file_uploader(
        "Files",
        accept_multiple_files=True,
        type=[ending.removeprefix(".") for ending in sorted({*ENDINGS, *table_imports.ENDINGS})],
        key=f"files-{number}",
    )
    st.caption(
        "Text, Markdown, HTML, Word, PDF, e-mail, CSV with a column “text”, JSON, or a zip of "
        "those; or a table of events (ACLED, UCDP, GDELT, GeoJSON, any columns). Up to 20 MB "
        "each. Files are read on this computer; you check each before it is "
        "added."
    )
    files = [(plain_name(file.name), file.getvalue()) for file in sent]
    tables = tables_in.tables(files, number)
    reports = [file for at, file in enumerate(files) if at not in tables]
    ready = [one for one in tables.values() if one[0].preview is not None]
    undecided = len(tables) - len(ready)
    if undecided:
        verb = "waits" if undecided == 1 else "wait"
        st.caption(
            f"{words.count(undecided, 'table')} {verb} for your choice: choose above, or take the "
            "file out."
        )
    if tables and _asked(
        "Import", len(tables), "table", ":material/table:", is_waiting=undecided > 0
    ):
        _send(now, number, lambda: incoming.import_tables(_work(), ready), reports)
    elif reports and not tables and _asked("Read", len(reports), "file", ":material/description:"):
        _send(now, number, lambda: None, reports)


def _asked(verb: str, count: int, noun: str, icon: str, *, is_waiting: bool = False) -> bool:
    label = f"{verb} {words.count(count, noun)}"
    return st.button(label, type="primary", icon=icon, disabled=is_waiting)


def _send(
    now: Drafting, number: int, first: Callable[[], object], reports: list[tuple[str, bytes]]
) -> None:
    """Start the work of both kinds; then a new field, for the old one holds on to its bytes."""

    def both() -> None:
        first()
        if reports:
            incoming.read_files(_work(), reports)

    _try(now, both)
    if not now.problem:
        st.session_state[_ROUND] = number + 1
    st.rerun()


def _address(now: Drafting) -> None:
    if not incoming.may_fetch(rights.current()):
        st.info(
            "Fetching addresses is switched off here (GAZETTE_WEB). Open the page in a browser, "
            "and paste its text.",
            icon=":material/cloud_off:",
        )
        return
    with st.form("address", border=False):
        link = st.text_input("Address of an article or feed", placeholder="https://")
        asked = st.form_submit_button("Fetch", type="primary", icon=":material/download:")
    st.caption("Asks that site for this one page, once. Nothing of your collection is sent.")
    if asked and link.strip():
        with st.spinner("Fetching"):
            _try(now, lambda: _look_at(link.strip()))
        st.rerun()
    feed = st.session_state.get(_FEED)
    if isinstance(feed, Contents):
        _feed(now, feed)


def _look_at(link: str) -> None:
    st.session_state.pop(_FEED, None)
    contents, _ = incoming.looked_at(link)
    if contents.entries:
        st.session_state[_FEED] = contents
        return
    ids = incoming.keep_documents(contents.documents)
    if ids:
        open_draft(ids[0])


def _feed(now: Drafting, feed: Contents) -> None:
    """The articles of a feed to tick; those that are there already are named, not offered."""
    new = incoming.new_entries(feed.entries)
    entries = [entry for entry in feed.entries if entry.link in new][: incoming.MOST_ADDRESSES]
    known = len(feed.entries) - len(new)
    left = f" · {known:,} there already" if known else ""
    st.markdown(f"**{markdown(feed.feed_title or 'Feed')}** :gray[{len(entries)} articles{left}]")
    with st.form("entries", border=False):
        ticked = []
        with st.container(height=320, border=True):
            for number, entry in enumerate(entries):
                day = f" :gray[{words.day(entry.published)}]" if entry.published else ""
                label = markdown(shortened(entry.title or entry.link, 90))
                if st.checkbox(f"{label}{day}", key=f"entry-{number}-{entry.link[-60:]}"):
                    ticked.append(entry.link)
        if st.form_submit_button("Fetch ticked articles", type="primary") and ticked:
            _try(now, lambda: incoming.read_addresses(_work(), ticked))
            st.session_state.pop(_FEED, None)
            st.rerun()


@st.fragment(run_every=_LOOK_S)
def _under_way(owner: str) -> None:
    jobs = [job for job in _work().of(owner) if not job.is_over]
    for job in jobs:
        st.progress(job.share, text=_line(job))
        st.button("Stop", key=f"stop-{job.id}", type="tertiary", icon=":material/stop_circle:",
                  on_click=_stop, args=(job,), disabled=job.is_stopping())  # fmt: skip
    if not jobs:
        st.rerun()  # the whole page: the drafts are there now


def _stop(job: Job) -> None:
    try:
        incoming.stop(job)
    except GeodataError as error:
        st.toast(notices.sentence(error), icon=":material/error:")


def _line(job: Job) -> str:
    step = f": {shortened(job.current, 60)}" if job.current and job.total > 1 else ""
    return markdown(f"{shortened(job.what, 70)} – {job.done} of {job.total}{step}")


def _what_came(job: Job) -> None:
    if job.kind == incoming.TABLE:
        tables_in.what_came(job, _work())
        return
    came = f"{markdown(shortened(job.what, 70))} – done: {words.count(len(job.results), 'report')}"
    stopped = f", stopped after {job.done} of {job.total}" if job.was_stopped else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/check: {came}{stopped}", width="stretch")
        st.button("Dismiss", key=f"dismiss-{job.id}", type="tertiary",
                  on_click=_work().dismiss, args=(job,))  # fmt: skip
    for problem in job.problems:
        st.warning(markdown(problem), icon=":material/warning:")


def _drafts(now: Drafting, drafts: list[Draft]) -> None:
    st.markdown(f"**Drafts** :gray[{len(drafts):,}, not on the map yet]")
    with st.container(
        height=_DRAFTS_PX if len(drafts) > _FEW else "content", gap=None, border=False
    ):
        for draft in drafts[:_MOST_DRAFTS]:
            st.button(
                _label(draft), key=f"draft-{draft.id}", type="tertiary", icon=":material/draft:",
                on_click=open_draft, args=(draft.id,),
            )  # fmt: skip
    if len(drafts) > _MOST_DRAFTS:
        st.caption(f"and {len(drafts) - _MOST_DRAFTS:,} more")
    if len(drafts) > 1:
        ids = [draft.id for draft in drafts]
        st.button(
            f"Add all {len(drafts):,} without looking", key="add-all", icon=":material/add:",
            on_click=_try, args=(now, lambda: incoming.add_drafts(_work(), ids)),
            help="Their events are added as not reviewed. What repeats a report stays a draft.",
        )  # fmt: skip


def _label(draft: Draft) -> str:
    """The title, or the file with how its text begins."""
    name = str(draft.fields.get("title") or draft.fields.get("file_name") or "")
    beginning = "" if draft.fields.get("title") else " ".join(draft.text[:200].split())
    shown = markdown(shortened(name, 60)) or markdown(shortened(beginning, 60))
    rest = shortened(beginning, 50) if name and beginning else words.day(draft.saved_at.date())
    return f"{shown} :gray[{markdown(rest)}]"


def _what_happens() -> None:
    st.markdown("**What happens**")
    st.markdown(
        "1. Names of places, dates and people are found in the text and marked.\n"
        "2. Each place is looked up offline and chosen by what stands around it.\n"
        "3. You see every event with the words that say so; untick or correct it.\n"
        "4. *Add* puts the events on the map."
    )


def _work() -> Background:
    return incoming.background()


def _try(now: Drafting, action: Callable[[], object]) -> None:
    now.problem = ""
    try:
        action()
    except GeodataError as error:
        now.problem = notices.sentence(error)
