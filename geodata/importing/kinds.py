"""The kinds of other data sets as ours; docs/codebook.md says why."""

from __future__ import annotations

from geodata.model import EventKind, Family, Modality

K = EventKind
ACLED = {
    "battles": K.BATTLE,
    "explosions/remote violence": K.STRIKE,
    "violence against civilians": K.ATTACK_ON_CIVILIANS,
    "protests": K.PROTEST,
    "riots": K.RIOT,
    "strategic developments": K.OTHER,
}
ACLED_SUB = {
    "protest with intervention": K.RIOT,
    "excessive force against protesters": K.RIOT,
    "arrests": K.ARREST,
    "agreement": K.AGREEMENT,
    "change to group/activity": K.MOVEMENT,
    "non-violent transfer of territory": K.BATTLE,
    "looting/property destruction": K.RIOT,
    "armed clash": K.BATTLE,
    "government regains territory": K.BATTLE,
    "non-state actor overtakes territory": K.BATTLE,
    "shelling/artillery/missile attack": K.STRIKE,
    "air/drone strike": K.STRIKE,
    "remote explosive/landmine/ied": K.STRIKE,
    "grenade": K.STRIKE,
    "suicide bomb": K.STRIKE,
    "chemical weapon": K.STRIKE,
    "attack": K.ATTACK_ON_CIVILIANS,
    "abduction/forced disappearance": K.ATTACK_ON_CIVILIANS,
    "sexual violence": K.ATTACK_ON_CIVILIANS,
    "peaceful protest": K.PROTEST,
    "violent demonstration": K.RIOT,
    "mob violence": K.RIOT,
}
UCDP = {"1": K.BATTLE, "2": K.BATTLE, "3": K.ATTACK_ON_CIVILIANS}
UCDP_WORDS = {"1": "State-based violence", "2": "Non-state violence", "3": "One-sided violence"}
# CAMEO's root codes, then the codes below them that mean something else here.
GDELT = {
    "01": K.STATEMENT, "02": K.STATEMENT, "03": K.STATEMENT, "04": K.TALKS, "05": K.AGREEMENT,
    "06": K.AGREEMENT, "07": K.DELIVERY, "08": K.OTHER, "09": K.OTHER, "10": K.STATEMENT,
    "11": K.STATEMENT, "12": K.STATEMENT, "13": K.THREAT, "14": K.PROTEST, "15": K.MOVEMENT,
    "16": K.OTHER, "17": K.OTHER, "18": K.ATTACK_ON_CIVILIANS, "19": K.BATTLE,
    "20": K.ATTACK_ON_CIVILIANS,
    "0871": K.AGREEMENT, "145": K.RIOT, "173": K.ARREST, "174": K.ARREST, "175": K.RIOT,
    "183": K.STRIKE, "194": K.STRIKE, "195": K.STRIKE,
}  # fmt: skip
GDELT_WORDS = {
    "01": "Public statement", "02": "Appeal", "03": "Intent to cooperate", "04": "Consultation",
    "05": "Diplomatic cooperation", "06": "Material cooperation", "07": "Aid", "08": "Yielding",
    "09": "Investigation", "10": "Demand", "11": "Disapproval", "12": "Rejection",
    "13": "Threat", "14": "Protest", "15": "Show of force", "16": "Relations reduced",
    "17": "Coercion", "18": "Assault", "19": "Fight", "20": "Mass violence",
}  # fmt: skip
_FAMILIES = {
    Family.BATTLE: K.BATTLE,
    Family.STRIKES: K.STRIKE,
    Family.PROTEST: K.PROTEST,
    Family.TALKS: K.TALKS,
    Family.HUMANITARIAN: K.HUMANITARIAN,
    Family.MOVEMENT: K.MOVEMENT,
}
_OURS = {family.value.casefold(): kind for family, kind in _FAMILIES.items()} | {
    kind.value.casefold(): kind for kind in K
}


def gdelt_kind(code: str) -> EventKind:
    """By the longest known beginning of CAMEO's code.

    Example:
        >>> gdelt_kind("1951").value, gdelt_kind("190").value
        ('shelling or strike', 'battle')
    """
    for length in (4, 3, 2):
        if (kind := GDELT.get(code[:length])) is not None:
            return kind
    return K.OTHER


def gdelt_modality(code: str) -> Modality:
    """Intents are plans, threats are threatened; the rest is told as having happened."""
    if code.startswith("03"):
        return Modality.PLANNED
    return Modality.THREATENED if code.startswith("13") else Modality.HAPPENED


def kind_in_words(kind: str, sub: str = "") -> EventKind:
    """The kind that words of any table name: ours, a family's or ACLED's; OTHER for others.

    Example:
        >>> kind_in_words("Strategic developments", "Arrests").value, kind_in_words("Talks").value
        ('arrest', 'talks')
    """
    for word in (sub.strip().casefold(), kind.strip().casefold()):
        for known in (_OURS, ACLED_SUB, ACLED):
            if (found := known.get(word)) is not None:
                return found
    return K.OTHER
