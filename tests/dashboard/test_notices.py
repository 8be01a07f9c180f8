from __future__ import annotations

import logging

import pytest

from dashboard import notices
from geodata import errors


def every_error() -> list[type[errors.GeodataError]]:
    found = [errors.GeodataError]
    for kind in found:
        found.extend(kind.__subclasses__())
    return [kind for kind in found if kind.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", every_error())
def test_every_error_has_a_sentence(kind: type[errors.GeodataError]) -> None:
    needs_id = kind is errors.DuplicateReportError
    error = kind("The value 7 is wrong; give 8.", "r1") if needs_id else kind("Give 8.")
    sentence = notices.sentence(error)
    assert sentence[0].isupper()
    assert sentence.endswith((".", "build"))


def test_an_unforeseen_error_shows_a_number_and_no_internals(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        sentence = notices.sentence(KeyError("/etc/secret path"))
    assert "secret" not in sentence
    number = sentence.split()[-1].rstrip(".")
    assert number in caplog.text
