"""Our script modules as one: a frame asks for one file instead of sixteen.

No build step: packed when first asked for, from the modules as they stand. It understands the
two forms our modules are written in, ``import { a, b } from "./c.js";`` and ``export`` before a
function, a class or a const, and refuses any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./(\w+)\.js";', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function|class|const) (\w+)", re.MULTILINE)
_OTHER = re.compile(r"^(import|export)\b", re.MULTILINE)


def packed(modules: Mapping[str, str], entries: Sequence[str]) -> str:
    """One module that exports each entry with all that it exports.

    Args:
        modules: their text by their name.
        entries: names of those that are asked for from outside.

    Raises:
        ValueError: a module is missing, imports itself over others, or is written otherwise.

    Example:
        >>> print(packed({"a": 'import { b } from "./b.js";', "b": "export const b = 1;"}, ["a"]))
        const b$ = (() => {
        const b = 1;
        return { b };
        })();
        const a$ = (() => {
        const { b } = b$;
        return {  };
        })();
        export { a$ as a };
    """
    done: dict[str, str] = {}
    for entry in entries:
        _pack(entry, modules, done, ())
    names = ", ".join(f"{entry}$ as {entry}" for entry in entries)
    return "\n".join([*done.values(), f"export {{ {names} }};"])


def _pack(
    name: str, modules: Mapping[str, str], done: dict[str, str], path: tuple[str, ...]
) -> None:
    if name in done:
        return
    if name in path or name not in modules:
        raise ValueError(f"The module {name} is missing or imports itself.")
    text = modules[name]
    for _, other in _IMPORT.findall(text):
        _pack(other, modules, done, (*path, name))
    exported = [found for _, found in _EXPORT.findall(text)]
    text = _IMPORT.sub(lambda found: f"const {found[1]} = {found[2]}$;", text)
    text = _EXPORT.sub(r"\1 \2", text)
    if _OTHER.search(text):
        raise ValueError(f"The module {name} imports or exports in a way that is not packed.")
    done[name] = f"const {name}$ = (() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}})();"
