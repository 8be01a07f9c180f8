"""E-mails: subject, sender, day and body; what is attached is read as files of their own."""

from __future__ import annotations

import contextlib
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from geodata.documents.page import read_page
from geodata.errors import FileFormatError
from geodata.exchange.report_files import ReportText

_MOST_ATTACHMENTS = 50


def read_mail(data: bytes, name: str) -> tuple[ReportText, list[tuple[str, bytes]]]:
    """The message, and name and content of each attachment.

    Raises:
        FileFormatError: there is no text in it.
    """
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what this policy makes
    text, notes = _body(message, name)
    attached = list(_attachments(message))
    if not text.strip() and not attached:
        raise FileFormatError(f"The e-mail {name!r} has no text in it.")
    report = ReportText(
        text,
        title=_header(message, "Subject"),
        author=_sender(message),
        published=_day(message),
        notes=notes,
    )
    return report, attached


def _body(message: EmailMessage, name: str) -> tuple[str, tuple[str, ...]]:
    with contextlib.suppress(KeyError, LookupError, ValueError, AttributeError, TypeError):
        part = message.get_body(preferencelist=("plain", "html"))
        if part is None:
            return "", ()
        if part.get_content_type() == "text/html":
            page = read_page(part.get_payload(decode=True) or b"", name)  # type: ignore[arg-type]
            return page.text, page.notes
        return str(part.get_content()).replace("\r\n", "\n"), ()
    payload = message.get_payload(decode=True)
    plain = payload if isinstance(payload, bytes) else b""
    return plain.decode("utf-8", "replace"), (
        "The e-mail's encoding is damaged; letters may be missing.",
    )


def _attachments(message: EmailMessage) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    with contextlib.suppress(KeyError, ValueError, AttributeError, TypeError, LookupError):
        for part in message.iter_attachments():
            payload = part.get_payload(decode=True)
            file_name = part.get_filename()
            if file_name and isinstance(payload, bytes) and payload:
                found.append((file_name, payload))
            if len(found) == _MOST_ATTACHMENTS:
                break
    return found


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; a header that cannot be parsed says nothing."""
    with contextlib.suppress(Exception):  # the parser of headers raises nearly anything
        return " ".join(str(message.get(name, "") or "").split())
    return ""


def _sender(message: EmailMessage) -> str:
    with contextlib.suppress(Exception):  # as above
        address = message["From"].addresses[0]
        return " ".join(str(address.display_name or address.addr_spec).split())
    return _header(message, "From")


def _day(message: EmailMessage) -> date | None:
    with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(_header(message, "Date")).date()
    return None
