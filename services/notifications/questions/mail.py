"""Where do I get mails?"""

from uuid import UUID

from notifications.domain.staff import Member
from notifications.unit import Unit


def read_own_mail(unit: Unit, user_id: UUID) -> Member:
    return unit.members.known_or_new(user_id)
