"""Armed people who kill: a battle, or an attack on those who carry no arms."""

from datetime import date

import pytest

from geodata.gazetteer import Gazetteer
from geodata.model import EventKind
from geodata.pipeline import read_report


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Militiamen killed 35 displaced people near Bunia on Monday.", "attack on civilians"),
        ("Rebels killed 12 farmers in Beni on Sunday.", "attack on civilians"),
        ("Soldiers killed four rebels near Beni on Thursday.", "battle"),
        ("A flood killed 20 children in Kabul on Monday.", "disaster"),
        ("An airstrike killed 12 civilians in Goma on Friday.", "shelling or strike"),
    ],
)
def test_the_kind_is_by_whom_and_whom(text: str, kind: str, gazetteer: Gazetteer) -> None:
    (event,) = read_report(text, published=date(2025, 3, 21), gazetteer=gazetteer).events
    assert event.kind is EventKind(kind)
