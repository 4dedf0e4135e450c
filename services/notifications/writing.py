"""Writing letters: the template filled, in the reader's language, at the moment of sending."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property

from notifications.domain.letters import Letter
from notifications.domain.message import Message
from notifications.domain.reach import Channel, Contacts, Route, To, Way
from notifications.domain.sayings import say_day, say_name
from notifications.domain.staff import Member
from notifications.domain.wording import Language, Template, Wording
from notifications.template_files import shipped_templates
from notifications.unit import Unit

NOBODY = "..."


class Writer:
    """Writes with the texts of the unit's office, as of its today."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    @cached_property
    def _templates(self) -> Mapping[str, Template]:
        return self._unit.templates()

    def short(self, message: Message, route: Route, contacts: Contacts) -> Letter:
        """A short message to the client or the guarantor."""
        text = self.text(message, route.wording, contacts.language, say_name(contacts.name))
        return Letter(
            message_id=message.id,
            office_id=message.office_id,
            channel=route.way.channel,
            template=message.template,
            wording=route.wording,
            language=contacts.language,
            tries=message.tries,
            address=route.phone,
            text=text,
        )

    def begin_mail(self, message: Message, member: Member, system_now: datetime) -> Message:
        way = Way(To.STAFF, Channel.MAIL)
        return message.claim(way, Wording.BODY, member.language, at=system_now)

    def mail(self, message: Message, address: str) -> Letter:
        """A mail to a member of the office; it names nobody."""
        language = message.language or "id"
        return Letter(
            message_id=message.id,
            office_id=message.office_id,
            channel=Channel.MAIL,
            template=message.template,
            wording=Wording.BODY,
            language=language,
            tries=message.tries,
            address=address,
            text=self.text(message, Wording.BODY, language),
            subject=self.text(message, Wording.SUBJECT, language),
        )

    def text(
        self, message: Message, wording: Wording, language: Language, name: str = NOBODY
    ) -> str:
        """As it reads today; where a guarantor's text would say whose it is, `name`."""
        day, what = message.facts.get("day"), message.facts.get("what")
        values = {
            "name": name or NOBODY,
            "hour": message.facts.get("hour", ""),
            "when": say_day(date.fromisoformat(day), self._unit.today, language) if day else "",
            "what": shipped_templates().things[what][language] if what else "",
        }
        return self._templates[message.template].fill(wording, language, values)
