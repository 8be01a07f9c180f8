"""The page that is one file: what stands in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.drawing.one_file import Parts, Told, one_file
from dashboard.panels.one_file_panel import page_bytes
from dashboard.services import collection
from geodata.model import Event, EventFilter, Family, Reading, Report
from geodata.publishing import SafetyRule, SafetyScope

BARE = Parts("", "", "", "", {"world": {}, "cells": [], "fine_from": 4.5, "most_zoom": 9})


def page_of(asked: EventFilter, *, for_readers: bool = False) -> str:
    chosen = collection.select(asked, for_readers=for_readers)
    shelf = collection.shelf(for_readers=for_readers)
    return page_bytes(chosen, shelf, "Summer", ["Movement"]).decode()


def values_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    values: dict[str, Any] = json.loads(found[1])
    return values


def hostile(stored: Reading) -> tuple[Event, Report]:
    event = replace(stored.events[0], title="</script><script>alert(1)</script><img src=x>")
    place = replace(event.places[0].place, name="</script><!--<b>")
    return replace(event, places=(replace(event.places[0], place=place),)), stored.report


def test_it_holds_what_passes_the_filter_with_its_words_and_says_by_what_it_was_chosen(
    stored: Reading,
) -> None:
    page = page_of(EventFilter(kinds=frozenset({Family.MOVEMENT})))
    assert [one["family"] for one in values_of(page)["events"]] == ["Movement"]
    assert page.count('<li data-id="') == 1
    assert "F-16s" in page
    assert "1 event · " in page
    assert "only: Movement" in page


def test_its_policy_lets_its_own_two_scripts_run_and_asks_no_address(stored: Reading) -> None:
    page = page_of(EventFilter())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].count("sha256-") == 2
    assert policy[1].startswith("default-src &#x27;none&#x27;; script-src ")
    assert "url(" not in page.split("<body>")[0]
    assert "<link" not in page
    assert not re.search(r"<(?:script|img|iframe)[^>]* src=", page.split("<footer")[0])


def test_text_from_outside_stays_text(stored: Reading) -> None:
    event, report = hostile(stored)
    page = one_file([Told(event, report)], BARE, title="<b>", made=date(2026, 1, 1))
    assert page.count("</script>") == 3
    assert "<img" not in page
    assert "<b></" not in page
    assert values_of(page)["events"][0]["places"][0]["name"] == "</script><!--<b>"


def test_a_graphic_passage_is_folded(stored: Reading) -> None:
    told = Told(stored.events[0], stored.report, is_graphic=True)
    page = one_file([told], BARE, title="One", made=date(2026, 1, 1))
    before, _, behind = page.partition("<details><summary>Graphic: open to read the passage")
    assert '<blockquote class="gz-passage"' not in before
    assert '<blockquote class="gz-passage"' in behind


def test_no_events_make_a_page_too(stored: Reading) -> None:
    page = one_file([], BARE, title="None", made=date(2026, 1, 1))
    assert "0 events · made on 1 Jan 2026 with Gazette" in page


def test_a_reader_gets_no_withheld_place_and_no_draft(stored: Reading) -> None:
    event = stored.events[0]
    collection.store().safety.make(SafetyRule(SafetyScope.EVENT, event.id, 30.0))
    page = page_of(EventFilter(), for_readers=True)
    names = {one["name"] for one in values_of(page)["events"][0]["places"]}
    assert event.places[0].place.name not in names
    told = "\n".join(re.findall(r"<li data-id=.*?</li>", page, re.DOTALL))
    assert event.places[0].place.name not in told
    assert f"{event.places[0].position.lat:.4f}" not in json.dumps(values_of(page)["events"])
