from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from geodata.cli import gazetteering, main
from geodata.errors import InputError, LookupUnavailableError
from geodata.gazetteer import cache, installing
from geodata.gazetteer.lookup import Gazetteer


def zipped(name: str, text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


VILLAGE = (
    "77\tHillham\tHillham\tХилхэм\t40.9\t45.4\tP\tPPL\tXA\t\t09\t007\t\t\t120\t\t700\tUTC\t2020\n"
)
FILES = {
    "/admin2Codes.txt": b"XA.09.007\tLower Valley\tLower Valley\t5\n",
    "/XA.zip": zipped("XA.txt", VILLAGE),
}


class Export(BaseHTTPRequestHandler):
    """A small export that understands ranges; it can break off after some bytes."""

    asked: ClassVar[list[tuple[str, str | None]]] = []
    break_after: ClassVar[int | None] = None

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        Export.asked.append((self.path, wanted))
        if self.path not in FILES:
            self.send_error(404)
            return
        begin = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        body = FILES[self.path][begin:]
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if Export.break_after is not None and self.path.endswith(".zip"):
            body = body[: Export.break_after]
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    Export.asked, Export.break_after = [], None
    server = ThreadingHTTPServer(("127.0.0.1", 0), Export)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def install(folder: Path, address: str, *codes: str) -> list[Path]:
    return installing.install_geonames(
        codes, folder, progress=lambda doing, share: None, address=address
    )


def test_a_country_is_fetched_once(tmp_path: Path, address: str) -> None:
    (path,) = install(tmp_path, address, "xa")
    assert path.read_bytes() == FILES["/XA.zip"]
    install(tmp_path, address, "XA")
    assert [asked for asked, _ in Export.asked] == ["/admin2Codes.txt", "/XA.zip"]
    assert installing.installed_countries(tmp_path) == ["XA"]


def test_a_broken_transfer_goes_on_where_it_stopped(tmp_path: Path, address: str) -> None:
    Export.break_after = 50
    with pytest.raises(LookupUnavailableError, match="again"):
        install(tmp_path, address, "XA")
    assert installing.installed_countries(tmp_path) == []
    Export.break_after = None
    (path,) = install(tmp_path, address, "XA")
    assert path.read_bytes() == FILES["/XA.zip"]
    assert Export.asked[-1] == ("/XA.zip", "bytes=50-")


def test_a_country_the_export_does_not_have_is_named(tmp_path: Path, address: str) -> None:
    with pytest.raises(InputError, match=r"QQ\.zip"):
        install(tmp_path, address, "QQ")


@pytest.mark.parametrize("codes", [(), ("ARM",), ("../x",)])
def test_codes_that_are_no_codes_are_refused(tmp_path: Path, codes: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="two letters"):
        install(tmp_path, "http://127.0.0.1:9/", *codes)


def test_nobody_answering_is_not_a_missing_country(tmp_path: Path) -> None:
    with pytest.raises(LookupUnavailableError):
        install(tmp_path, "http://127.0.0.1:9/", "XA")


def test_an_installed_dump_gives_the_compiled_file_another_name_and_its_places(
    tmp_path: Path, address: str
) -> None:
    before = cache.opened_container(tmp_path, entries=lambda progress: [])
    install(tmp_path, address, "XA")
    entries = lambda progress: installing.installed_entries(tmp_path)  # noqa: E731
    gazetteer = Gazetteer(cache.opened_container(tmp_path, entries=entries))
    assert gazetteer.path != before.path
    place = gazetteer.find("Хилхэм")[0]
    assert (place.id, place.name, place.source) == ("gn:77", "Hillham", "GeoNames dump (CC BY 4.0)")


def test_progress_grows_from_file_to_file(tmp_path: Path, address: str) -> None:
    shares: list[float] = []
    installing.install_geonames(
        ["XA"], tmp_path, progress=lambda doing, share: shares.append(share), address=address
    )
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert any(0.5 < share < 1.0 for share in shares)


def command(folder: Path, address: str, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setenv("GAZETTE_CACHE", str(folder))
    monkeypatch.setattr(installing, "ADDRESS", address)
    return main(["gazetteer", "install", "geonames", *words])


def test_the_command_installs_countries_and_says_what_comes_next(
    tmp_path: Path,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command(tmp_path, address, monkeypatch, "--countries", "xa") == 0
    out = capsys.readouterr().out
    assert out.startswith(f"Installed 1 country (0.0 MB) in {tmp_path}.")
    assert "gazette gazetteer build" in out
    assert installing.installed_countries(tmp_path) == ["XA"]


@pytest.mark.parametrize(
    ("countries", "why"), [("XXX", "two letters"), ("QQ", "QQ.zip"), ("", "two letters")]
)
def test_the_command_says_in_one_line_what_is_wrong(
    tmp_path: Path,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    countries: str,
    why: str,
) -> None:
    assert command(tmp_path, address, monkeypatch, "--countries", countries) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("gazette: ")
    assert why in last


def test_all_countries_are_those_that_the_export_has(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gazetteering, "all_countries", lambda: ["QQ", "XA"])
    assert command(tmp_path, address, monkeypatch) == 0
    assert installing.installed_countries(tmp_path) == ["XA"]
