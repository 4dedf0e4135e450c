"""People: what they would like to learn, what fits them, what training has on record of them."""

from typing import Any
from uuid import UUID

from flask import request
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import fields, validate

from chassis import http
from chassis.app import Shape
from chassis.auth import Role, allow
from training.api import shapes
from training.commands.people import NoteInterests, note_interests
from training.domain.person import Person
from training.questions.matches import (
    AskAbout,
    AskCandidates,
    suggest_candidates,
    suggest_programmes,
)
from training.questions.timeline import timeline

blp = Blueprint("people", __name__, url_prefix="/v1", description="People")


class Interests(Shape):
    fields_ = fields.List(
        shapes.code(),
        required=True,
        data_key="fields",
        attribute="fields",
        validate=validate.Length(max=20),
    )


class InterestsAnswer(Shape):
    person_id = fields.UUID(attribute="id")
    version = fields.Integer()
    fields_ = fields.List(fields.String(), data_key="fields", attribute="interests")


class CandidateAnswer(Shape):
    """`reasons` are codes; points are those of the policy."""

    person_id = fields.UUID(attribute="fit.person_id")
    name = fields.String(allow_none=True)
    kecamatan = fields.String(allow_none=True)
    points = fields.Integer(attribute="fit.points")
    reasons = fields.List(fields.String(), attribute="fit.reasons")


class Candidates(Shape):
    items = fields.List(fields.Nested(CandidateAnswer))


class CandidateQuery(Shape):
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=500))


class SuggestionAnswer(Shape):
    programme_id = fields.UUID()
    title = fields.String()
    field = fields.String()
    starts = fields.Date()
    points = fields.Integer()
    reasons = fields.List(fields.String())


class Suggestions(Shape):
    items = fields.List(fields.Nested(SuggestionAnswer))


class ItemAnswer(Shape):
    at = fields.AwareDateTime()
    on = fields.Date(allow_none=True)
    service = fields.String()
    kind = fields.String()
    actor = fields.String(allow_none=True)
    facts = fields.Dict()
    working = fields.List(fields.Dict(), allow_none=True)


class Timeline(Shape):
    items = fields.List(fields.Nested(ItemAnswer))


def _about(person_id: UUID) -> AskAbout:
    return AskAbout(person_id=person_id, reason=request.headers.get("Pamong-Reason", ""))


@blp.route("/programmes/<uuid:programme_id>/candidates")
class CandidatesView(MethodView):
    @blp.arguments(CandidateQuery, location="query")
    @blp.response(200, Candidates)
    @allow(Role.OFFICER, Role.SUPERVISOR, Role.HEAD, Role.TRAINER)
    def get(self, wanted: dict[str, int], programme_id: UUID) -> Any:
        """Who could join and has not asked, best first, with the reasons."""
        asked = AskCandidates(programme_id=programme_id, **wanted)
        return {"items": http.read(suggest_candidates, asked)}


@blp.route("/persons/<uuid:person_id>/suggestions")
class SuggestionsView(MethodView):
    @blp.response(200, Suggestions)
    @allow(Role.OFFICER, Role.SUPERVISOR, Role.HEAD, Role.TRAINER)
    def get(self, person_id: UUID) -> Any:
        """Open programmes for this person, best first, with the reasons."""
        found = http.read(suggest_programmes, _about(person_id))
        return {
            "items": [
                {
                    "programme_id": programme.id,
                    "title": programme.title,
                    "field": programme.field,
                    "starts": programme.starts,
                    "points": fit.points,
                    "reasons": fit.reasons,
                }
                for fit, programme in found
            ]
        }


@blp.route("/persons/<uuid:person_id>/interests")
class InterestsView(MethodView):
    @blp.arguments(Interests)
    @blp.response(200, InterestsAnswer)
    @allow(Role.OFFICER, Role.TRAINER)
    def put(self, wanted: dict[str, Any], person_id: UUID) -> Person:
        """The fields in which the person would like to be trained."""
        order = NoteInterests(
            person_id=person_id, version=http.if_match(), fields=tuple(wanted["fields"])
        )
        return http.with_version(http.transact(note_interests, order))


@blp.route("/persons/<uuid:person_id>/timeline")
class TimelineView(MethodView):
    @blp.response(200, Timeline)
    @allow(Role.OFFICER, Role.SUPERVISOR, Role.HEAD, Role.TRAINER, Role.SERVICE)
    def get(self, person_id: UUID) -> Any:
        """What training has on record of the person, oldest first."""
        return {"items": http.read(timeline, _about(person_id))}
