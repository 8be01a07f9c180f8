"""The company words keep: who and what a sentence is about, in a handful of domains."""

from __future__ import annotations

from collections import Counter
from functools import cache

from geodata.events.words import Words

_DOMAINS = {
    "soldiers": """army troops troop soldiers soldier forces brigade battalion division regiment
        military militants militant rebels rebel insurgents insurgent militia militias militiamen
        fighters fighter guerrillas jihadists jihadist separatists separatist paratroopers marines
        servicemen serviceman positions trenches frontline tank tanks commandos commando outpost
        garrison barracks peacekeepers paramilitary paramilitaries navy warplanes artillery
        convoy base checkpoint taliban m23 hezbollah hamas legion commander commanders
        armoured armored mercenaries infantry combatants
        warship warships frigate submarine gunboat""",
    "protesters": """protesters protester demonstrators demonstrator protestors crowd crowds
        rioters rioter marchers activists students mob mobs fans supporters youths residents
        villagers strikers opposition loyalists inmates prisoners""",
    "police": """police policemen policeman officers gardai gendarmes gendarmerie carabinieri
        troopers deputies""",
    "gunmen": """gunmen gunman attacker attackers assailant assailants bandits bandit suspect
        shooter knifeman bomber extremists extremist terrorists terrorist gang gangs cartel
        hitmen robbers raiders islamists
        pirates hijackers kidnappers""",
    "civilians": """civilians civilian villagers village villagers mosque church school schools
        market shoppers worshippers hospital farmers herders passengers students pupils tourists
        commuters pilgrims children women people family families nightclub mall synagogue temple
        restaurant bar home journalists journalist teacher teachers aid""",
    "air": """aircraft warplane warplanes plane planes jet jets drone drones missile missiles
        helicopter helicopters bomber bombers rocket rockets air airforce uav uavs
        airstrikes artillery launcher""",
    "vehicles": """bus buses car cars truck trucks lorry lorries train trains ferry boat boats
        ship vessel plane aircraft helicopter motorcycle minibus van vehicle vehicles tanker
        trawler tram coach airliner jet taxi carriage locomotive motorway highway road bicycle
        cyclist pedestrian driver passengers tractor motorist dinghy airplane""",
    "buildings": """building buildings bridge roof factory warehouse hotel house houses apartment
        block tower mine wall dam tunnel hospital school stadium scaffolding crane plant refinery
        flats floor storey ceiling balcony pier silo market mill shaft grandstand overpass flyover
        viaduct footbridge dome minaret walkway embankment stands lift""",
    "labour": """union unions workers worker employees staff teachers nurses doctors pay wages
        wage drivers pilots miners dockers railway strikers conditions bargaining
        working labour labor stoppage dispute picket crew dockworkers""",
    "nature": """earthquake quake magnitude epicentre epicenter richter storm cyclone hurricane
        typhoon tornado lightning flood floods tsunami volcano landslide
        meteorologists aftershock aftershocks seismic geological monsoon
        downpour surge""",
    "sport": """match goal goals league cup championship coach striker midfielder goalkeeper
        penalty half-time halftime season quarterfinal semifinal quarter-final semi-final
        tournament innings wicket wickets batsman bowler touchdown quarterback playoff playoffs
        final finals half goalless draw equaliser equalizer
        champions champion win wins defeat defeated scored scorer squad rugby cricket football
        tennis
        basketball hockey baseball boxing boxer golf olympic olympics medal grandprix lap laps
        qualifier fixture kickoff pitch referee derby playmaker defender winger
        boundary bowling batting spinner seamer ufc mma octagon bout undercard
        nba nfl fifa uefa uci premier bundesliga seed set sets seeded points athletes
        sprint marathon race racing rider cyclist stage peloton runs overs unbeaten title
        beat team teams player players club clubs stadium host hosts visitors game games""",
    "market": """dax exports imports rout crude barrels brent oil gold shares share stocks
        stock index investors investor yields bond bonds nasdaq
        futures traders trader currency dollar euro points percent profit profits earnings
        analysts market markets inflation rates rate economy economists price prices quarter
        trading bank revenue sales barrel commodities commodity economic
        equities ftse dow nikkei""",
    "culture": """film films movie movies novel book books album song songs exhibition director
        actor actress starring screenplay episode series documentary museum painting paintings
        theatre theater opera premiere play playwright author poet fiction character characters
        plot scene scenes soundtrack band concert novelist drama comedy thriller box-office
        videogame gamers festival trilogy netflix""",
    "history": """century centuries ancient medieval empire historian historians anniversary
        memorial veteran veterans commemorate commemorated commemorates commemoration
        archaeologists archive archives dynasty museum decades history historic historical
        remembrance commemorating heritage era""",
    "violence": """injuring killing wounding killed wounded injured died dead gunfire shot
        explosion victims deaths casualties toll hospitalised hospitalized""",
    "health": """virus disease infection infections cases patients cholera ebola measles
        coronavirus covid-19 covid malaria dengue polio health""",
}


@cache
def domains() -> dict[str, tuple[str, ...]]:
    """The domains a small-letter word belongs to."""
    table: dict[str, set[str]] = {}
    for domain, text in _DOMAINS.items():
        for word in text.split():
            table.setdefault(word, set()).add(domain)
    return {word: tuple(sorted(found)) for word, found in table.items()}


def company_of(words: Words, start: int = 0, end: int | None = None) -> Counter[str]:
    """How many words of each domain stand between two words of a sentence."""
    table = domains()
    found: Counter[str] = Counter()
    for word in words.lowers[start:end]:
        for domain in table.get(word, ()):
            found[domain] += 1
    return found
