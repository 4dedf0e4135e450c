"""Programmes: proposed by officers, planned by trainers, shown to the office."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint

from chassis import http
from chassis.auth import Role, allow
from training.api import programme_shapes as shaped
from training.api.orders import changes, flat, order, page_of
from training.api.shapes import STAFF
from training.commands.after import RecordSpending, record_spending
from training.commands.programmes import (
    ChangeProgramme,
    ProposeProgramme,
    change_programme,
    propose_programme,
)
from training.domain.budget import sums
from training.domain.programme import Programme
from training.questions.programmes import (
    ListProgrammes,
    Report,
    Shown,
    list_programmes,
    report_programme,
    show_programme,
)

blp = Blueprint("programmes", __name__, url_prefix="/v1/programmes", description="Programmes")
SEE_MONEY = frozenset({Role.SUPERVISOR, Role.HEAD, Role.TRAINER, Role.REGIONAL, Role.SERVICE})


def answer(shown: Shown) -> dict[str, Any]:
    """A programme as the caller may see it."""
    programme, roll, money = shown.programme, shown.roll, sums(shown.programme.budget)
    lines = [flat(each, number=n) for n, each in enumerate(programme.budget, start=1)]
    described = flat(
        programme,
        taken=len(roll.accepted) if roll else 0,
        waiting=len(roll.waiting) if roll else 0,
        warnings=shown.flags,
        missing=shown.missing,
    )
    paid: dict[str, Any] = {"planned": money.planned, "spent": money.spent, "worth": money.worth}
    paid |= {"budget": lines, "no_cost": programme.no_cost}
    may_see = bool(http.caller().roles & SEE_MONEY)
    return described | (paid if may_see else dict.fromkeys(paid))


def answer_of(programme_id: UUID) -> dict[str, Any]:
    """The programme as it is now, its version as the ETag."""
    shown = http.read(show_programme, programme_id)
    http.with_version(shown.programme)
    return answer(shown)


@blp.route("")
class ProgrammesView(MethodView):
    @blp.arguments(shaped.ProgrammeQuery, location="query")
    @blp.response(200, shaped.ProgrammePage)
    @allow(*STAFF)
    def get(self, wanted: dict[str, Any]) -> Any:
        """Programmes in the order of their proposal."""
        asked = order(ListProgrammes, wanted, page=flat(page_of(wanted)))
        found = http.read(list_programmes, asked)
        shown = found[: wanted["limit"]]
        more = len(found) > len(shown)
        return {
            "items": [answer(each) for each in shown],
            "next": str(shown[-1].programme.id) if more else None,
        }

    @blp.arguments(shaped.NewProgramme)
    @blp.response(201, shaped.ProgrammeAnswer)
    @allow(Role.OFFICER, Role.TRAINER)
    def post(self, wanted: dict[str, Any]) -> Any:
        """Propose a programme; dates and partners may be left to the trainer."""
        return answer_of(http.transact(propose_programme, order(ProposeProgramme, wanted)).id)


@blp.route("/<uuid:programme_id>")
class ProgrammeView(MethodView):
    @blp.response(200, shaped.ProgrammeAnswer)
    @allow(*STAFF)
    def get(self, programme_id: UUID) -> Any:
        """A programme with its places, and what it lacks to be opened."""
        return answer_of(programme_id)

    @blp.arguments(shaped.ProgrammeChange)
    @blp.response(200, shaped.ProgrammeAnswer)
    @allow(Role.TRAINER)
    def patch(self, wanted: dict[str, Any], programme_id: UUID) -> Any:
        """Plan it: a proposal with dates and an answer about money is `planned`.

        Lists are replaced as a whole. After approval only arrangements change: instructors,
        materials, kecamatan and the number of places.
        """
        change = ChangeProgramme(
            programme_id=programme_id,
            version=http.if_match(),
            changes=changes(Programme, wanted),
        )
        return answer_of(http.transact(change_programme, change).id)


@blp.route("/<uuid:programme_id>/spending")
class SpendingView(MethodView):
    @blp.arguments(shaped.Spending)
    @blp.response(200, shaped.ProgrammeAnswer)
    @allow(Role.TRAINER)
    def put(self, wanted: dict[str, Any], programme_id: UUID) -> Any:
        """What was spent so far on lines of the budget."""
        spending = RecordSpending(
            programme_id=programme_id,
            version=http.if_match(),
            spent={each["number"]: each["spent"] for each in wanted["lines"]},
        )
        return answer_of(http.transact(record_spending, spending).id)


@blp.route("/<uuid:programme_id>/report")
class ReportView(MethodView):
    @blp.response(200, shaped.ReportAnswer)
    @allow(Role.SUPERVISOR, Role.HEAD, Role.TRAINER, Role.REGIONAL, Role.SERVICE)
    def get(self, programme_id: UUID) -> Report:
        """What it cost and what it brought, in figures without persons."""
        return http.read(report_programme, programme_id)
