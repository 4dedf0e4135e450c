"""Who carries letters: by channel, made for the service that they are sent from."""

from collections.abc import Callable, Mapping

from chassis.unit import Surroundings
from notifications.carriers.log import LogCarrier
from notifications.carriers.smtp import MailServer, SmtpCarrier
from notifications.domain.letters import Carrier
from notifications.domain.reach import Channel

Carriers = Callable[[Surroundings], Mapping[Channel, Carrier]]


def carriers(mail: MailServer | None = None) -> Carriers:
    """Everything is written to the log, that nobody is hit by mistake; mails leave by `mail`
    where there is one."""

    def made(around: Surroundings) -> Mapping[Channel, Carrier]:
        log = LogCarrier(around.database)
        return {
            Channel.WHATSAPP: log,
            Channel.SMS: log,
            Channel.MAIL: SmtpCarrier(mail) if mail else log,
        }

    return made
