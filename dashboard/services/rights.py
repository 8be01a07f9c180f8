"""Who may change the collection: somebody at this machine, or a signed-in editor.

Everything else reads. The right is asked for at every write, never remembered: a visitor who
is taken off the list loses it at the next click.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import cookie_parser
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from geodata.errors import NotAllowedError

SHORTEST_COOKIE_SECRET = 32  # characters; shorter ones can be guessed (OWASP ASVS 11.5.1)
FEWEST_DIFFERENT = 10  # characters in it: "aaaa…" and "xxx…" of an example are no secret
AS_READERS = "as-readers"  # the key of the session that an editor's look as readers is kept in
HERE = "this machine"
_READ_ONLY = "This dashboard is read-only from here."
_SIGN_IN = "Sign in as an editor to add, correct or remove."
_NOT_LISTED = "You are signed in, but not on the list of editors."
_NOT_OWNER = "Only an owner of this collection can do this."
_AS_READERS = "You see what readers see."
_WEAK = (
    "The cookie_secret in secrets.toml is too short or too simple, so nobody can sign in to edit."
)
# A request that carries any of these came through a proxy, however local the rest looks.
_PROXY_HEADERS = frozenset({
    "forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip",
    "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-server",
    "x-forwarded-port", "x-original-host", "x-envoy-external-address",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visitor:
    """What somebody may do here.

    Attributes:
        may_edit: whether writes are allowed.
        name: who stands behind a decision in the log.
        reason: why editing is not possible, '' when it is.
        can_sign_in: whether a sign-in is set up.
        is_owner: whether the settings of publishing and safety may be changed.
        is_looking: whether an editor looks as readers do.
    """

    may_edit: bool
    name: str
    reason: str = ""
    can_sign_in: bool = False
    is_owner: bool = False
    is_looking: bool = False


def visitor(
    *,
    listens_on: str | None,
    headers: Mapping[str, str],
    user: Mapping[str, Any],
    secrets: Mapping[str, Any],
) -> Visitor:
    """The rights of a request.

    Args:
        listens_on: the address the server is bound to; None means every address.
        headers: of the request that opened the session.
        user: the claims of the signed-in user, as the identity provider gave them.
        secrets: the sections ``auth`` and ``gazette`` of secrets.toml, or nothing.

    Example:
        >>> local = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}
        >>> visitor(listens_on="127.0.0.1", headers=local, user={}, secrets={}).may_edit
        True
        >>> proxied = local | {"X-Forwarded-For": "203.0.113.9"}
        >>> visitor(listens_on="127.0.0.1", headers=proxied, user={}, secrets={}).may_edit
        False
    """
    auth = secrets.get("auth")
    if auth:
        return _signed_in(user, auth, secrets)
    if listens_on is not None and is_loopback(listens_on) and _is_local(headers):
        return Visitor(True, HERE, is_owner=True)
    return Visitor(False, "", _READ_ONLY)


def current() -> Visitor:
    """The rights of whoever this run of the script is for."""
    found = _secrets()
    return visitor(
        listens_on=st.get_option("server.address"),
        headers=dict(st.context.headers),
        user=dict(st.user.to_dict()) if found.get("auth") else {},
        secrets=found,
    )


def of_request(headers: Mapping[str, str]) -> Visitor:
    """The rights of a request outside of any page, from somebody who is not signed in."""
    return visitor(
        listens_on=st.get_option("server.address"), headers=headers, user={}, secrets=_secrets()
    )


def may_be_editor(headers: Mapping[str, str]) -> bool:
    """Whether a connection may be an editor's, as far as can be told before its page is open.

    With a sign-in: whoever signed in, listed or not. The cookie is one that this server wrote.
    """
    auth = _secrets().get("auth")
    if not auth:
        return of_request(headers).may_edit
    cookie = cookie_parser(headers.get("cookie", "")).get(USER_COOKIE_NAME)
    secret = str(auth.get("cookie_secret", ""))
    if cookie is None or is_weak(secret):
        return False
    return (
        decode_signed_value(secret, USER_COOKIE_NAME, cookie.encode("utf-8", "replace")) is not None
    )


def looking() -> Visitor:
    """The rights that this run shows things with: an editor may look as readers do.

    Writes ask `require_editor`, which knows nothing of that.
    """
    who = current()
    if who.may_edit and st.session_state.get(AS_READERS):
        return replace(
            who, may_edit=False, is_owner=False, name="", reason=_AS_READERS, is_looking=True
        )
    return who


def look_as_readers(*, on: bool) -> None:
    """Show this session what readers see, or everything again."""
    st.session_state[AS_READERS] = on


def require_owner() -> str:
    """The name of the visitor, for the log.

    Raises:
        NotAllowedError: this visitor is no owner; the message says so.
    """
    name = require_editor()
    if not current().is_owner:
        raise NotAllowedError(_NOT_OWNER)
    return name


def require_editor() -> str:
    """The name of the visitor, for the log.

    Raises:
        NotAllowedError: this visitor may only read; the message says why.
    """
    who = current()
    if not who.may_edit:
        raise NotAllowedError(who.reason)
    return who.name


def require_still_editor(name: str) -> None:
    """Ask for the right again, for work that goes on behind the page of an editor.

    Args:
        name: of the editor who started it, as ``require_editor`` gave it.

    Raises:
        NotAllowedError: this name may not edit any more.
    """
    found = _secrets()
    if found.get("auth"):
        allowed = name.lower() in _editors(found)
    else:
        address = st.get_option("server.address")
        allowed = name == HERE and address is not None and is_loopback(str(address))
    if not allowed:
        raise NotAllowedError(_NOT_LISTED)


def for_download(made: Callable[[], bytes]) -> Callable[[], bytes]:
    """What makes a file for this editor later, when it is clicked.

    Streamlit makes it outside of any page run, where nobody can be asked for but by name.

    Raises:
        NotAllowedError: this visitor may only read; when it is clicked: may only read by now.
    """
    name = require_editor()

    def asked() -> bytes:
        require_still_editor(name)
        return made()

    return asked


def is_sign_in_set_up() -> bool:
    """Whether editors can sign in here."""
    return bool(_secrets().get("auth"))


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this very machine.

    Example:
        >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0"), is_loopback("localhost.evil.example")
        (True, False, False)
    """
    name = host.strip().strip("[]").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _is_local(headers: Mapping[str, str]) -> bool:
    """Whether both the asked host and the asking page are this machine, with nobody between.

    Browsers send Origin with every web socket; a proxy that rewrites Host leaves it alone.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    if _PROXY_HEADERS & lower.keys():
        return False
    host = urlsplit(f"//{lower.get('host', '')}").hostname or ""
    origin = urlsplit(lower.get("origin", "")).hostname or ""
    return is_loopback(host) and is_loopback(origin)


def _signed_in(
    user: Mapping[str, Any], auth: Mapping[str, Any], secrets: Mapping[str, Any]
) -> Visitor:
    if is_weak(str(auth.get("cookie_secret", ""))):
        return Visitor(False, "", _WEAK)
    if not user.get("is_logged_in"):
        return Visitor(False, "", _SIGN_IN, can_sign_in=True)
    names = _names(user, auth)
    if listed := names & _editors(secrets):
        # As the list has it: work that goes on without the page asks for the right by this name.
        email = str(user.get("email") or "").lower()
        name = email if email in listed else min(listed)
        is_owner = bool(names & _listed(secrets, "owners"))
        return Visitor(True, name, can_sign_in=True, is_owner=is_owner)
    return Visitor(False, "", _NOT_LISTED, can_sign_in=True)


def _names(user: Mapping[str, Any], auth: Mapping[str, Any]) -> frozenset[str]:
    """The names by which a list may mean this person.

    An address counts where the provider calls it verified. With several providers it says too
    which of them: whoever gets an address elsewhere is not the person that was meant.
    """
    issuer, subject = str(user.get("iss") or ""), str(user.get("sub") or "")
    email = str(user.get("email") or "")
    names = [f"{issuer}|{subject}"] if subject else []
    if email and user.get("email_verified") is True:
        names.append(f"{issuer}|{email}")
        if sum(isinstance(part, Mapping) for part in auth.values()) < 2:
            names.append(email)
    return frozenset(name.lower() for name in names)


def is_weak(secret: str) -> bool:
    """Whether a cookie secret could be guessed.

    Example:
        >>> is_weak("change-me"), is_weak("x" * 64), is_weak("8f0b6c1e5a7d42939d0c4b1ea26f7358")
        (True, True, False)
    """
    is_words = " " in secret  # the words of the example
    return is_words or len(secret) < SHORTEST_COOKIE_SECRET or len(set(secret)) < FEWEST_DIFFERENT


def _editors(secrets: Mapping[str, Any]) -> frozenset[str]:
    """Everybody who may edit: owners too."""
    return _listed(secrets, "editors") | _listed(secrets, "owners")


def _listed(secrets: Mapping[str, Any], role: str) -> frozenset[str]:
    listed: Sequence[Any] = (secrets.get("gazette") or {}).get(role) or ()
    return frozenset(str(entry).strip().lower() for entry in listed)


def _secrets() -> dict[str, Any]:
    """The two sections that matter; {} when there is no secrets file."""
    # Streamlit would look for one and fail anew each time, dozens of times in a page run.
    if not any(map(os.path.exists, st.get_option("secrets.files"))):
        return {}
    try:
        return {
            name: st.secrets[name].to_dict() for name in ("auth", "gazette") if name in st.secrets
        }
    except FileNotFoundError:  # StreamlitSecretNotFoundError is one
        return {}
