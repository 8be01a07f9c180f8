from __future__ import annotations

import re
import threading

from dashboard.services.views import View, ViewRegistry, views
from geodata.model import EventFilter, Family, Status


def test_equal_views_share_one_token_whatever_the_order_of_their_sets() -> None:
    registry = ViewRegistry()
    one = View(EventFilter(kinds=frozenset([Family.TALKS, Family.BATTLE])))
    other = View(EventFilter(kinds=frozenset([Family.BATTLE, Family.TALKS])))
    assert registry.token(one) == registry.token(other)
    assert len(registry) == 1


def test_other_rights_give_another_token() -> None:
    registry = ViewRegistry()
    public = View(EventFilter(), frozenset({Status.ACCEPTED}))
    assert registry.token(public) != registry.token(View(EventFilter()))


def test_a_field_cannot_be_mistaken_for_its_neighbour() -> None:
    registry = ViewRegistry()
    sly = View(EventFilter(text="x'\nkinds=\"['Battle']\""))
    assert registry.token(sly) != registry.token(View(EventFilter(text="x")))


def test_a_token_of_one_process_says_nothing_in_another() -> None:
    view = View(EventFilter(text="Ganja"))
    token = ViewRegistry().token(view)
    assert re.fullmatch(r"v[0-9a-f]{25}", token)
    assert ViewRegistry().view(token) is None
    assert ViewRegistry().token(view) != token


def test_the_least_recently_used_view_goes_first() -> None:
    registry = ViewRegistry(most=2)
    first, second = (registry.token(View(EventFilter(text=text))) for text in ("a", "b"))
    assert registry.view(first) is not None  # used again
    registry.token(View(EventFilter(text="c")))
    assert registry.view(second) is None
    assert registry.view(first) is not None


def test_views_of_many_words_push_out_the_oldest_and_never_the_newest() -> None:
    registry = ViewRegistry(most_bytes=50_000)
    tokens = [
        registry.token(View(EventFilter(actors=frozenset([f"{number}" + "x" * 20_000]))))
        for number in range(20)
    ]
    assert [registry.view(token) is not None for token in tokens] == [False] * 18 + [True] * 2
    large = View(EventFilter(actors=frozenset(["x" * 90_000])))
    assert registry.view(registry.token(large)) == large
    assert len(registry) == 1
    small = [registry.token(View(EventFilter(text=f"{number}"))) for number in range(10)]
    assert all(registry.view(token) is not None for token in small)


def test_a_filter_cannot_ask_for_more_than_its_owner_may_see() -> None:
    public = frozenset({Status.ACCEPTED})
    everything = View(EventFilter(), public).allowed_filter
    assert everything is not None
    assert everything.statuses == public
    assert View(EventFilter(statuses=frozenset({Status.REJECTED})), public).allowed_filter is None
    assert View(EventFilter(text="x")).allowed_filter == EventFilter(text="x")


def test_many_threads_can_ask_at_once() -> None:
    registry = ViewRegistry(most=50)
    lost: list[str] = []

    def ask(start: int) -> None:
        for number in range(start, start + 200):
            token = registry.token(View(EventFilter(text=str(number))))
            if not token:
                lost.append(token)

    threads = [threading.Thread(target=ask, args=(start,)) for start in range(0, 1600, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert lost == []
    assert len(registry) == 50


def test_the_registry_of_the_process_is_one() -> None:
    assert views() is views()
