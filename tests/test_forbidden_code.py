"""Code that may stand nowhere, or in one room only; each ban with the harm it keeps away."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS_THAT_FETCH = (
    "geodata/fetching/",
    "geodata/geocoding/",
    "geodata/gazetteer/installing.py",  # the full gazetteer, when somebody asks for it
)
# What returns safe HTML: text from outside is escaped in it.
SAFE_HTML = {
    "html", "history", "changes", "passage", "meaning", "legend", "glyph_html", "passage_html",
    "_told", "_heading", "facts.table", "facts.heading", "facts.source", "words.count",
    "marked", "_why_not_placed", "row_height", "len",
}  # fmt: skip
WIDGET_KEY = "key"  # written in the code, never from outside
SEWING = {"join", "format", "replace"}  # the result is as safe as what is sewn together
Found = Iterator[ast.AST]


def name_of(node: ast.AST) -> str:
    """The dotted name of a function or a class, "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}"
    return ""


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """Calls of what has one of these full names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in names:
            yield node


def imports(tree: ast.AST, *modules: str) -> Found:
    """Imports of these modules or of what is in them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            named = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        if any(f"{one}.".startswith(f"{module}.") for one in named for module in modules):
            yield node


def keywords(tree: ast.AST, *names: str) -> Found:
    """Calls that set one of these to anything but False."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.keyword) or node.arg not in names:
            continue
        if not (isinstance(node.value, ast.Constant) and node.value.value is False):
            yield node.value


def attributes(tree: ast.AST, *names: str) -> Found:
    """Uses of these, as folium.Popup."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and name_of(node) in names:
            yield node


def tables_that_guess(tree: ast.AST) -> Found:
    """Reading of tables in which NA becomes nothing and 007 becomes 7."""
    for node in calls(tree, "pd.read_csv", "pd.read_excel", "pd.read_table", "pandas.read_csv"):
        kinds = {one.arg: ast.unparse(one.value) for one in node.keywords}
        if kinds.get("dtype") != "str" or kinds.get("keep_default_na") != "False":
            yield node


def yaml_that_makes_objects(tree: ast.AST) -> Found:
    """Reading of YAML that may make any object."""
    yield from calls(tree, "yaml.load", "yaml.unsafe_load", "yaml.full_load", "yaml.load_all")


def unsafe_html(tree: ast.AST) -> Found:
    """What goes into ``st.html`` and is neither written in the code nor made by a safe function."""
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and name_of(call.func) in {"st.html", "frame.html"}:
                yield from _unsafe(call.args[0], function, frozenset())


def _unsafe(node: ast.AST, within: ast.FunctionDef, seen: frozenset[str]) -> Found:
    if isinstance(node, ast.Constant):
        return
    if isinstance(node, ast.Call):
        yield from _unsafe_call(node, within, seen)
    elif isinstance(node, ast.Name):
        yield from _unsafe_name(node, within, seen)
    elif isinstance(node, ast.FormattedValue):
        if not _is_number(node):
            yield from _unsafe(node.value, within, seen)
    elif isinstance(node, ast.GeneratorExp | ast.ListComp):
        yield from _unsafe(node.elt, within, seen)
    elif isinstance(node, ast.IfExp):
        for part in (node.body, node.orelse):
            yield from _unsafe(part, within, seen)
    elif isinstance(node, ast.JoinedStr | ast.BinOp | ast.List | ast.Tuple):
        for child in ast.iter_child_nodes(node):
            yield from _unsafe(child, within, seen)
    elif not isinstance(node, ast.operator):
        yield node


def _is_number(node: ast.FormattedValue) -> bool:
    return node.format_spec is not None and ast.unparse(node.format_spec).strip("f'\"")[-1] in "gdf"


def _unsafe_call(node: ast.Call, within: ast.FunctionDef, seen: frozenset[str]) -> Found:
    name = name_of(node.func)
    if isinstance(node.func, ast.Attribute) and node.func.attr in SEWING:
        for part in (node.func.value, *node.args, *(one.value for one in node.keywords)):
            yield from _unsafe(part, within, seen)
    elif name not in SAFE_HTML:
        yield node


def _unsafe_name(node: ast.Name, within: ast.FunctionDef, seen: frozenset[str]) -> Found:
    """A constant, or a name of the function to which only safe things are given."""
    if node.id.isupper() or node.id == WIDGET_KEY or node.id in seen:
        return
    given = [
        one.value
        for one in ast.walk(within)
        if isinstance(one, ast.Assign | ast.AugAssign)
        and node.id in {name_of(t) for t in getattr(one, "targets", [getattr(one, "target", None)])}
    ]
    if not given:
        yield node
    for value in given:
        yield from _unsafe(value, within, seen | {node.id})


BANS: dict[str, tuple[Callable[[ast.AST], Found], tuple[str, ...]]] = {
    "Markdown that lets HTML through": (lambda t: keywords(t, "unsafe_allow_html"), ()),
    "scripts in HTML": (lambda t: keywords(t, "unsafe_allow_javascript"), ()),
    "text in a template of the map": (
        lambda t: attributes(
            t, *(f"folium.{one}" for one in
                 ("Popup", "Tooltip", "DivIcon", "GeoJson", "GeoJsonPopup", "GeoJsonTooltip",
                  "Element", "Html", "Marker", "Choropleth", "LayerControl")),
            "branca.element.Element", "branca.element.Html",
        ),
        (),
    ),
    "the map's library": (lambda t: imports(t, "folium", "branca"), ("dashboard/drawing/",)),
    "objects out of bytes": (
        lambda t: imports(t, "pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal",
                          "shelve"),
        (),
    ),
    "text run as code": (
        lambda t: calls(t, "eval", "exec", "compile", "os.system", "os.popen"),
        (),
    ),
    "a shell": (lambda t: keywords(t, "shell"), ()),
    "requests to the network": (
        lambda t: imports(t, "requests", "httpx", "aiohttp", "urllib.request", "urllib3",
                          "http.client"),
        ROOMS_THAT_FETCH,
    ),
    "YAML that makes objects": (yaml_that_makes_objects, ()),
    "tables that guess types": (tables_that_guess, ()),
    "HTML of what is not escaped": (unsafe_html, ()),
}  # fmt: skip


@cache
def trees() -> dict[str, ast.Module]:
    """The whole program, parsed."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
        for package in ("geodata", "dashboard")
        for path in sorted((ROOT / package).rglob("*.py"))
    }


@pytest.mark.parametrize("ban", BANS)
def test_what_is_banned_stands_nowhere_but_in_its_room(ban: str) -> None:
    find, rooms = BANS[ban]
    assert len(trees()) > 100
    found = [
        f"{path}:{getattr(node, 'lineno', '?')}: {ast.unparse(node)}"
        for path, tree in trees().items()
        if not path.startswith(rooms or ("none",))
        for node in find(tree)
    ]
    assert found == [], ban


@pytest.mark.parametrize(
    ("ban", "code"),
    [
        ("Markdown that lets HTML through", "st.markdown(x, unsafe_allow_html=True)"),
        ("scripts in HTML", "st.html(x, unsafe_allow_javascript=yes)"),
        ("text in a template of the map", "folium.Popup(event.title)"),
        ("the map's library", "from folium.plugins import Draw"),
        ("objects out of bytes", "import pickle"),
        ("text run as code", "eval(cell)"),
        ("a shell", "subprocess.run(line, shell=True)"),
        ("requests to the network", "from urllib.request import urlopen"),
        ("YAML that makes objects", "yaml.load(text)"),
        ("tables that guess types", "pd.read_csv(path, dtype=str)"),
        ("HTML of what is not escaped", "def f(a):\n st.html(f'<b>{a.title}</b>')"),
        ("HTML of what is not escaped", "def f(a):\n st.html(f'<b>{a}</b>')"),
        ("HTML of what is not escaped", "def f(a):\n b = a.title\n st.html('<b>' + b)"),
        ("HTML of what is not escaped", "def f(a):\n st.html(''.join(b.name for b in a))"),
        ("HTML of what is not escaped", "def f(a):\n st.html(_TITLE.format(title=a.title))"),
    ],
)
def test_each_ban_finds_what_it_is_for(ban: str, code: str) -> None:
    assert list(BANS[ban][0](ast.parse(code)))


def test_escaped_text_is_not_banned() -> None:
    code = "def f(a):\n b = html(a.title)\n b += '<br>'\n st.html(f'<b>{b}</b> {a.km:g} km')"
    assert list(unsafe_html(ast.parse(code))) == []
