"""Lists of handovers sent as files, recorded while they are read (R1)."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import chain

import msgspec
from flask import Response, request
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields

from chassis import http, in_hand
from chassis.app import Shape
from chassis.auth import Role, allow
from chassis.common import runtime
from chassis.transaction import within
from registry.commands.registration import Registered, record_handovers
from registry.domain.handover_row import Accepted
from registry.importing import Record, recorded
from registry.sheets import Sheet, open_sheet

blp = Blueprint("imports", __name__, url_prefix="/v1", description="Lists of handovers")
MAX_BYTES = 1 << 30
LIST = {
    "description": "The file itself, CSV or XLSX; which of them is seen by what it holds.",
    "required": True,
    "content": {"application/octet-stream": {}},
}


class ImportedRowShape(Shape):
    """One line of the answer to an import; the first may have `extra` and nothing else."""

    extra = fields.List(fields.String())
    row = fields.Integer()
    outcome = fields.String(metadata={"enum": ["accepted", "already_recorded", "refused"]})
    codes = fields.List(fields.String())
    order_id = fields.UUID(allow_none=True)
    person_id = fields.UUID(allow_none=True)
    number = fields.String(allow_none=True, metadata={"example": "IX.B/0001/2021"})


@blp.route("/imports")
class ImportView(MethodView):
    @blp.doc(requestBody=LIST)
    @blp.response(200, ImportedRowShape, content_type="application/x-ndjson")
    @allow(Role.REGISTRAR)
    def post(self) -> Response:
        """Record a list, CSV or XLSX; one line of JSON a row, as soon as it is on record.

        The first line names other columns, which are kept, if there are any. Sent again, a list
        changes nothing: its rows are already recorded.
        """
        request.max_content_length = MAX_BYTES
        with ExitStack() as opened:
            file = opened.enter_context(tempfile.TemporaryFile())
            shutil.copyfileobj(request.stream, file)
            file.seek(0)
            lines = _lines(opened.enter_context(open_sheet(file)), _recorder())
            first = next(lines)  # here a store that is away can still be told as such
            still_open = opened.pop_all()
        answer = Response(chain([first], lines), content_type="application/x-ndjson")
        answer.call_on_close(still_open.close)
        return answer


def _lines(sheet: Sheet, record: Record) -> Iterator[bytes]:
    encode = msgspec.json.encode
    begun = encode({"extra": sheet.extra}) + b"\n" if sheet.extra else b""
    for results in recorded(sheet, record):
        yield begun + b"".join(encode(each) + b"\n" for each in results)
        begun = b""
    yield begun


def _recorder() -> Record:
    """One transaction a batch, as the caller. Each handover is a key of its own. A batch may take
    longer than a request for one thing."""
    registry, office_id, actor, cause = runtime(), http.office(), http.actor(), http.cause()

    def record(rows: Sequence[Accepted]) -> Sequence[Registered]:
        with within(in_hand.SECONDS, cut=False):
            return registry.transact(
                record_handovers, rows, office_id=office_id, actor=actor, cause=cause
            ).result

    return record
