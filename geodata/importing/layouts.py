"""Which column of a table says what: three public layouts known by heart, any other guessed."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geodata.errors import FileFormatError, InputError
from geodata.exchange.columns import COLUMNS

FIELDS = (
    "id", "date", "end_date", "date_precision", "lat", "lon", "precision", "radius", "place",
    "admin1", "admin2", "country", "kind", "subkind", "modality", "title", "notes", "actor1",
    "actor1_with", "actor2", "actor2_with", "killed", "killed_low", "killed_high", "wounded",
    "speaker", "source", "link", "published",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table's columns mean.

    Attributes:
        name: 'ACLED', 'UCDP GED', 'GDELT', 'Gazette' or 'columns'.
        columns: of the file, in order.
        mapping: our field to the column's name.
        kept: columns that are kept in the text of a row.
        source: who says so; '' where a column or the file's name does.
    """

    name: str
    columns: tuple[str, ...]
    mapping: Mapping[str, str]
    kept: tuple[str, ...]
    source: str = ""


ACLED = {
    "id": "event_id_cnty", "date": "event_date", "date_precision": "time_precision",
    "lat": "latitude", "lon": "longitude", "precision": "geo_precision", "place": "location",
    "admin1": "admin1", "admin2": "admin2", "country": "country", "kind": "event_type",
    "subkind": "sub_event_type", "notes": "notes", "actor1": "actor1",
    "actor1_with": "assoc_actor_1", "actor2": "actor2", "actor2_with": "assoc_actor_2",
    "killed": "fatalities",
}  # fmt: skip
_ACLED_LEFT_OUT = {
    "year", "inter1", "inter2", "interaction", "iso", "region", "timestamp", "notes",
}  # fmt: skip
UCDP = {
    "id": "id", "date": "date_start", "end_date": "date_end", "date_precision": "date_prec",
    "lat": "latitude", "lon": "longitude", "precision": "where_prec",
    "place": "where_coordinates", "admin1": "adm_1", "admin2": "adm_2", "country": "country",
    "kind": "type_of_violence", "notes": "source_headline", "actor1": "side_a",
    "actor2": "side_b", "killed": "best", "killed_low": "low", "killed_high": "high",
}  # fmt: skip
_UCDP_KEPT = (
    "id", "relid", "date_start", "date_end", "date_prec", "conflict_name", "dyad_name", "side_a",
    "side_b", "type_of_violence", "where_coordinates", "where_description", "adm_2", "adm_1",
    "country", "latitude", "longitude", "where_prec", "best", "low", "high", "deaths_a",
    "deaths_b", "deaths_civilians", "deaths_unknown", "event_clarity", "source_article",
    "source_original",
)  # fmt: skip


def _actor(number: int) -> list[str]:
    parts = (
        "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
        "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
    )  # fmt: skip
    return [f"Actor{number}{part}" for part in parts]


def _geo(who: str, *, second: bool) -> list[str]:
    parts = ["Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID"]
    if second:
        parts.insert(4, "ADM2Code")
    return [f"{who}Geo_{part}" for part in parts]


def _gdelt_columns(*, second: bool) -> tuple[str, ...]:
    return (
        "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate", *_actor(1), *_actor(2),
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
        "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone",
        *(c for who in ("Actor1", "Actor2", "Action") for c in _geo(who, second=second)),
        "DATEADDED", "SOURCEURL",
    )  # fmt: skip


GDELT_1, GDELT_2 = _gdelt_columns(second=False), _gdelt_columns(second=True)
GDELT = {
    "id": "GlobalEventID", "date": "Day", "lat": "ActionGeo_Lat", "lon": "ActionGeo_Long",
    "precision": "ActionGeo_Type", "place": "ActionGeo_FullName", "kind": "EventCode",
    "actor1": "Actor1Name", "actor2": "Actor2Name", "link": "SOURCEURL",
}  # fmt: skip
_GDELT_KEPT = (
    "GlobalEventID", "Day", "Actor1Name", "Actor2Name", "EventCode", "QuadClass",
    "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone",
    "ActionGeo_FullName", "ActionGeo_Type", "ActionGeo_Lat", "ActionGeo_Long", "SOURCEURL",
)  # fmt: skip

_OWN_PROPERTIES = {"passage_start", "passage_end", "date_rule", "places", "report_id", "modality"}

# What people call a column, without space and punctuation; the earlier name wins.
_GUESSES: dict[str, tuple[str, ...]] = {
    "id": ("eventid", "id", "uid", "uuid", "identifier", "externalid", "recordid", "fid"),
    "date": (
        "date", "eventdate", "datum", "fecha", "day", "datestart", "startdate", "firstday",
        "begin", "start", "timestamp", "datetime", "time", "when", "дата", "sqldate",
    ),
    "end_date": ("enddate", "dateend", "lastday", "end", "until", "enddatum"),
    "date_precision": ("dateprecision", "timeprecision", "dateprec"),
    "lat": (
        "lat", "latitude", "y", "breitengrad", "breite", "latitud", "widoko", "широта", "latdeg",
        "decimallatitude", "geolat", "ycoord", "ycoordinate",
    ),
    "lon": (
        "lon", "lng", "long", "longitude", "x", "längengrad", "laengengrad", "länge", "longitud",
        "долгота", "londeg", "decimallongitude", "geolon", "geolong", "geolng", "xcoord",
        "xcoordinate",
    ),
    "precision": ("precision", "geoprecision", "whereprec", "accuracy", "placeprecision"),
    "radius": ("radiuskm", "uncertaintykm"),
    "place": (
        "place", "location", "placename", "locationname", "locality", "town", "city",
        "settlement", "ort", "lugar", "lieu", "место", "where", "village", "site",
    ),
    "admin1": ("admin1", "adm1", "region", "province", "state", "oblast", "область", "governorate"),
    "admin2": ("admin2", "adm2", "district", "county", "rayon", "район"),
    "country": ("country", "countryname", "land", "pais", "pays", "страна", "countrycode", "iso2"),
    "kind": ("kind", "eventtype", "type", "category", "typ", "tipo", "тип", "family", "class"),
    "subkind": ("subkind", "subeventtype", "subtype", "subcategory"),
    "modality": ("modality",),
    "title": ("title", "headline", "name", "titel", "titulo", "titre", "название", "summary"),
    "notes": (
        "passage", "notes", "note", "description", "text", "details", "comment", "comments",
        "beschreibung", "descripcion", "описание", "content", "event", "body",
    ),
    "actor1": ("actor1", "actor", "actors", "perpetrator", "sidea", "attacker", "who"),
    "actor2": ("actor2", "target", "victim", "sideb"),
    "killed": ("killed", "fatalities", "deaths", "dead", "best", "tote", "muertos", "погибло"),
    "wounded": ("wounded", "injured", "injuries", "verletzte", "heridos", "ранено"),
    "speaker": ("speaker",),
    "source": ("source", "sources", "publisher", "outlet", "quelle", "fuente", "источник"),
    "link": ("link", "url", "sourceurl", "href", "website", "permalink"),
    "published": ("published", "publicationdate", "sourcedate", "reportdate"),
}  # fmt: skip


def bare(name: str) -> str:
    """A column's name without what people write differently: case, space, punctuation.

    Example:
        >>> bare(" Geo_Precision "), bare("Широта")
        ('geoprecision', 'широта')
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "", folded)


def gdelt_columns(first: Sequence[str]) -> tuple[str, ...] | None:
    """The columns of a GDELT file by the shape of its first row, None for another file."""
    shape = {57: GDELT_1[:57], 58: GDELT_1, 61: GDELT_2}.get(len(first))
    if shape is None or not re.fullmatch(r"\d+", first[0]) or not re.fullmatch(r"\d{8}", first[1]):
        return None
    return shape


def layout_of(
    columns: Sequence[str], chosen: Mapping[str, str], name: str, *, is_gdelt: bool = False
) -> Layout:
    """What the columns of a file mean.

    Args:
        columns: as the file names them.
        chosen: our field to the file's column, from the user; wins.
        name: of the file, for messages.
        is_gdelt: whether the columns are those of GDELT, which its files do not name.

    Raises:
        InputError: a choice names a field or a column that does not exist.
        FileFormatError: no column tells an event, or one that is needed stands twice, or
            beside another whose name differs in case or punctuation only.
    """
    has = {column.casefold() for column in columns}
    if is_gdelt:
        layout = Layout("GDELT", tuple(columns), _present(GDELT, columns), _GDELT_KEPT, "GDELT")
    elif {"event_type", "sub_event_type", "event_date", "latitude"} <= has:
        kept = tuple(c for c in columns if c.casefold() not in _ACLED_LEFT_OUT)
        layout = Layout("ACLED", tuple(columns), _present(ACLED, columns), kept, "ACLED")
    elif {"type_of_violence", "where_prec", "date_prec"} <= has:
        layout = Layout("UCDP GED", tuple(columns), _present(UCDP, columns), _UCDP_KEPT, "UCDP GED")
    elif set(COLUMNS[:21]) <= set(columns) or set(columns) >= _OWN_PROPERTIES:
        layout = Layout("Gazette", tuple(columns), {}, ())
    else:
        mapping = _guessed(columns)
        layout = Layout("columns", tuple(columns), mapping, tuple(columns))
    if chosen:
        layout = _with_choices(layout, chosen)
    if layout.name != "Gazette":
        _refuse_twins(layout, chosen, name)
        _refuse_useless(layout, name)
    return layout


def _present(mapping: Mapping[str, str], columns: Sequence[str]) -> dict[str, str]:
    by_name = {column.casefold(): column for column in columns}
    return {f: by_name[c.casefold()] for f, c in mapping.items() if c.casefold() in by_name}


def _guessed(columns: Sequence[str]) -> dict[str, str]:
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(bare(column), column)
    found: dict[str, str] = {}
    for our, names in _GUESSES.items():
        guess = next((by_name[name] for name in names if name in by_name), None)
        if guess is not None and guess not in found.values():
            found[our] = guess
    return found


def _with_choices(layout: Layout, chosen: Mapping[str, str]) -> Layout:
    mapping = dict(layout.mapping)
    for our, column in chosen.items():
        if our not in FIELDS:
            near = difflib.get_close_matches(our, FIELDS, 1)
            hint = f" Do you mean {near[0]!r}?" if near else ""
            raise InputError(
                f"There is no field {our!r} to read a column into; there are: "
                f"{', '.join(FIELDS)}.{hint}"
            )
        if column not in layout.columns:
            raise InputError(
                f"The file has no column {column!r} for {our!r}; it has: "
                f"{', '.join(layout.columns)}."
            )
        # A column that was guessed to be something else is what the user says.
        mapping = {f: c for f, c in mapping.items() if c != column} | {our: column}
    return Layout(
        "columns" if layout.name == "Gazette" else layout.name,
        layout.columns,
        mapping,
        layout.kept or layout.columns,
        layout.source,
    )


def _refuse_twins(layout: Layout, chosen: Mapping[str, str], name: str) -> None:
    """Of names that differ in case or punctuation only nobody can tell which one is meant."""
    alike: dict[str, list[str]] = {}
    for column in dict.fromkeys(layout.columns):
        alike.setdefault(bare(column), []).append(column)
    for our, column in layout.mapping.items():
        twins = alike[bare(column)]
        if len(twins) > 1 and not set(twins) & set(chosen.values()):
            raise FileFormatError(
                f"The file {name!r} has columns whose names differ in case or punctuation only: "
                f"{', '.join(map(repr, twins))}. Say which one is meant with --column {our}=NAME, "
                "or give one another name."
            )


def _refuse_useless(layout: Layout, name: str) -> None:
    mapping = layout.mapping
    shown = ", ".join(repr(column) for column in layout.columns[:40]) or "none"
    twice = [c for c in mapping.values() if layout.columns.count(c) > 1]
    if twice:
        raise FileFormatError(
            f"The file {name!r} has two columns named {twice[0]!r}: give one another name."
        )
    if ("lat" in mapping) != ("lon" in mapping):
        there, missing = ("lat", "lon") if "lat" in mapping else ("lon", "lat")
        raise FileFormatError(
            f"The file {name!r} has a column for {there!r} ({mapping[there]!r}) and none for "
            f"{missing!r}: say which one it is with --column {missing}=NAME. Its columns: {shown}."
        )
    if not mapping.keys() & {"lat", "place", "admin1", "country"}:
        raise FileFormatError(
            f"The file {name!r} has no column that says where: say which ones do with "
            f"--column lat=NAME --column lon=NAME or --column place=NAME. Its columns: {shown}."
        )
    if not mapping.keys() & {"title", "notes", "kind", "subkind"}:
        raise FileFormatError(
            f"The file {name!r} has no column that says what happened: say which one does with "
            f"--column notes=NAME, --column title=NAME or --column kind=NAME. Its columns: {shown}."
        )
