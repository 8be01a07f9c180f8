"""Whether a report speaks of the southern half of the world, where summer begins in December."""

from __future__ import annotations

import re

# Countries and peoples south of the equator, or with nearly all their people there, that have
# four seasons or take their words for them; those of the tropics say "dry" and "rainy".
_SOUTHERN = re.compile(
    r"\b(?:Australia|New Zealand|Tasmania|Argentin(?:a|ean|ian|e)|Chile|Uruguay|Paraguay|"
    r"Bolivia|Peru|Brazil|South Africa|Lesotho|Eswatini|Swaziland|Botswana|Namibia|"
    r"Zimbabwe|Mozambique|Mozambican|Madagascar|Malagasy|Falklands?|Antarctica|Patagonia|Zambia|Malawi|Angola|"
    r"Brasil|Perú|Chilean|Peruvian|Uruguayan|Paraguayan|Bolivian|Antarctic)(?:n|s|ns|ian|ians)?\b"
)


def southern_name(text: str) -> str:
    """The first southern country or people that a text names, '' when it names none.

    Example:
        >>> southern_name("The Australian ministry said"), southern_name("The Italian one")
        ('Australian', '')
    """
    found = _SOUTHERN.search(text)
    return found[0] if found else ""
