"""Leaflet, our scripts and styles, and fonts: all from this machine, none from another.

``assets/HASH/leaflet/leaflet.js`` comes from the XStatic-Leaflet package, the rest from
dashboard/assets. The hash covers every file, so what stands at an address never changes;
a request with another hash gets the current file, not to be kept.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard.routes.answers import ASK_AGAIN, KEPT_FOREVER, refusal
from dashboard.routes.packing import packed

OWN_FOLDER = Path(__file__).resolve().parents[1] / "assets"
MEDIA_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
PACKED = "map/all.js"  # no file: the modules beside it as one
ENTRIES = ("main", "pins")  # the modules that boot.js asks for
LONGEST_NAME = 200  # characters; beyond 255 bytes file systems refuse to look
FONTS = {"sans": "SourceSansVF-Upright", "serif-italic": "SourceSerifVariable-Italic"}


def assets_address() -> str:
    """Where the files lie, relative to the root of the dashboard."""
    return f"assets/{_fingerprint(_stamps())}"


def early_files() -> list[str]:
    """What the map's frames will ask for, one after the other: worth fetching with the page.

    Addresses relative to the root of the dashboard.
    """
    files = ["leaflet/leaflet.js", "map/boot.js", PACKED, "leaflet/leaflet.css", "map/map.css"]
    return [*(f"{assets_address()}/{name}" for name in files), *_frame_scripts()]


@lru_cache(maxsize=1)
def _frame_scripts() -> tuple[str, ...]:
    """The script of the frame itself, whose name changes with every release of its package."""
    package = importlib.util.find_spec("streamlit_folium")
    if package is None or package.origin is None:
        return ()
    build = Path(package.origin).parent / "frontend" / "build"
    found = sorted(build.glob("static/js/main.*.js"))
    base = "component/streamlit_folium.st_folium"
    return tuple(f"{base}/{path.relative_to(build).as_posix()}" for path in found)


def assets_route() -> Route:
    """The route of all files."""

    def answer(request: Request) -> Response:
        path = _file(request.path_params["path"])
        if path is None:
            return refusal(404, "There is no such file.")
        keep = KEPT_FOREVER if request.url.path.find(assets_address()) >= 0 else ASK_AGAIN
        stamp = path.stat().st_mtime_ns if path.is_file() else assets_address()
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(_content(path), media_type=MEDIA_TYPES[path.suffix], headers=keep)
        packing = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        media_type = MEDIA_TYPES[path.suffix]
        return Response(_squeezed(path, stamp), media_type=media_type, headers=keep | packing)

    return Route("/assets/{hash}/{path:path}", answer, methods=["GET"], name="assets")


def fonts_route() -> Route:
    """Redirects to the font file that Streamlit's page has loaded already: no second download."""

    def answer(request: Request) -> Response:
        found = _streamlit_font(request.path_params["name"])
        if found is None:
            return refusal(404, "There is no such font.")
        return RedirectResponse(f"../static/media/{found}", headers=ASK_AGAIN)

    return Route("/fonts/{name}.woff2", answer, methods=["GET"], name="fonts")


@lru_cache(maxsize=1)
def leaflet_folder() -> Path:
    """Where the XStatic-Leaflet package keeps Leaflet."""
    found = importlib.util.find_spec("xstatic.pkg.leaflet")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("The package XStatic-Leaflet is not installed: pip install it.")
    return Path(next(iter(found.submodule_search_locations))) / "data"


def file_parts() -> dict[str, str]:
    """Leaflet and our scripts and styles for a page that is one file, by what they are."""
    modules = {file.stem: file.read_text(encoding="utf-8") for file in _modules_of_a_file()}
    leaflet = leaflet_folder()
    return {
        "leaflet": (leaflet / "leaflet.js").read_text(encoding="utf-8"),
        "leaflet_style": (leaflet / "leaflet.css").read_text(encoding="utf-8"),
        "script": packed(modules, ["file_map"]),
        "style": (OWN_FOLDER / "file" / "file.css").read_text(encoding="utf-8"),
    }


def _modules_of_a_file() -> list[Path]:
    return [*(OWN_FOLDER / "map").glob("*.js"), OWN_FOLDER / "file" / "file_map.js"]


def _file(relative: str) -> Path | None:
    """The file an address means; None outside the two folders, for directories and other kinds."""
    inside_leaflet = relative.startswith("leaflet/")
    folder = leaflet_folder() if inside_leaflet else OWN_FOLDER
    if "\0" in relative or len(relative) > LONGEST_NAME:  # no file system takes it
        return None
    path = (folder / relative.removeprefix("leaflet/")).resolve()
    if not path.is_relative_to(folder) or path.suffix not in MEDIA_TYPES:
        return None
    return path if path.is_file() or path == OWN_FOLDER / PACKED else None


def _content(path: Path) -> bytes:
    """What stands in a file; the modules of the map as one where their packing is asked for."""
    if path != OWN_FOLDER / PACKED:
        return path.read_bytes()
    modules = {file.stem: file.read_text(encoding="utf-8") for file in path.parent.glob("*.js")}
    return packed(modules, ENTRIES).encode()


@lru_cache(maxsize=64)
def _squeezed(path: Path, stamp: object) -> bytes:
    """The content for the network; the stamp is another one when it has changed."""
    return gzip.compress(_content(path), 9, mtime=0)


def _stamps() -> tuple[tuple[str, int, int], ...]:
    """Every file with its size and time: cheap to ask, and enough to notice a change."""
    files = [path for path in sorted(OWN_FOLDER.rglob("*")) if path.suffix in MEDIA_TYPES]
    files.append(leaflet_folder() / "leaflet.js")
    stats = [(path, path.stat()) for path in files]
    return tuple((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in stats)


@lru_cache(maxsize=4)
def _fingerprint(stamps: tuple[tuple[str, int, int], ...]) -> str:
    """A hash of the contents, so that two machines with the same files agree."""
    digest = hashlib.sha256()
    for name, _, _ in stamps:
        digest.update(Path(name).read_bytes())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=8)
def _streamlit_font(name: str) -> str | None:
    """The file name of a font in Streamlit's package, which changes with every release."""
    package = importlib.util.find_spec("streamlit")
    if name not in FONTS or package is None or package.origin is None:
        return None
    media = Path(package.origin).parent / "static" / "static" / "media"
    return next((path.name for path in sorted(media.glob(f"{FONTS[name]}*.woff2"))), None)
