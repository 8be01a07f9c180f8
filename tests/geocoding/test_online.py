from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderUnavailable

from geodata.coordinates import LatLon
from geodata.errors import InputError, LookupUnavailableError
from geodata.geocoding import OnlineLookup
from geodata.geocoding.pace import Pace

GANJA = {"lat": "40.68", "lon": "46.36", "display_name": "Ganja, Azerbaijan"}


class FakeClock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


class FakeService:
    """A service that gives prepared answers and remembers what it was asked."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.urls: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.timeouts: list[float] = []

    def adapter(self, *, proxies: Any, ssl_context: Any) -> BaseSyncAdapter:
        service = self

        class Adapter(BaseSyncAdapter):  # type: ignore[misc]
            def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
                service.urls.append(url)
                service.headers.append(headers)
                service.timeouts.append(timeout)
                answer = service.answers.pop(0)
                if isinstance(answer, Exception):
                    raise answer
                return answer

            get_text = get_json

        return Adapter(proxies=proxies, ssl_context=ssl_context)


def status(code: int, **headers: str) -> AdapterHTTPError:
    return AdapterHTTPError("refused", status_code=code, headers=headers, text="")


def lookup(folder: Path, service: FakeService, clock: FakeClock | None = None) -> OnlineLookup:
    clock = clock or FakeClock()
    return OnlineLookup(
        contact="desk@example.org",
        cache_folder=folder,
        pace=Pace(now=clock.now, sleep=clock.sleep),
        adapter_factory=service.adapter,
    )


def test_a_place_that_is_found_comes_with_its_position(tmp_path: Path) -> None:
    service = FakeService([GANJA])
    (found,) = lookup(tmp_path, service).geocode("Ganja", country_codes=["az"])
    assert (found.address, found.latitude, found.longitude) == ("Ganja, Azerbaijan", 40.68, 46.36)
    assert service.timeouts == [10.0]
    assert "desk@example.org" in service.headers[0]["User-Agent"]
    assert "countrycodes=az" in service.urls[0]


def test_looked_and_absent_is_an_empty_list_and_is_kept(tmp_path: Path) -> None:
    service = FakeService([])
    online = lookup(tmp_path, service)
    assert online.geocode("Xyzzyville") == []
    assert online.geocode("Xyzzyville") == []
    assert len(service.urls) == 1


def test_an_answer_is_kept_on_disk_for_the_next_start(tmp_path: Path) -> None:
    lookup(tmp_path, FakeService([GANJA])).geocode("Ganja")
    silent = FakeService()
    assert lookup(tmp_path, silent).geocode("Ganja")[0].latitude == 40.68
    assert silent.urls == []


@pytest.mark.parametrize(
    "failure",
    [
        status(500),
        status(302, location="https://elsewhere.example"),
        GeocoderUnavailable("no connection"),
        [{"lat": "abc", "lon": "46", "display_name": "x"}],
        [{"lat": "nan", "lon": "46", "display_name": "x"}],
        [{"display_name": "no position"}],
        "<html>maintenance</html>",
    ],
)
def test_a_service_that_fails_is_told_apart_and_never_kept(tmp_path: Path, failure: Any) -> None:
    service = FakeService(failure, [GANJA])
    online = lookup(tmp_path, service)
    with pytest.raises(LookupUnavailableError):
        online.geocode("Ganja")
    assert len(online.geocode("Ganja")) == 1
    assert len(service.urls) == 2


def test_too_many_requests_is_asked_once_and_then_nobody_asks(tmp_path: Path) -> None:
    clock = FakeClock()
    service = FakeService(status(429, **{"retry-after": "90"}), [GANJA])
    online = lookup(tmp_path, service, clock)
    with pytest.raises(LookupUnavailableError) as first:
        online.geocode("Ganja")
    with pytest.raises(LookupUnavailableError) as second:
        online.geocode("Baku")
    assert len(service.urls) == 1
    assert first.value.retry_after_s == 90.0
    assert second.value.retry_after_s == 90.0
    clock.time += 91
    assert len(online.geocode("Ganja")) == 1


def test_a_refusal_stops_all_requests_for_a_day(tmp_path: Path) -> None:
    clock = FakeClock()
    service = FakeService(status(403))
    online = lookup(tmp_path, service, clock)
    for query in ("Ganja", "Baku"):
        with pytest.raises(LookupUnavailableError, match="refuses"):
            online.geocode(query)
    assert len(service.urls) == 1


def test_requests_of_many_threads_keep_a_second_apart(tmp_path: Path) -> None:
    clock = FakeClock()
    pace = Pace(now=clock.now, sleep=lambda seconds: clock.slept.append(seconds))
    threads = [threading.Thread(target=pace.wait_for_turn) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(clock.slept) == [1.0, 2.0, 3.0, 4.0]


def test_a_long_queue_sends_people_away_instead_of_letting_them_wait() -> None:
    clock = FakeClock()
    pace = Pace(patience_s=2.0, now=clock.now, sleep=lambda seconds: None)
    for _ in range(3):
        pace.wait_for_turn()
    with pytest.raises(LookupUnavailableError) as refused:
        pace.wait_for_turn()
    assert refused.value.retry_after_s == 3.0


def test_a_contact_is_required(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="contact"):
        OnlineLookup(contact=" ", cache_folder=tmp_path)


def test_a_service_nobody_knows_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="atlantis"):
        OnlineLookup("atlantis", contact="desk@example.org", cache_folder=tmp_path)


def test_a_service_without_its_key_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="opencage"):
        OnlineLookup("opencage", contact="desk@example.org", cache_folder=tmp_path)


def test_photon_is_another_service_one_setting_away(tmp_path: Path) -> None:
    feature = {
        "properties": {"name": "Ganja", "country": "Azerbaijan"},
        "geometry": {"coordinates": [46.36, 40.68]},
    }
    service = FakeService({"features": [feature]})
    clock = FakeClock()
    online = OnlineLookup(
        "photon",
        contact="desk@example.org",
        cache_folder=tmp_path,
        pace=Pace(now=clock.now, sleep=clock.sleep),
        adapter_factory=service.adapter,
    )
    assert online.geocode("Ganja")[0].longitude == 46.36


def test_reverse_gives_one_address_or_none(tmp_path: Path) -> None:
    online = lookup(tmp_path, FakeService(GANJA, {"error": "Unable to geocode"}))
    found = online.reverse(LatLon(40.68, 46.36))
    assert found is not None
    assert found.address == "Ganja, Azerbaijan"
    assert online.reverse(LatLon(0.0, 0.0)) is None


def test_a_damaged_cache_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "online-answers.sqlite").write_bytes(b"no database at all" * 100)
    assert len(lookup(tmp_path, FakeService([GANJA])).geocode("Ganja")) == 1


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(LookupUnavailableError, match="GAZETTE_CACHE"):
        lookup(blocked, FakeService([GANJA])).geocode("Ganja")
