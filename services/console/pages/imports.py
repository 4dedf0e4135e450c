"""A prison's list: sent, recorded, and reported row by row."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, redirect, request
from werkzeug.wrappers import Response as Answered

from console.desk import desk
from console.form import Form
from console.importing import record
from console.rendering import is_fragment, page, speech
from console.shown.report import RANKS, Pages, chosen_rank, counted
from console.store.reports import Reports

pages = Blueprint("imports", __name__)
ROWS_A_PAGE = 50
SILENT = timedelta(minutes=3)
"""An import that said nothing for so long was cut."""


@pages.get("/imports")
def imports() -> Answered:
    return page("imports.html", form=Form())


@pages.post("/imports")
def send() -> Answered:
    """Begin to record the file, once however often the button was pressed."""
    form, file = Form.of(request.form), request.files.get("file")
    if file is None or not file.filename:
        return page("imports.html", 422, form=form.failed(speech().say("imports.no_file")))
    reports: Reports = current_app.extensions["console.reports"]
    if reports.begin(form.key, desk().session.user_id):
        headers = {"Idempotency-Key": form.key, "Content-Type": file.mimetype}
        current_app.extensions["console.imports"].submit(
            record,
            desk().services,
            reports,
            desk().asker,
            form.key,
            file.read(),
            headers,
        )
    return redirect(f"/imports/{form.key}", 303)


@pages.get("/imports/<uuid:report_id>")
def report(report_id: UUID) -> Answered:
    """How far it is, and what it said of each row so far."""
    reports: Reports = current_app.extensions["console.reports"]
    found = reports.find(str(report_id), desk().session.user_id)
    if found is None:
        abort(404)
    shown = request.args.get("show")
    at = max(1, request.args.get("page", 1, type=int))
    skip = (at - 1) * ROWS_A_PAGE
    rows, total = reports.rows(str(report_id), chosen_rank(shown), skip, ROWS_A_PAGE)
    return page(
        "import_rows.html" if is_fragment() else "import.html",
        report=_with_cut(found),
        counts=counted(found["counts"]),
        ranks=RANKS,
        rows=rows,
        shown=shown if shown in RANKS else None,
        at=Pages(at=at, size=ROWS_A_PAGE, total=total),
    )


def _with_cut(found: dict[str, Any]) -> dict[str, Any]:
    """A report that grows no more, though nobody said that it ended, was cut."""
    if found["state"] == "reading" and datetime.now(UTC) - found["at"] > SILENT:
        return {**found, "state": "cut"}
    return found
