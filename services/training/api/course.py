"""The steps of a programme, each a resource of its own to post to."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint

from chassis import http
from chassis.auth import Role, allow
from training.api.programme_shapes import Evaluation, ProgrammeAnswer
from training.api.programmes import answer_of
from training.api.shapes import Reason
from training.commands import course
from training.commands.after import EvaluateProgramme, evaluate_programme
from training.commands.programmes import OnProgramme, approve_programme
from training.domain.programme import Programme
from training.store import Unit

blp = Blueprint("course", __name__, url_prefix="/v1/programmes", description="Course")


def _step(command: Callable[[Unit, OnProgramme], Programme], programme_id: UUID) -> Any:
    order = OnProgramme(programme_id=programme_id, version=http.if_match())
    return answer_of(http.transact(command, order).id)


def _step_with_reason(
    command: Callable[[Unit, course.WithReason], Programme],
    programme_id: UUID,
    wanted: dict[str, str],
) -> Any:
    order = course.WithReason(programme_id=programme_id, version=http.if_match(), **wanted)
    return answer_of(http.transact(command, order).id)


@blp.route("/<uuid:programme_id>/approval")
class ApprovalView(MethodView):
    @blp.response(200, ProgrammeAnswer)
    @allow(Role.HEAD)
    def post(self, programme_id: UUID) -> Any:
        """The head of office approves what somebody else proposed."""
        return _step(approve_programme, programme_id)


@blp.route("/<uuid:programme_id>/opening")
class OpeningView(MethodView):
    @blp.response(200, ProgrammeAnswer)
    @allow(Role.TRAINER)
    def post(self, programme_id: UUID) -> Any:
        """Let clients enrol, once nothing is missing."""
        return _step(course.open_programme, programme_id)


@blp.route("/<uuid:programme_id>/closing")
class ClosingView(MethodView):
    @blp.response(200, ProgrammeAnswer)
    @allow(Role.TRAINER)
    def post(self, programme_id: UUID) -> Any:
        """Nobody enrols any more; too few participants are a warning."""
        return _step(course.close_enrolment, programme_id)


@blp.route("/<uuid:programme_id>/completion")
class CompletionView(MethodView):
    @blp.response(200, ProgrammeAnswer)
    @allow(Role.TRAINER)
    def post(self, programme_id: UUID) -> Any:
        """All sessions are held and recorded: who attended enough has completed it."""
        return _step(course.complete_programme, programme_id)


@blp.route("/<uuid:programme_id>/evaluation")
class EvaluationView(MethodView):
    @blp.arguments(Evaluation)
    @blp.response(200, ProgrammeAnswer)
    @allow(Role.TRAINER)
    def post(self, wanted: dict[str, str], programme_id: UUID) -> Any:
        """What the office learnt of it."""
        order = EvaluateProgramme(programme_id=programme_id, version=http.if_match(), **wanted)
        return answer_of(http.transact(evaluate_programme, order).id)


@blp.route("/<uuid:programme_id>/postponement")
class PostponementView(MethodView):
    @blp.arguments(Reason)
    @blp.response(200, ProgrammeAnswer)
    @allow(Role.TRAINER, Role.HEAD)
    def post(self, wanted: dict[str, str], programme_id: UUID) -> Any:
        """Back to planning: its sessions are cancelled, who has a place keeps it."""
        return _step_with_reason(course.postpone_programme, programme_id, wanted)


@blp.route("/<uuid:programme_id>/cancellation")
class CancellationView(MethodView):
    @blp.arguments(Reason)
    @blp.response(200, ProgrammeAnswer)
    @allow(Role.TRAINER, Role.HEAD)
    def post(self, wanted: dict[str, str], programme_id: UUID) -> Any:
        """It does not take place; all who have a place or wait for one lose it."""
        return _step_with_reason(course.cancel_programme, programme_id, wanted)
