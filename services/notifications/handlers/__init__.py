"""What others' facts mean here: what is planned, what is taken back, who in the office hears."""

from collections.abc import Mapping

from chassis.handlers import Handler, handlers_of
from notifications.handlers import meetings, office, orders, persons, staff, training

HANDLERS: Mapping[str, Handler] = {
    kind: handler
    for module in (persons, orders, meetings, office, training, staff)
    for kind, handler in handlers_of(module).items()
}
