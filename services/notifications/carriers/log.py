"""Letters that go nowhere but into the log: for trying, teaching and tests.

A line says that one was sent, how and in which template's words; never the number or the text.
"""

from collections.abc import Sequence

from chassis.observability import log
from notifications.domain.gsm import septets
from notifications.domain.letters import Accepted, Letter, Outcome


def write_to_log(letters: Sequence[Letter], /) -> Sequence[Outcome]:
    """Takes every letter."""
    return [_write(each) for each in letters]


def _write(letter: Letter) -> Outcome:
    log.info(
        "message logged",
        office=letter.office_id,
        message_id=str(letter.message_id),
        channel=letter.channel.value,
        template=letter.template,
        wording=letter.wording.value,
        language=letter.language,
        length=septets(letter.text),
    )
    return Accepted(f"log-{letter.message_id}")
