"""Letters that go nowhere but into the log: for trying, teaching and tests.

Kept is that one was sent, how and in which words' template; never the number or the text.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from pymongo import IndexModel
from pymongo.database import Database

from chassis.ids import new_id
from chassis.observability import log
from chassis.store import CollectionPlan, Document
from notifications.domain.gsm import septets
from notifications.domain.letters import Accepted, Letter, Outcome

DAYS_KEPT = 400
SENT_LOG = CollectionPlan(
    "sent_log",
    [
        IndexModel("at", expireAfterSeconds=DAYS_KEPT * 86_400, name="forget"),
        IndexModel([("office_id", 1), ("message_id", 1)], name="of_message"),
    ],
)


class LogCarrier:
    """Takes every letter."""

    def __init__(self, database: Database[Document]) -> None:
        self._lines = database[SENT_LOG.name]

    def __call__(self, letters: Sequence[Letter], /) -> Sequence[Outcome]:
        lines = [_line(each) for each in letters]
        self._lines.insert_many(lines)
        log.info("messages logged", count=len(lines), channel=letters[0].channel.value)
        return [Accepted(str(each["_id"])) for each in lines]


def _line(letter: Letter) -> Document:
    return {
        "_id": new_id(),
        "office_id": letter.office_id,
        "at": datetime.now(UTC),  # expires by the system's clock
        "message_id": letter.message_id,
        "channel": letter.channel.value,
        "template": letter.template,
        "wording": letter.wording.value,
        "language": letter.language,
        "length": septets(letter.text),
    }
