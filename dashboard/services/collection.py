"""The collection this server shows: one store, one gazetteer, one index for each revision.

They are shared by every visitor and every route of the process. The caches are keyed on an
address or a revision number, never on a table: large tables are hashed by a sample.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import streamlit as st

from dashboard.services import demo, rights
from dashboard.services.atlas import GazetteerAtlas
from dashboard.services.opening import Opening, Progress
from dashboard.services.pacing import Pace
from dashboard.services.rights import Visitor
from dashboard.services.views import ViewRegistry
from dashboard.settings import DEMO_TITLE, OWN_TITLE, Settings
from geodata.browse import EventIndex, LiveIndex, Selection
from geodata.coordinates import BoundingBox
from geodata.errors import GazetteerError, GeodataError
from geodata.gazetteer import Gazetteer
from geodata.model import EventFilter, Place, Status
from geodata.publishing import Grade
from geodata.storage import EventStore, ReaderStore

_log = logging.getLogger(__name__)
_guard = threading.Lock()
_openings: dict[str, Opening[EventStore]] = {}
_indexes: dict[tuple[str, bool], LiveIndex] = {}  # by address, and whether for readers
_making = threading.Lock()  # apart from _guard: the gazetteer may have to be compiled first
_pace = Pace()


def settings() -> Settings:
    """The choices of this start."""
    return Settings.from_environment(os.environ)


def opening() -> Opening[EventStore]:
    """The opening of the store, begun at the first call; an attempt that failed is made again."""
    address = settings().store
    with _guard:
        known = _openings.get(address)
        if known is None or known.has_failed:
            known = _openings[address] = Opening(lambda progress: _open(address, progress))
        return known


def store() -> EventStore:
    """The store; the first call opens it, with the demo collection when it is brand new.

    Raises:
        StoreError: it cannot be opened; the file is left untouched.
        GazetteerError: it is new and the gazetteer cannot be built for the demo reports.
    """
    return opening().result()


def shelf(*, for_readers: bool | None = None) -> EventStore | ReaderStore:
    """What is shown from: everything to an editor, to everybody else what was published.

    Args:
        for_readers: None asks who this run is for. Outside a page run, in a route, that is
            nobody who may edit.
    """
    return store().for_readers if _for_readers(for_readers) else store()


def _for_readers(asked: bool | None) -> bool:
    return not rights.looking().may_edit if asked is None else asked


@st.cache_resource(show_spinner=False)
def gazetteer(_progress: Progress | None = None) -> Gazetteer:
    """The gazetteer, compiled first when that was never done (about half a minute)."""
    return Gazetteer.open(progress=_progress)


def warm(first: Callable[[], None] = lambda: None) -> threading.Thread:
    """Begin to open the collection and the gazetteer in the background.

    What goes wrong is told to the first visitor, who opens them again.

    Args:
        first: done in the same thread before anything else.
    """

    def work() -> None:
        first()
        with contextlib.suppress(GeodataError):
            store()  # first: a new one compiles the gazetteer and tells how far it is
            gazetteer()
            index(for_readers=not _is_at_home())
        settle()

    thread = threading.Thread(target=work, name="warming", daemon=True)
    thread.start()
    return thread


def _is_at_home() -> bool:
    """Whether the first visitor is likely to be the person at this machine, who sees it all."""
    address = st.get_option("server.address")
    return bool(address) and rights.is_loopback(address) and not rights.is_sign_in_set_up()


def settle() -> None:
    """Leave what stays for good out of every later search for cycles.

    A search through all that was ever loaded stops everybody for its time. What is frozen is
    passed over, also the pages that are open by now: `tidying.tidy` lets go of them later.
    """
    gc.collect()
    gc.freeze()


def index(*, for_readers: bool | None = None) -> EventIndex:
    """The index of the events as they are now, of all or of what readers see: see `shelf`."""
    of_readers = _for_readers(for_readers)
    address, revision = settings().store, _revision(of_readers)
    live = _live_index(address, of_readers)
    before, begun = live.shown, time.monotonic()
    found = live.at(revision)
    if of_readers and found is not before:
        _pace.took(address, time.monotonic() - begun)
    return found


def behind() -> int | None:
    """The revision the screens show while a newer index is being made; None: the newest.

    After a change to very much of a large collection; see `LiveIndex`.
    """
    of_readers = _for_readers(None)
    index(for_readers=of_readers)
    return _live_index(settings().store, of_readers).behind


def _revision(for_readers: bool) -> int:
    """The state to show: an editor sees the newest, readers one that is moments old at most."""
    newest = store().revision
    if not for_readers:
        return newest
    return _pace.revision(settings().store, newest, now=time.monotonic())


def _events_revision(for_readers: bool) -> int:
    """What changes when that does which is told of the events: to readers, only what they see."""
    if for_readers:
        return index(for_readers=True).events_revision
    return _revision(for_readers)


def select(event_filter: EventFilter, *, for_readers: bool | None = None) -> Selection:
    """The events that pass a filter, as they are now: see `shelf`."""
    return index(for_readers=for_readers).select(event_filter)


def visible(visitor: Visitor, event_filter: EventFilter) -> frozenset[Status]:
    """The statuses a visitor sees; rejected events only when an editor asks for them."""
    if not visitor.may_edit:
        return frozenset({Status.ACCEPTED})
    if Status.REJECTED in event_filter.statuses:
        return frozenset(Status)
    return frozenset(Status) - {Status.REJECTED}


@st.cache_resource(show_spinner=False)
def views() -> ViewRegistry:
    """What each visitor's map shows, by token."""
    return ViewRegistry()


def selection_of(
    token: str, first_day: date | None = None, last_day: date | None = None, /
) -> Selection | None:
    """The events of a view, None when the token is not known; days may only narrow it."""
    view = views().view(token)
    allowed = None if view is None else view.allowed_filter
    if view is None or allowed is None:
        return None
    return select(within(allowed, first_day, last_day), for_readers=view.for_readers)


def within(wanted: EventFilter, first_day: date | None, last_day: date | None) -> EventFilter:
    """The filter narrowed to some days; None leaves that end as it is.

    Example:
        >>> july = EventFilter(first_day=date(2020, 7, 1), last_day=date(2020, 7, 31))
        >>> narrowed = within(july, date(2020, 6, 1), date(2020, 7, 5))
        >>> narrowed.first_day, narrowed.last_day
        (datetime.date(2020, 7, 1), datetime.date(2020, 7, 5))
    """
    firsts = [day for day in (wanted.first_day, first_day) if day is not None]
    lasts = [day for day in (wanted.last_day, last_day) if day is not None]
    return replace(wanted, first_day=max(firsts, default=None), last_day=min(lasts, default=None))


def labels(box: BoundingBox, zoom: float, most: int) -> Sequence[Place]:
    """Places worth naming on the base map, the most prominent first."""
    return gazetteer().labels(box, round(zoom), most)


def title() -> str:
    """What the collection is called."""
    return settings().title or (DEMO_TITLE if is_demo_only() else OWN_TITLE)


def is_demo_only(*, for_readers: bool | None = None) -> bool:
    """Whether nothing but the demo collection is there: see `shelf`."""
    of_readers = _for_readers(for_readers)
    return _is_demo_only(settings().store, _events_revision(of_readers), of_readers)


def has_demo() -> bool:
    """Whether any report of the demo collection is there."""
    return _has_demo(settings().store, store().revision, _for_readers(None))


def is_graphic(event_id: str) -> bool:
    """Whether the passage of an event is folded behind a click."""
    return event_id in shelf().graphic([event_id])


def grades(names: Sequence[str]) -> Mapping[str, Grade]:
    """How far these sources can be relied on, those that somebody graded."""
    known = store().publishers.judged()
    return {name: known[name].grade for name in names if name in known}


def audit_words() -> str:
    """How right the map was found to be when pins of it were judged; '' when nobody did."""
    done = store().audits.latest_done()
    return "" if done is None else done.words


def event_counts() -> Mapping[str, int]:
    """How many events each report gave, by the report's id; reports without any are left out."""
    of_readers = _for_readers(None)
    return _event_counts(settings().store, _events_revision(of_readers), of_readers)


def joined_ids() -> frozenset[str]:
    """The events that several reports tell."""
    of_readers = _for_readers(None)
    return _joined_ids(settings().store, _events_revision(of_readers), of_readers)


def close() -> None:
    """Let go of everything; the next call opens again."""
    with _guard:
        while _openings:
            known = _openings.popitem()[1]
            known.wait()
            if not known.has_failed:
                known.result().close()
    _pace.forget()
    _indexes.clear()
    _is_demo_only.clear()
    _has_demo.clear()
    _event_counts.clear()
    _joined_ids.clear()


def _open(address: str, progress: Progress) -> EventStore:
    if "://" not in address:
        Path(address).parent.mkdir(parents=True, exist_ok=True)
    opened = EventStore.open(address)
    demo.load_into_new(opened, lambda: gazetteer(progress), progress)
    return opened


def _live_index(address: str, for_readers: bool) -> LiveIndex:
    known = _indexes.get((address, for_readers))
    if known is None:
        with _making:
            known = _indexes.get((address, for_readers))
            if known is None:
                known = _indexes[address, for_readers] = LiveIndex(
                    _shelf(address, for_readers), atlas=_atlas(), folder=_index_folder(address)
                )
    return known


def _shelf(address: str, for_readers: bool) -> EventStore | ReaderStore:
    opened = _openings[address].result()
    return opened.for_readers if for_readers else opened


def _index_folder(address: str) -> Path | None:
    """Beside a collection in a file; None when there is no place beside it."""
    if "://" in address or address == ":memory:":
        return None
    return Path(address).with_name(f"{Path(address).name}-index")


def _atlas() -> GazetteerAtlas | None:
    """The gazetteer for the index, which does without when there is none."""
    try:
        return GazetteerAtlas(gazetteer())
    except GazetteerError as error:
        _log.warning("Regions are only what the events say themselves: %s", error)
        return None


@st.cache_resource(show_spinner=False, max_entries=4)
def _is_demo_only(address: str, revision: int, for_readers: bool) -> bool:
    del revision
    return _shelf(address, for_readers).is_demo_only


@st.cache_resource(show_spinner=False, max_entries=4)
def _has_demo(address: str, revision: int, for_readers: bool) -> bool:
    del revision
    return _shelf(address, for_readers).has_demo


@st.cache_resource(show_spinner=False, max_entries=4)
def _event_counts(address: str, revision: int, for_readers: bool) -> dict[str, int]:
    del revision
    return _shelf(address, for_readers).event_counts()


@st.cache_resource(show_spinner=False, max_entries=4)
def _joined_ids(address: str, revision: int, for_readers: bool) -> frozenset[str]:
    del revision
    groups = _shelf(address, for_readers).joins.groups()
    return frozenset(event_id for group in groups for event_id in group)
