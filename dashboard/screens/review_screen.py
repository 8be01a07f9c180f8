"""The review: one event at a time, or many in a table, until somebody has looked at all."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.drawing import questions, words
from dashboard.drawing.pin_state import PinState
from dashboard.drawing.plain_text import html, markdown, shortened
from dashboard.panels.edit_panel import edit_panel
from dashboard.panels.history_panel import changes, history_panel
from dashboard.panels.page_frame import page_frame
from dashboard.panels.pins_panel import Pinned, pins_panel
from dashboard.panels.review_card import (
    Card,
    bar_part,
    candidates_part,
    offered_places,
    places_part,
    question_part,
    scope_part,
)
from dashboard.panels.review_table import ROWS, review_table
from dashboard.panels.rule_panel import preview_part, rules_part
from dashboard.panels.window_panel import Room, window_panel
from dashboard.screens.reviewing import Reviewing, reviewing
from dashboard.services import collection, deciding, rights
from dashboard.state import go_to
from geodata.correcting import Change, Rule, Scope, Support
from geodata.correcting.wording import differences
from geodata.errors import GeodataError, NotFoundError
from geodata.model import Precision, Status
from geodata.storage import Decision, Queued
from geodata.storage.corrections import parts_of

_LINES = 7  # of the queue beside the card
_MAP_PX, _SMALL_MAP_PX = 430, 300
_CARDS, _TABLE = "One by one", "Table"
CERTAIN = (
    "Certain means: placed and dated; the place and the reading score above 0.80; no other place "
    "of the name comes near; nothing is only claimed or denied; it is no battle, strike or attack, "
    "and nobody is counted as killed, hurt or taken."
)


def show() -> None:
    """The whole screen."""
    room = window_panel()
    visitor = rights.current()
    with page_frame():
        if visitor.may_edit:
            _page(reviewing(), visitor, room)
        else:
            st.title("Review", anchor=False)
            st.info(visitor.reason, icon=":material/lock:")
            if visitor.can_sign_in:
                st.button("Sign in", icon=":material/login:", type="primary", on_click=st.login)


def _page(now: Reviewing, visitor: rights.Visitor, room: Room) -> None:
    review = collection.store().review
    count, certain = review.count(), review.certain_count()
    mode = _head(now, count, certain)
    _notes(now)
    if mode == _TABLE and count:
        _table(now, count)
    elif not count and now.event_id is None:
        _nothing_left(now)
    else:
        _cards(now, visitor, room)
    rules_part(
        collection.store().rules.in_force()[::-1],
        lambda rule_id: now.attempt(partial(_take_back, rule_id)),
    )


def _head(now: Reviewing, count: int, certain: int) -> str:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="review-head"):
        st.title("Review", anchor=False, width="content")
        left = f"{words.count(count, 'event')} to look at. {questions.ORDER}"
        st.caption(left if count else "Every event has been looked at.", width="content")
        st.space("stretch")
        mode = _CARDS
        if count:
            mode = st.segmented_control(
                "How", [_CARDS, _TABLE], default=_CARDS, key="review-mode", required=True,
                label_visibility="collapsed",
            ) or _CARDS  # fmt: skip
        if certain:
            st.button(
                f"Accept all that are certain ({certain:,})", icon=":material/done_all:",
                key="accept-certain", on_click=partial(_ask_certain, now), help=CERTAIN,
            )  # fmt: skip
    return mode


def _notes(now: Reviewing) -> None:
    """What was done last, or what went wrong."""
    with st.container(key="problem"):
        if now.problem:
            st.error(markdown(now.problem), icon=":material/error:")
    # Always there: an element that appears above the map would load it anew.
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="done"):
        if now.done:
            st.markdown(f":material/check: {markdown(now.done)}", width="content")


def _nothing_left(now: Reviewing) -> None:
    with st.container(border=True, key="nothing-left"):
        st.markdown("**Nothing waits for a review.**")
        st.markdown(
            ":gray[Events that come in by a command, a feed or an import are shown here first; "
            "those that somebody adds on *Add report* were looked at there.]"
        )
        with st.container(horizontal=True):
            st.button("Add a report", on_click=go_to, args=("add",), key="review-add")
            st.button(
                "Undo my latest decision", icon=":material/undo:", shortcut="U", key="undo",
                type="tertiary", on_click=now.undo,
            )  # fmt: skip


# ------------------------------------------------------------------------ cards


def _cards(now: Reviewing, visitor: rights.Visitor, room: Room) -> None:
    lines = _lines(now)
    card = _card(now, lines)
    if card is None:
        st.caption("The rest was left for later.")
        st.button("Begin again", on_click=now.skipped.clear, key="begin-again")
        return
    if room is Room.PHONE:
        _card_part(now, card, visitor, is_small=True)
        return
    left, right = st.columns([1, 4], gap="medium")
    with left:
        _queue(now, lines, card)
    with right:
        _card_part(now, card, visitor, is_small=room is Room.TABLET)


def _lines(now: Reviewing) -> list[Queued]:
    lines = collection.store().review.page(_LINES, without=now.skipped)
    if not lines and now.skipped:
        now.skipped.clear()
        lines = collection.store().review.page(_LINES)
    return lines


def _card(now: Reviewing, lines: list[Queued]) -> Card | None:
    wanted = now.event_id or (lines[0].id if lines else None)
    if wanted is None:
        return None
    store = collection.store()
    try:
        version = store.version(wanted)  # before the event: a change in between is noticed
        event = store.event(wanted)
        report = store.report(event.report_id)
    except NotFoundError:
        now.open(None)
        return _card(now, [line for line in lines if line.id != wanted])
    number = now.place_number
    place = questions.doubtful_place(event)
    if number is not None and number < len(event.places):
        place = event.places[number]
    review = store.review
    standing = questions.standing(
        event, told_by=review.sources(wanted), first_in=review.first_in(wanted)
    )
    return Card(event, report, version, place, offered_places(place), standing)


def _queue(now: Reviewing, lines: list[Queued], card: Card) -> None:
    """The next events; one click opens another."""
    st.markdown("**To look at**")
    events = {one.id: one for one in collection.store().events([line.id for line in lines])}
    with st.container(gap=None, key="review-queue"):
        for line in lines:
            event = events.get(line.id)
            if event is None:
                continue
            asked, name = questions.question(event)
            text = f"{asked} {name}?" if name else shortened(event.title, 30)
            is_open = line.id == card.event.id
            label = f"**{markdown(text)}**" if is_open else markdown(text)
            icon = "radio_button_checked" if is_open else "radio_button_unchecked"
            st.button(
                label, key=f"open-{line.id}", type="tertiary", icon=f":material/{icon}:",
                on_click=now.open, args=(line.id,),
            )  # fmt: skip


def _card_part(now: Reviewing, card: Card, visitor: rights.Visitor, *, is_small: bool) -> None:
    event, version = card.event, card.version
    with st.container(border=True, key="review-card"):
        _conflict(now, card)
        columns = [st.container(), st.container()] if is_small else st.columns([5, 4], gap="medium")
        with columns[0]:
            question_part(card)
            places_part(card, partial(_ask_about, now))
            if card.offered:
                candidates_part(card, visitor.name, lambda n: _use(now, card, n))
                scope_part(card)
            else:
                st.caption("No words of the passage name a place. Add one under *Edit this event*.")
        with columns[1]:
            _map(now, card, _SMALL_MAP_PX if is_small else _MAP_PX)
        bar_part(
            accept=partial(now.decide, event.id, Status.ACCEPTED, version),
            reject=partial(now.decide, event.id, Status.REJECTED, version),
            later=partial(now.skip, event.id),
            undo=now.undo,
        )
    edit_panel(event, card.report, partial(_edit, now, card))
    history_panel(collection.store().decisions(event.id))


def _ask_about(now: Reviewing, number: int) -> None:
    now.place_number, now.dragged = number, None


def _use(now: Reviewing, card: Card, number: int) -> None:
    """A candidate was chosen by button, key or on the map; the number may name nothing."""
    if not 1 <= number <= len(card.offered) or card.place is None:
        return
    place = card.offered[number - 1].place
    scope = st.session_state.get(f"scope-{card.event.id}")
    if isinstance(scope, Scope):
        now.attempt(partial(_ask_rule, now, card, place.id, scope))
        return

    def write(expected: int) -> None:
        deciding.use_place(card.event.id, card.start, place.id, expected)
        now.open(card.event.id)

    now.write(card.event.id, card.version, write, f"{place.label} it is.")


def _edit(now: Reviewing, card: Card, change: Change, support: Support) -> None:
    def write(expected: int) -> None:
        deciding.edit(card.event.id, change, support, expected)
        now.open(card.event.id)

    now.write(card.event.id, card.version, write, "Changed.")


def _conflict(now: Reviewing, card: Card) -> None:
    """Somebody was faster: their change, and a choice."""
    conflict = now.conflict
    if conflict is None or conflict.event_id != card.event.id:
        return
    with st.container(border=True, key="conflict"):
        st.warning(markdown(str(conflict.error)), icon=":material/group:")
        newer = [one for one in conflict.error.decisions if isinstance(one, Decision)]
        st.html("".join(
            f"<div><b>{html(one.by or 'Somebody')}</b>: {html(one.action)}"
            f"{changes(differences(parts_of(one.before), parts_of(one.after)))}</div>"
            for one in newer
        ))  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            st.button("Keep theirs", key="keep-theirs", type="primary", on_click=_drop, args=(now,))
            st.button(
                "Do mine all the same", key="do-mine",
                on_click=now.write,
                args=(card.event.id, card.version, conflict.again, "Done all the same."),
            )  # fmt: skip


def _drop(now: Reviewing) -> None:
    now.conflict = None


# -------------------------------------------------------------------------- map


def _map(now: Reviewing, card: Card, height: int) -> None:
    dark = st.context.theme.type == "dark"
    state = PinState(card.pins(), "dark" if dark else "light", drags=card.place is not None)

    def done(what: Pinned) -> None:
        if what.number is not None:
            _use(now, card, what.number)
        elif what.position is not None and card.place is not None:
            now.dragged = what.position

    pins_panel(state, height=height, on_done=done)
    if now.dragged is not None and card.place is not None:
        _put_pin(now, card)
    elif card.place is not None:
        st.caption("Drag pin 1 to put it elsewhere by hand.")


def _put_pin(now: Reviewing, card: Card) -> None:
    """A pin that was dragged counts once somebody says why and how exactly."""
    if now.dragged is None or card.place is None:
        return
    at, key = now.dragged, f"pin-{card.event.id}-{card.version}"
    with st.container(border=True, key="put-pin"):
        st.markdown(f"**Put the pin at {at.lat:.4f}, {at.lon:.4f}**")
        left, right = st.columns(2, gap="small")
        with left:
            st.number_input(
                "Within, km", 0.05, 500.0, 0.5, step=0.5, key=f"{key}-radius", format="%.2f"
            )
        with right:
            st.selectbox(
                "Exact to", deciding.PRECISIONS, key=f"{key}-precision",
                format_func=lambda one: words.PRECISION[one].capitalize(),
            )  # fmt: skip
        st.text_input(
            "How do you know?", key=f"{key}-why", max_chars=deciding.LONGEST_REASON,
            placeholder="a reason that others can check",
        )  # fmt: skip
        number = card.event.places.index(card.place)

        def put() -> None:
            # Read here: the button was drawn before the last field was left. Read once: when
            # somebody else was faster, the same is done again after these fields are gone.
            typed = st.session_state
            radius, precision = float(typed[f"{key}-radius"]), Precision(typed[f"{key}-precision"])
            why = str(typed.get(f"{key}-why") or "")

            def write(expected: int) -> None:
                deciding.put_pin(
                    card.event.id, number, at, radius_km=radius, precision=precision, why=why,
                    expected=expected,
                )  # fmt: skip
                now.open(card.event.id)

            now.write(card.event.id, card.version, write, "The pin stands where you put it.")

        with st.container(horizontal=True, gap="small"):
            st.button("Put it there", type="primary", key=f"{key}-save", on_click=put)
            st.button("Leave it", type="tertiary", key=f"{key}-leave", on_click=_leave, args=(now,))


def _leave(now: Reviewing) -> None:
    now.dragged = None


# --------------------------------------------------------------------- dialogs


def _ask_rule(now: Reviewing, card: Card, place_id: str, scope: Scope) -> str:
    place = deciding.known_place(card.event.id, place_id)
    rule = deciding.rule_of(card.event, card.start, place, scope, card.report.source)
    _rule_dialog(now, rule, card.event.id)
    return ""


@st.dialog("A correction that holds wider", width="large")
def _rule_dialog(now: Reviewing, rule: Rule, event_id: str) -> None:
    try:
        preview_part(rule, deciding.preview(rule))
    except GeodataError as error:
        st.error(markdown(str(error)))
        return
    why = st.text_input(
        "Why (optional)", key="rule-why", max_chars=deciding.LONGEST_REASON,
        placeholder="for the others, in the log",
    )  # fmt: skip

    def make() -> str:
        moved = deciding.make_rule(rule, why)
        now.open(event_id)
        return f"The correction holds; {words.count(moved, 'event')} moved."

    with st.container(horizontal=True, gap="small"):
        if st.button("Let it hold", type="primary", key="make-rule"):
            now.attempt(make)
            st.rerun()
        if st.button("Leave it", type="tertiary", key="leave-rule"):
            st.rerun()


def _take_back(rule_id: str) -> str:
    undone = deciding.take_back_rule(rule_id)
    kept = f"; {words.count(len(undone.kept), 'event')} changed since stay" if undone.kept else ""
    return f"Taken back: {words.count(undone.events, 'event')} stand as before{kept}."


@st.dialog("Accept all that are certain?", icon=":material/done_all:")
def _ask_certain(now: Reviewing) -> None:
    review = collection.store().review
    count, first = review.certain_count(), review.page(8, certain=True)
    st.markdown(CERTAIN)
    st.html("".join(f'<div dir="auto">· {html(shortened(one.title, 90))}</div>' for one in first))
    if count > len(first):
        st.caption(f"and {count - len(first):,} more")
    st.caption("One undo takes all of them back.")

    def accept() -> str:
        _, accepted = deciding.accept_certain()
        now.open(None)
        now.generation += 1
        return f"Accepted {words.count(accepted, 'event')}. Undo takes all of them back."

    with st.container(horizontal=True, gap="small"):
        if st.button(f"Accept {words.count(count, 'event')}", type="primary", key="accept-them"):
            now.attempt(accept)
            st.rerun()
        if st.button("Leave them", type="tertiary", key="leave-them"):
            st.rerun()


# ------------------------------------------------------------------------ table


def _table(now: Reviewing, count: int) -> None:
    store = collection.store()
    last = max(0, (count - 1) // ROWS)
    now.page = min(now.page, last)
    lines = store.review.page(ROWS, skip=now.page * ROWS)
    events = {one.id: one for one in store.events([line.id for line in lines])}
    shown = [events[line.id] for line in lines if line.id in events]
    seen = store.versions([event.id for event in shown])
    key = f"review-table-{now.page}-{now.generation}-{store.revision}"
    review_table(shown, key=key, decide=partial(_decide_many, now, seen))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if last:
            _step(now, -1, "chevron_left", is_off=now.page == 0)
            st.caption(f"page {now.page + 1:,} of {last + 1:,}", width="content")
            _step(now, 1, "chevron_right", is_off=now.page == last)
        st.space("stretch")
        st.button(
            "Undo", icon=":material/undo:", shortcut="U", type="tertiary", key="undo",
            on_click=now.undo,
        )  # fmt: skip


def _step(now: Reviewing, by: int, icon: str, *, is_off: bool) -> None:
    def go() -> None:
        now.page = max(0, now.page + by)

    st.button("", icon=f":material/{icon}:", key=f"page-{icon}", disabled=is_off, on_click=go,
              help="Earlier" if by < 0 else "Later")  # fmt: skip


def _decide_many(now: Reviewing, seen: dict[str, int], ids: list[str], status: Status) -> None:
    def change() -> str:
        changed = deciding.decide_many(ids, status, seen)
        now.generation += 1
        return f"{words.count(changed, 'event')} {status.value}."

    now.attempt(change)
