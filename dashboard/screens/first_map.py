"""The map that stands before Streamlit's page does: what its first picture needs, in one answer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs

import streamlit as st

from dashboard import links
from dashboard.drawing.gazette_map import MAP_OPTIONS, MapAddresses, script_settings
from dashboard.drawing.map_state import MapState
from dashboard.routes.assets import assets_address
from dashboard.routes.map_cells import basemap_address, basemap_bands
from dashboard.screens.sight import counts_by_family
from dashboard.services import collection, rights
from dashboard.services.rights import Visitor
from dashboard.services.views import View
from geodata.errors import GeodataError

_MOST_NAMES = 200


def first_map(
    search: str, headers: Mapping[str, str], cookies: Sequence[str]
) -> dict[str, Any] | None:
    """What the first map needs; None where it comes with the page as before.

    Args:
        search: what stands behind the question mark of the page's address.
        headers: of the request, with the page's origin.
        cookies: their names.
    """
    address = _plain_address(search)
    visitor = _visitor(headers, cookies)
    if address is None or visitor is None or not _is_open():
        return None
    try:
        return _answer(address, visitor)
    except GeodataError:
        return None  # the page says what is wrong


def _answer(address: links.Address, visitor: Visitor) -> dict[str, Any] | None:
    for_readers = not visitor.may_edit
    seen = collection.visible(visitor, address.filter)
    view = View(address.filter, seen, for_readers=for_readers)
    allowed = view.allowed_filter
    if allowed is None:
        return None
    filtered = collection.select(allowed, for_readers=for_readers)
    if not filtered.placed_count:
        return None
    facets = filtered.facets(limit=_MOST_NAMES)
    state = MapState(
        view=collection.views().token(view),
        revision=collection.index(for_readers=for_readers).events_revision,
        fit=filtered.extent(),
        at=links.opening_view(address.centre, address.zoom),
        counts=counts_by_family(address.filter, facets),
        in_link=True,
    )
    addresses = MapAddresses(
        assets_address(), basemap_address(), basemap_bands(), collection.settings().offered_tiles
    )
    is_filtered = bool(links.write(links.Address(address.filter)))
    return {
        "state": json.loads(state.script_argument()),
        "settings": script_settings(addresses),
        "options": MAP_OPTIONS,
        "rows": {
            "phone": is_filtered,
            "wide": is_filtered or collection.is_demo_only(for_readers=for_readers),
        },
    }


def _plain_address(search: str) -> links.Address | None:
    """The address when it asks for a map with a filter and a view and nothing else."""
    asked = parse_qs(search.removeprefix("?"), keep_blank_values=True)
    address = links.read(asked)
    if address.refused or links.write(address).keys() != asked.keys():
        return None
    wanted = links.Address(
        address.filter,
        centre=address.centre,
        zoom=address.zoom,
        order=address.order,
        base=address.base,
    )
    return address if address == wanted else None


def _visitor(headers: Mapping[str, str], cookies: Sequence[str]) -> Visitor | None:
    """The rights of the request; None when only Streamlit's own connection can tell who asks."""
    if st.get_option("server.trustedUserHeaders") or any(
        "streamlit_user" in one for one in cookies
    ):
        return None
    return rights.of_request(headers)


def _is_open() -> bool:
    opening = collection.opening()
    return opening.wait(0) and not opening.has_failed
