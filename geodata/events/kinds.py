"""Which kind of event a trigger tells in the company it keeps."""

from __future__ import annotations

from collections import Counter

from geodata.events.everyday import AILMENTS, DECIDERS, is_military, leaves_home
from geodata.events.lexicon import CONSEQUENCE
from geodata.events.rescuing import pulling_free
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import EventKind

# What a clause tells when several triggers stand in it: the higher rank wins.
RANK = {
    EventKind.AGREEMENT: 9,
    EventKind.DISASTER: 9,
    EventKind.STRIKE: 8,
    EventKind.ACCIDENT: 8,
    EventKind.ATTACK_ON_CIVILIANS: 8,
    EventKind.RIOT: 7,
    EventKind.BATTLE: 7,
    EventKind.EXERCISE: 7,
    EventKind.THREAT: 7,
    EventKind.PROTEST: 6,
    EventKind.ARREST: 6,
    EventKind.TALKS: 5,
    EventKind.DELIVERY: 5,
    EventKind.HUMANITARIAN: 4,
    EventKind.MOVEMENT: 4,
    EventKind.OTHER: 4,
    EventKind.STATEMENT: 3,
}

_VIOLENT = frozenset(
    (EventKind.BATTLE, EventKind.STRIKE, EventKind.ATTACK_ON_CIVILIANS, EventKind.RIOT)
)
_HARMFUL = _VIOLENT | {EventKind.DISASTER, EventKind.ACCIDENT, EventKind.PROTEST}


def is_violent(kind: EventKind) -> bool:
    """Whether the kind is a deed of violence."""
    return kind in _VIOLENT


def does_harm(kind: EventKind | None) -> bool:
    """Whether people can be killed or things destroyed by an event of the kind."""
    return kind in _HARMFUL


def kind_of(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """The kind a trigger tells, None when its company says that it tells none.

    Args:
        hit: the trigger.
        words: its sentence.
        near: the company in its clause.
        company: the company in its sentence.
    """
    if hit.trigger.kind == CONSEQUENCE:
        return _harm(hit, words, near, company)
    decide = _BY_LEMMA.get(hit.trigger.lemma) or DECIDERS.get(hit.trigger.lemma)
    if decide is not None:
        return decide(hit, words, near, company)
    kind = EventKind(hit.trigger.kind)
    general = _BY_KIND.get(kind) if hit.trigger.strength == 1 else None
    return kind if general is None else general(hit, words, near, company)


_KILLERS = word_set(
    """
    man woman teen teenager student husband wife father mother son boy he she guard neighbour
    neighbor intruder attacker youth
    """
)


def _harm(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """What killed or destroyed, when nothing else tells."""
    before = words.lowers[max(0, hit.number - 4) : hit.number]
    active = not {"was", "were", "been", "be", "being"}.intersection(before)
    if hit.trigger.lemma == "kill" and active and _KILLERS.intersection(before):
        return EventKind.ATTACK_ON_CIVILIANS
    if hit.trigger.lemma == "bodies" and not _FOUND.intersection(words.lowers):
        return None  # 'sanctioned by official bodies'
    if hit.trigger.lemma == "die" and _of_an_ailment(hit, words):
        return None  # 'died after a battle with cancer'
    if company["gunmen"]:
        return EventKind.ATTACK_ON_CIVILIANS
    if company["protesters"] and (company["soldiers"] or company["police"]):
        return EventKind.ATTACK_ON_CIVILIANS
    if near["soldiers"] or (company["soldiers"] and hit.trigger.lemma != "die"):
        return EventKind.BATTLE
    if (company["air"] and not company["vehicles"]) or _SHELLS.intersection(words.lowers):
        return EventKind.STRIKE
    if company["nature"]:
        return EventKind.DISASTER
    treated_in = words.lowers.count("hospital")  # where the dead were counted
    if company["vehicles"] or company["buildings"] > treated_in:
        return EventKind.ACCIDENT
    return None


def _of_an_ailment(hit: Hit, words: Words) -> bool:
    """'died after a battle with cancer': one person's death, not that of many in an outbreak."""
    return bool(AILMENTS.intersection(words.lowers)) and words.lower(hit.number - 1) in _ONE


_ONE = word_set("he she who wife husband mother father")
_SHELLS = word_set("shrapnel shell shells mortar mortars bomb bombs shelling landmine")
_FOUND = word_set(
    """
    found recovered pulled retrieved buried discovered counted washed lay identified morgue
    exhumed taken brought lying dumped
    """
)


def _attack(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    if near["air"] and not near["gunmen"]:
        return EventKind.STRIKE
    if near["protesters"] and not (near["soldiers"] or near["gunmen"] or near["police"]):
        return EventKind.RIOT
    if company["soldiers"] and not company["civilians"]:
        return EventKind.BATTLE
    if near["soldiers"] and not near["civilians"]:
        return EventKind.BATTLE
    return EventKind.ATTACK_ON_CIVILIANS


def _strike(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    if not hit.is_noun and near["nature"]:
        return EventKind.DISASTER
    if near["labour"] and not near["air"] and not near["soldiers"]:
        return EventKind.PROTEST
    if company["air"] or company["soldiers"]:
        return EventKind.STRIKE
    if company["labour"]:
        return EventKind.PROTEST
    if near["vehicles"]:
        return EventKind.ACCIDENT
    if hit.is_noun and words.lower(hit.number) == "strikes":
        return EventKind.STRIKE
    return None


def _stoppage(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'launched a strike over pay', 'launched a missile strike'."""
    inside = words.lowers[hit.number : hit.end]
    armed = _MUNITIONS.intersection(inside) or {"air", "military", "precision"} & set(inside)
    return EventKind.STRIKE if armed or near["soldiers"] or near["air"] else EventKind.PROTEST


_INDUSTRIAL = word_set(
    """
    gas factory boiler refinery warehouse coal mine plant fireworks tanker pipeline cylinder
    fuel chemical depot nitrate port kitchen leak colliery pit
    """
)


_DEVICES = word_set(
    """
    bomb suicide landmine grenade device ied militants bomber missile rocket drone
    roadside vest detonated
    """
)


def _explosion(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    device = _DEVICES
    if device.intersection(words.lowers):
        return EventKind.STRIKE
    if {"volcano", "volcanic", "crater"}.intersection(words.lowers):
        return EventKind.DISASTER
    industrial = _INDUSTRIAL
    if industrial.intersection(words.lowers) and not company["soldiers"]:
        return EventKind.ACCIDENT
    return EventKind.STRIKE


_WARRING = word_set(
    """
    war wars countries sides armies army tribes clans communities factions nations border village
    villages frontline ceasefire ethnic tribal rival hostilities opposition offensive military
    """
)


def _clash(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    if company["protesters"] or (company["police"] and not company["soldiers"]):
        return EventKind.RIOT if not near["soldiers"] or near["protesters"] else EventKind.BATTLE
    armed = company["soldiers"] or company["gunmen"] or _WARRING.intersection(words.lowers)
    if hit.trigger.lemma == "fighting" and words.lower(hit.number - 1) in ("is", "are", "was"):
        return EventKind.BATTLE if armed else None  # a verb here: is fighting an illness
    return EventKind.BATTLE if armed or (hit.is_noun and hit.trigger.strength >= 2) else None


def _shooting(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    if "down" in words.lowers[hit.end : hit.end + 3]:
        return EventKind.STRIKE  # 'had shot it down'
    if near["soldiers"] and not near["civilians"] and not near["protesters"]:
        return EventKind.BATTLE
    return EventKind.ATTACK_ON_CIVILIANS


_WOODLAND = word_set(
    """
    forest forests bush brush wildfire acres hectares
    """
)


_MUNITIONS = word_set(
    """
    missile missiles rocket rockets shell shells mortar mortars drone drones projectile
    projectiles artillery torpedoes salvo barrage volley airstrike airstrikes
    """
)


_BEHIND_FIRED_ON = word_set("by near in from off as while and , .")


def _firing(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """What is fired decides: missiles, tear gas, shots at somebody; not an employee."""
    ahead = words.lowers[hit.end : hit.end + 6]
    before = words.lowers[max(0, hit.number - 4) : hit.number]
    passive = {"was", "were", "been"}.intersection(before)
    if near["sport"] and not (near["soldiers"] or company["violence"]):
        return None
    if _MUNITIONS.intersection(ahead) or (passive and _MUNITIONS.intersection(before)):
        tested = {"sea", "test", "ocean", "tests"}.intersection(words.lowers)
        return EventKind.EXERCISE if tested and not company["violence"] else EventKind.STRIKE
    if hit.trigger.lemma == "launch":
        return None
    if "gas" in ahead or "rubber" in ahead:
        return EventKind.RIOT
    under_fire = passive and ahead[:1] == ["on"] and ahead[1:2] and ahead[1] in _BEHIND_FIRED_ON
    if under_fire:
        return _attack(hit, words, near, company)
    shots = {"shots", "bullets", "live"}.intersection(ahead) or ahead[:1] in (["on"], ["at"])
    return _attack(hit, words, near, company) if shots and not passive else None


def _fire(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    if not hit.is_noun:
        return _firing(hit, words, near, company)
    if _WOODLAND.intersection(words.lowers):
        return EventKind.DISASTER
    return EventKind.ACCIDENT


_VOLCANIC = word_set(
    """
    volcano mount mt volcanic ash lava crater volcanoes
    """
)


def _erupt(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    volcanic = _VOLCANIC
    return EventKind.DISASTER if volcanic.intersection(words.lowers) else None


def _collapse(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    return EventKind.ACCIDENT if near["buildings"] or company["buildings"] else None


def _plunge(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    return EventKind.ACCIDENT if near["vehicles"] else None


_RELIEF = word_set(
    """
    aid relief food humanitarian medical vaccines doses tents blankets masks ventilators medicine
    medicines
    """
)


_MILITARY_GOODS = word_set(
    """
    military weapons arms troops ammunition
    """
)


_TROOPS = word_set("guard army troops soldiers forces warship warships marines reinforcements navy")
_RESCUERS = word_set("rescue rescuers doctors medics firefighters nurses paramedics divers")


_STOPPING = word_set(
    """
    cut cutting cuts block blocked blocking blocks halt halted halting halts suspend suspended
    suspending suspends stop stopped stopping stops delay delayed delaying hamper hampered
    hampering prevent prevented preventing obstruct obstructed obstructing impede impeded impeding
    """
)


def _is_stopped(hit: Hit, words: Words) -> bool:
    """'cutting off relief convoys', 'aid deliveries were halted': nothing came."""
    if not hit.is_noun:
        return False
    before = words.lowers[max(0, hit.number - 5) : hit.number]
    after = words.lowers[hit.end : hit.end + 4]
    while "," in before:
        before = before[before.index(",") + 1 :]
    passive = {"was", "were", "been", "being"}.intersection(after)
    return bool(_STOPPING.intersection(before) or (passive and _STOPPING.intersection(after)))


def _delivery(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    if _is_stopped(hit, words):
        return None
    if _RESCUERS.intersection(words.lowers[hit.end : hit.end + 6]):
        return EventKind.HUMANITARIAN
    if hit.trigger.lemma == "airlift":
        goods = (_RELIEF | _MILITARY_GOODS | _TROOPS).intersection(words.lowers)
        return EventKind.DELIVERY if goods else EventKind.HUMANITARIAN
    around = words.lowers[max(0, hit.number - 4) : hit.end + 6]
    if hit.trigger.lemma == "send" and (_TROOPS.intersection(around) or is_military(hit, words)):
        return EventKind.MOVEMENT
    carriers = near["air"] or near["soldiers"]
    military = _MILITARY_GOODS.intersection(words.lowers)
    relief = _RELIEF.intersection(words.lowers)
    if carriers and military and not relief:
        return EventKind.MOVEMENT
    goods = military or relief
    if not goods and (
        hit.trigger.strength == 1 or hit.trigger.lemma in ("donate", "distribute", "drop")
    ):
        return None
    return EventKind.DELIVERY


_MOVERS = word_set(
    """
    warship warships frigate destroyer carrier vessels fleet submarine contingent navy mission
    observers inspectors migrants refugees vessel ships ship airspace corvette cutter gunboat
    gunboats
    """
)


def _movement(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """Armies move; statesmen travel to talk; prices and storms move in other words only."""
    if hit.trigger.lemma == "pull out" and pulling_free(hit, words, near, company):
        return EventKind.HUMANITARIAN
    if hit.trigger.lemma == "land" and _MUNITIONS.intersection(words.lowers):
        return EventKind.STRIKE
    around = words.lowers[max(0, hit.number - _BESIDE) : hit.end + _BESIDE]
    if hit.trigger.lemma in _CARRIES and _RELIEF.intersection(around):
        if _is_stopped(hit, words):
            return None
        return EventKind.DELIVERY
    if hit.trigger.lemma in ("leave", "depart", "head") and leaves_home(hit, words, near, company):
        return EventKind.HUMANITARIAN
    if hit.trigger.lemma == "enter" and near["protesters"] and not near["soldiers"]:
        return EventKind.PROTEST
    if _leaves_behind(hit, words) or _moves_no_army(hit, near):
        return None
    if hit.trigger.lemma == "arrive" and not near["soldiers"] and _UPROOTED & set(words.lowers):
        return EventKind.HUMANITARIAN
    if hit.trigger.lemma == "arrive" and "rescue" in words.lowers[: hit.number]:
        return EventKind.HUMANITARIAN
    if hit.trigger.lemma in _BACKWARDS and company["soldiers"]:
        return EventKind.MOVEMENT
    return _march(hit, words, near)


def _moves_no_army(hit: Hit, near: Counter[str]) -> bool:
    """'officers were dispatched to the crossroads'; a crossing is a gate in a border."""
    if near["soldiers"]:
        return False
    return hit.trigger.lemma == "crossing" or bool(
        hit.trigger.lemma in ("dispatch", "patrol") and near["police"]
    )


def _leaves_behind(hit: Hit, words: Words) -> bool:
    """', leaving soldiers with injuries', 'reached the wounded': nobody is moved."""
    leaving = hit.trigger.lemma == "leave" and hit.trigger.form == "ing"
    if leaving and words.lower(hit.number - 1) == ",":
        return True
    return bool(_HURT.intersection(words.lowers[hit.end : hit.end + 3]))


_HURT = word_set("injured wounded survivors patients")
_BACKWARDS = ("withdraw", "retreat", "pull back")
_UPROOTED = word_set("families households refugees displaced")


def _march(hit: Hit, words: Words, near: Counter[str]) -> EventKind | None:
    """Armies, ships and police are moved; statesmen travel to talk."""
    if near["police"] and hit.trigger.lemma in _SENT_IN and not near["vehicles"]:
        return EventKind.MOVEMENT
    if {"un", "team"} <= set(words.lowers):
        return EventKind.MOVEMENT
    if near["soldiers"] or near["air"] or _MOVERS.intersection(words.lowers):
        return EventKind.MOVEMENT
    if hit.trigger.strength >= 2 and is_military(hit, words):
        return EventKind.MOVEMENT
    goes = {"to", "in", "at", "for", "from"}.intersection(words.lowers[hit.end : hit.end + 4])
    travels = hit.trigger.lemma in _TRAVELS and goes and not hit.is_noun
    if travels and (_STATESMEN | _PARLEYS).intersection(words.lowers):
        return EventKind.TALKS
    return None


_BESIDE = 10  # words
_SENT_IN = word_set("fly deploy deployment dispatch mobilise mobilize station withdraw")
_CARRIES = word_set("land arrive fly reach flight leave depart enter convoy arrival")
_TRAVELS = word_set("arrive fly reach land leave depart head")
_PARLEYS = word_set("talks negotiations summit")
_STATESMEN = word_set(
    """
    president minister leader secretary delegation envoy chancellor premier king pope negotiators
    mediators diplomats ministers leaders envoys
    """
)


_MILITARY = word_set(
    """
    military joint naval army navy navies armies fleets fleet coastguard forces troops live-fire
    war nato defence defense air
    marines warships drills aircraft jets soldiers tactical closing
    """
)


def _exercise(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    military = _MILITARY
    return (
        EventKind.EXERCISE
        if military.intersection(words.lowers) or hit.trigger.lemma in ("manoeuvre", "maneuver")
        else None
    )


def _storming(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    if hit.is_noun:
        return EventKind.DISASTER
    if near["gunmen"] and not near["soldiers"]:
        return EventKind.ATTACK_ON_CIVILIANS
    if not near["soldiers"] and (company["protesters"] or company["police"]):
        return EventKind.RIOT if company["protesters"] else EventKind.ARREST
    return EventKind.BATTLE


def _raid(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    if near["air"]:
        return EventKind.STRIKE
    if near["police"] and not near["soldiers"]:
        return EventKind.ARREST
    return EventKind.BATTLE if company["soldiers"] or company["gunmen"] else EventKind.ARREST


_PERSONS = word_set(
    """
    lord leader suspect suspects fugitive kingpin boss chief man men woman drug smuggler smugglers
    trafficker traffickers murderer killer thief thieves spy spies ex-president
    """
)


_CREWS = word_set("sailors crew seafarers fishermen hostages passengers pupils workers villagers")


_CONTRABAND = word_set(
    """
    drugs drug cocaine heroin cannabis marijuana fentanyl methamphetamine meth ecstasy opium
    narcotics weapons arms guns rifles ammunition explosives kg kilograms kilos tonnes tons ivory
    contraband counterfeit smuggled cash pills grenades
    """
)


_WANTED = word_set(
    """
    fugitive fugitives inmate inmates escapee escapees suspect suspects manhunt jail prison
    """
)


def _capture(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    if _PERSONS.intersection(words.lowers[hit.end : hit.end + 4]):
        return EventKind.ARREST
    if _WANTED.intersection(words.lowers) and not company["soldiers"]:
        return EventKind.ARREST
    hunted = {"operation", "raid", "manhunt"}.intersection(words.lowers)
    if hunted and words.is_capital(hit.end) and words.is_capital(hit.end + 1):
        return EventKind.ARREST
    if near["gunmen"] and _CREWS.intersection(words.lowers[hit.end : hit.end + 5]):
        return EventKind.ATTACK_ON_CIVILIANS
    if company["soldiers"] or company["gunmen"] or hit.trigger.lemma in ("recapture", "retake"):
        return EventKind.BATTLE
    if company["police"]:
        return EventKind.ARREST if _CONTRABAND.intersection(words.lowers) else None
    crowd = near["protesters"] and hit.trigger.lemma in ("occupy", "seize")
    return EventKind.PROTEST if crowd else None


_CALLED = word_set(
    """
    president counterpart minister leader chancellor premier king
    """
)


def _call(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """Somebody calls somebody: a name or an office of a person follows."""
    after = words.lowers[hit.end : hit.end + 6]
    offices = _CALLED
    return EventKind.TALKS if offices.intersection(after) else None


_HELPERS = word_set("team teams backup help reinforcements ambulance ambulances witnesses")


def _calling_for(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """Governments call for an end of something; police call for an ambulance."""
    helped = _HELPERS.intersection(words.lowers[hit.end : hit.end + 8])
    return None if helped and near["police"] else EventKind.STATEMENT


_OFFICES = word_set(
    """
    president minister ministers leader leaders secretary officials delegation envoy envoys
    negotiators diplomats chancellor premier king ambassador ambassadors delegations
    government presidents un representatives rebels summit counterpart pope mediators
    ceasefire opposition sides mediator governor prince commanders parties
    elders nations peace crisis foreign diplomatic junta nuclear eu nato
    leadership commander heads visit bilateral trilateral talks
    """
)


_REVENGE = word_set(
    "retaliate revenge avenge attack strike destroy punish crush respond retaliation annihilate"
)


def _vow(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """'vowed to retaliate' is a threat, 'vowed to help' a promise."""
    ahead = words.lowers[hit.end : hit.end + 5]
    threat = "to" in ahead and _REVENGE.intersection(ahead)
    return EventKind.THREAT if threat else EventKind.STATEMENT


_MENACE = _REVENGE | word_set("targets target consequences war missiles firepower force hell")


def _warn(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """'warned that it would strike' threatens; 'warned that floods would follow' does not."""
    ahead = words.lowers[hit.end : hit.end + 18]
    own = {"it", "they", "its", "we", "he", "become", "legitimate", "any"}.intersection(ahead)
    armed = not (company["nature"] or company["health"] or company["market"])
    menace = own and _MENACE.intersection(ahead) and armed
    return EventKind.THREAT if menace else EventKind.STATEMENT


_THRONES = word_set("government president regime leader minister king prime ruler dictator")


def _topple(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    return EventKind.OTHER if _THRONES.intersection(words.lowers) else None


_SCENES = word_set("scene site wreckage victims wounded injured hospital survivors grave graves")


def _person_only(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """Talks are held by offices and states; friends and committees also meet."""
    offices = _OFFICES
    if words.lower(hit.number - 1) in ("i", "we", "you"):
        return None
    if hit.trigger.lemma == "visit" and _SCENES.intersection(words.lowers[hit.end : hit.end + 4]):
        return None
    if offices.intersection(words.lowers):
        return EventKind(hit.trigger.kind)
    named = words.is_capital(hit.end) and words.is_capital(hit.end + 1)
    they = "they" in words.lowers[max(0, hit.number - 4) : hit.number]
    meets = (named or they) and hit.trigger.lemma == "meet"
    return EventKind(hit.trigger.kind) if meets else None


_BARGAINS = word_set(
    """
    agreement deal treaty accord accords pact memorandum agreements ceasefire truce contract
    declaration protocol peace memorandums treaties deals withdraw halt exchange resume stop
    cease-fire swap charter roadmap communique
    """
)


_CONCLUDED = word_set(
    """
    signed sign signing reached reach brokered ratified concluded inked struck signs agreed
    initialled announced mediated violated collapsed takes took force effect finalised
    finalized approved holding broke entered
    """
)


def _dispersal(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    crowd = {"crowd", "crowds", "protesters", "demonstrators", "rally", "protest", "rioters"}
    return EventKind.RIOT if company["police"] or crowd.intersection(words.lowers) else None


_MANY_PEOPLE = word_set("thousands hundreds people residents villagers families civilians dozens")


def _escape(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """A people in flight, not a narrow escape."""
    flight = {"to", "into", "from"}.intersection(words.lowers[hit.end : hit.end + 4])
    before = words.lowers[max(0, hit.number - 4) : hit.number]
    return EventKind.HUMANITARIAN if flight and _MANY_PEOPLE.intersection(before) else None


def _gathering(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """People gather to protest or to remember; clouds and committees gather otherwise."""
    if company["protesters"] and {"protest", "demand", "demanding", "against"}.intersection(
        words.lowers
    ):
        return EventKind.PROTEST
    outside = words.lowers[hit.end : hit.end + 1] == ["outside"]
    if outside and _SEATS.intersection(words.lowers[hit.end : hit.end + 7]):
        return EventKind.PROTEST
    crowd = {"people", "thousands", "hundreds", "crowds", "mourners", "survivors", "relatives"}
    return EventKind.OTHER if crowd.intersection(words.lowers) else None


_SEATS = word_set(
    "hall parliament ministry embassy consulate court courthouse headquarters palace office station"
)
_BUSINESS = word_set(
    """
    company companies firm firms bank banks plc inc club ltd corp retailer carmaker airline
    developer developers contractor contractors vendor landlord insurer selectmen aldermen
    councillors councilors councilman councilwoman commissioners trustees school schools
    university college teachers
    """
)
_TOWN_SEATS = word_set("city town county village parish borough township")


def _is_business(words: Words) -> bool:
    """Whether firms, schools or the council of a town deal with each other, and no state."""
    council = any(
        word == "council" and words.lower(number - 1) in _TOWN_SEATS
        for number, word in enumerate(words.lowers)
    )
    business = council or _BUSINESS.intersection(words.lowers)
    return bool(business) and not _OFFICES.intersection(words.lowers)


def _bargain(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    return None if _is_business(words) else EventKind.AGREEMENT


def _agreement(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    made = _CONCLUDED
    if hit.trigger.lemma == "sign" and _LAWS.intersection(words.lowers[hit.end : hit.end + 6]):
        return None if near["sport"] else EventKind.OTHER
    if hit.trigger.lemma in ("sign", "conclude", "agree"):
        made = _BARGAINS
    if not made.intersection(words.lowers):
        return None
    return None if _is_business(words) else EventKind.AGREEMENT


_LAWS = word_set("law bill legislation decree proclamation ordinance")


def _harm_to_health(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    return EventKind.DISASTER if company["health"] else None


_BY_LEMMA = {
    **dict.fromkeys(("attack", "assault", "counterattack", "ambush", "open fire"), _attack),
    "strike": _strike,
    **dict.fromkeys(
        ("launch a strike", "stage a strike", "hold a strike", "begin a strike", "call a strike"),
        _stoppage,
    ),
    **dict.fromkeys(
        ("explosion", "blast", "explode", "detonation", "blow up", "mine explosion", "go off"),
        _explosion,
    ),
    **dict.fromkeys(("clash", "battle", "fight", "confrontation", "brawl", "scuffle"), _clash),
    **dict.fromkeys(("shoot", "shooting"), _shooting),
    "fire": _fire,
    "launch": _firing,
    "erupt": _erupt,
    "eruption": _erupt,
    **dict.fromkeys(("collapse", "cave in"), _collapse),
    **dict.fromkeys(("plunge", "crash", "sink", "overturn", "skid", "veer off", "wreck"), _plunge),
    **dict.fromkeys(
        (
            "deliver",
            "delivery",
            "ship",
            "supply",
            "send",
            "shipment",
            "cargo",
            "hand over",
            "distribute",
            "drop",
            "distribution",
            "consignment",
            "donate",
            "airlift",
            "handover",
        ),
        _delivery,
    ),
    **dict.fromkeys(
        (
            "enter",
            "arrive",
            "land",
            "sail",
            "station",
            "fly",
            "reach",
            "leave",
            "head",
            "depart",
            "advance",
            "flight",
            "mass",
            "retreat",
            "withdraw",
            "transit",
            "begin flights",
            "pull out",
            "dispatch",
            "deploy",
            "withdrawal",
            "convoy",
            "patrol",
            "arrival",
            "cross into",
            "move into",
            "mobilise",
            "mobilize",
            "deployment",
            "reinforcement",
            "pull back",
        ),
        _movement,
    ),
    **dict.fromkeys(
        ("exercise", "drill", "manoeuvre", "maneuver", "practise", "rehearse"), _exercise
    ),
    "storm": _storming,
    "raid": _raid,
    **dict.fromkeys(("capture", "seize", "occupy", "liberate", "recapture", "retake"), _capture),
    **dict.fromkeys(("vow", "pledge", "promise"), _vow),
    "warn": _warn,
    **dict.fromkeys(("topple", "oust", "depose"), _topple),
    "call": _call,
    "call for": _calling_for,
    "gather": _gathering,
    "escape": _escape,
    "disperse": _dispersal,
    "fighting": _clash,
    **dict.fromkeys(
        (
            "meet",
            "meeting",
            "visit",
            "host",
            "discuss",
            "welcome",
            "attend",
            "conference",
            "delegation",
            "session",
            "convene",
            "confer",
            "talks",
            "mediation",
            "summit",
            "speak with",
            "receive",
            "consult",
            "consultation",
        ),
        _person_only,
    ),
    **dict.fromkeys(
        (
            "agreement",
            "deal",
            "accord",
            "pact",
            "treaty",
            "sign",
            "conclude",
            "agree",
            "memorandum",
        ),
        _agreement,
    ),
    **dict.fromkeys(
        (
            "strike a deal",
            "sign a deal",
            "reach a deal",
            "sign an agreement",
            "reach an agreement",
            "reach agreement",
        ),
        _bargain,
    ),
    **dict.fromkeys(("outbreak", "epidemic"), _harm_to_health),
}
# A weak word of these kinds needs the company that all words of the kind need.
_BY_KIND = {
    EventKind.MOVEMENT: _movement,
    EventKind.DELIVERY: _delivery,
    EventKind.TALKS: _person_only,
}
