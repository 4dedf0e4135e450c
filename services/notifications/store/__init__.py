"""The only room that speaks MongoDB: what is planned, what was sent, who is to be told."""

from notifications.store.inbox import Items
from notifications.store.messages import Messages
from notifications.store.offices import OFFICES, note, offices
from notifications.store.people import Enrolments, Members, Persons
from notifications.store.reminders import Reminders
from notifications.store.templates import OfficeTemplates

REPOSITORIES = (Reminders, Messages, Items, Persons, Enrolments, Members, OfficeTemplates)

__all__ = [
    "OFFICES",
    "REPOSITORIES",
    "Enrolments",
    "Items",
    "Members",
    "Messages",
    "OfficeTemplates",
    "Persons",
    "Reminders",
    "note",
    "offices",
]
