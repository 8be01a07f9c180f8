"""Other names of an actor: an editable list, name to name, followed to its end."""

from __future__ import annotations

from collections.abc import Mapping

_LEADING = ("the ", "a ", "an ")


class Aliases:
    """What everybody is called in the end.

    Example:
        >>> aliases = Aliases({"MoD": "Ministry of Defence", "Ministry of Defence": "Defence"})
        >>> aliases.canonical("the mod"), aliases.canonical("Akar")
        ('Defence', 'Akar')
        >>> Aliases({"A": "B", "B": "A"}).canonical("A")
        'B'
    """

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        """names: name to canonical name; case and a leading article do not matter."""
        self._names = {folded_name(name): canonical for name, canonical in (names or {}).items()}

    def canonical(self, name: str) -> str:
        """The name to use for a name; the name itself when the list does not have it."""
        seen: set[str] = set()
        key = folded_name(name)
        while key in self._names and key not in seen:
            seen.add(key)
            following = self._names[key]
            if folded_name(following) in seen:  # the list goes round in a circle
                break
            name, key = following, folded_name(following)
        return name


def folded_name(name: str) -> str:
    """A name as it is compared.

    Example:
        >>> folded_name("The  Syrian Army")
        'syrian army'
    """
    key = " ".join(name.casefold().split())
    return next((key[len(word) :] for word in _LEADING if key.startswith(word)), key)
