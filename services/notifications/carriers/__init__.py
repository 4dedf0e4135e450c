"""Who carries letters, by channel."""

from collections.abc import Mapping

from notifications.carriers.log import write_to_log
from notifications.carriers.smtp import MailServer, SmtpCarrier
from notifications.domain.letters import Carrier
from notifications.domain.reach import Channel

Carriers = Mapping[Channel, Carrier]


def carriers(mail: MailServer | None = None) -> Carriers:
    """Everything is written into the log, that nobody is hit by mistake; mails leave by `mail`
    where there is one."""
    return {
        Channel.WHATSAPP: write_to_log,
        Channel.SMS: write_to_log,
        Channel.MAIL: SmtpCarrier(mail) if mail else write_to_log,
    }
