"""How notifications says no; the sentences are in `words.yaml`."""

from chassis.refusals import Refused


class NotWaitingForCall(Refused):
    """No officer has to ring because of this message (any more)."""

    code = "not_waiting_for_call"
    conflict = True


class TextTooLong(Refused):
    """The text would not fit into one short message."""

    code = "text_too_long"


class LetterNotSent(Refused):
    """The text has a character that short messages do not know."""

    code = "letter_not_sent"


class PlaceholderUnknown(Refused):
    """The text has a placeholder that this template has no value for."""

    code = "placeholder_unknown"


class PlaceholderMissing(Refused):
    """The text leaves out what the message is about."""

    code = "placeholder_missing"


class BracesWrong(Refused):
    """The braces of the text do not make placeholders."""

    code = "braces_wrong"


class WordNeverUsed(Refused):
    """No message says this, whoever reads it."""

    code = "word_never_used"


class WordTellsOthers(Refused):
    """On a telephone that others read, this word tells them of the supervision."""

    code = "word_tells_others"


class TextsIncomplete(Refused):
    """A template has each of its texts in both languages, and no others."""

    code = "texts_incomplete"


class ReasonNeeded(Refused):
    """Reading of someone under child protection needs a reason."""

    code = "reason_needed"
