"""Notifications as the chassis runs it."""

from chassis.service import Service
from notifications.api import figures, inbox, mail, messages, persons, templates
from notifications.carriers import Carriers, carriers
from notifications.carriers.smtp import MailServer
from notifications.handlers import HANDLERS
from notifications.sending import sender
from notifications.store import OFFICES, REPOSITORIES
from notifications.unit import Unit


def service(mail_server: MailServer | None = None) -> Service[Unit]:
    """With mails handed in at `mail_server`; without one they go into the log, as all else."""
    return with_carriers(carriers(mail_server))


def with_carriers(given: Carriers) -> Service[Unit]:
    """With other carriers, such as a gateway for short messages."""
    return Service(
        name="notifications",
        unit=Unit,
        repositories=REPOSITORIES,
        collections=(OFFICES,),
        handlers=HANDLERS,
        chores=(sender(given),),
        blueprints=(
            messages.blp,
            inbox.blp,
            templates.blp,
            persons.blp,
            mail.blp,
            figures.blp,
        ),
        words=("notifications",),
    )


SERVICE = service()
