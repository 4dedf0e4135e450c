"""Mail by SMTP, for those who work in the office."""

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from chassis.observability import log
from notifications.domain.letters import Accepted, Letter, NotAccepted, Outcome, Unsure

Security = Literal["none", "starttls", "tls"]
SCHEMES: dict[str, tuple[Security, int]] = {
    "smtp+starttls": ("starttls", 587),
    "smtps": ("tls", 465),
    "smtp": ("none", 25),
}
SECONDS = 20.0
PASSING = NotAccepted("mail_server_away", permanent=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mails are handed in, and from whom they are. With a `user`, the password is sent
    only over TLS."""

    host: str
    port: int
    sender: str
    security: Security = "starttls"
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def mail_server(url: str) -> MailServer:
    """`smtp+starttls://user:password@host:587/?sender=pamong@bapas.example`, as a server.

    Also `smtps://` (TLS from the start, 465) and `smtp://` (none, 25). ValueError where it is
    none of these.
    """
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or parts.hostname is None:
        raise ValueError(f"expected {' or '.join(SCHEMES)}://host/?sender=address")
    sender = dict(parse_qsl(parts.query)).get("sender")
    if not sender:
        raise ValueError("?sender= is missing: from which address mails are")
    security, port = SCHEMES[parts.scheme]
    return MailServer(
        host=parts.hostname,
        port=parts.port or port,
        sender=sender,
        security=security,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )


class SmtpCarrier:
    """One connection for the letters of a batch."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    def __call__(self, letters: Sequence[Letter], /) -> Sequence[Outcome]:
        outcomes: list[Outcome] = []
        try:
            with self._connected() as line:
                for letter in letters:
                    outcomes.append(_hand_in(line, self._server.sender, letter))
                    if isinstance(outcomes[-1], Unsure):
                        break  # the line is gone; the rest has not left
        except (smtplib.SMTPException, OSError) as error:
            log.warning("mail server away", why=type(error).__name__)
        return [*outcomes, *[PASSING] * (len(letters) - len(outcomes))]

    def _connected(self) -> smtplib.SMTP:
        server, context = self._server, ssl.create_default_context()
        if server.security == "tls":
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=SECONDS, context=context
            )
        else:
            line = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
            if server.security == "starttls":
                line.starttls(context=context)
        if server.user and server.security != "none":
            line.login(server.user, server.password or "")
        return line


def _hand_in(line: smtplib.SMTP, sender: str, letter: Letter) -> Outcome:
    """In the protocol's steps, to know on which side of the handing-in a line breaks."""
    for code, answer in _envelope(line, sender, letter.address):
        if code >= 400:
            line.rset()
            return _refused(code, answer)
    try:
        code, answer = line.data(_as_mail(letter, sender).as_bytes(policy=SMTP))
    except smtplib.SMTPDataError as error:
        line.rset()
        return _refused(error.smtp_code, error.smtp_error)
    except (smtplib.SMTPServerDisconnected, OSError):
        return Unsure()
    return Accepted(_message_id(letter)) if code < 400 else _refused(code, answer)


def _envelope(line: smtplib.SMTP, sender: str, address: str) -> Sequence[tuple[int, bytes]]:
    line.ehlo_or_helo_if_needed()
    began = line.mail(sender)
    return [began] if began[0] >= 400 else [began, line.rcpt(address)]


def _refused(code: int, answer: bytes | str) -> NotAccepted:
    """5xx is for good, 4xx passes (RFC 5321, 4.2.1). The server's words may hold the address."""
    log.warning("mail refused", code=code)
    return NotAccepted(f"smtp_{code}", permanent=code >= 500)


def _as_mail(letter: Letter, sender: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = letter.address
    mail["Subject"] = letter.subject or ""
    mail["Date"] = format_datetime(localtime())
    mail["Message-ID"] = _message_id(letter)
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = letter.language
    mail.set_content(letter.text, cte="quoted-printable")
    return mail


def _message_id(letter: Letter) -> str:
    """The same for every try: a server that has it already can tell."""
    return f"<{letter.message_id}@pamong>"
