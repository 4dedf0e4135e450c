"""The shapes of a programme: what is proposed, what is planned, what is shown."""

from marshmallow import fields

from chassis.app import Shape
from training.api import shapes
from training.domain.budget import Source
from training.domain.offer import AgeClass, Form, Kind, Mode, Sex
from training.domain.programme import State


class TargetShape(Shape):
    """Whom it is meant for; what is left out, or null, is everybody."""

    sex = shapes.one_of(Sex, allow_none=True)
    age_class = shapes.one_of(AgeClass, allow_none=True)
    note = shapes.text(200)


class InstructorShape(Shape):
    name = shapes.name(required=True)
    partner_id = fields.UUID(allow_none=True)
    former_client = fields.Boolean()


class BudgetLineShape(Shape):
    """Whole rupiah. `in_kind` has `nature` and `worth` in place of money."""

    what = shapes.name(required=True)
    source = shapes.one_of(Source, required=True)
    planned = shapes.rupiah()
    spent = shapes.rupiah()
    nature = shapes.name(allow_none=True)
    worth = shapes.rupiah(allow_none=True)


class BudgetLineAnswer(BudgetLineShape):
    number = fields.Integer()


class Described(Shape):
    """What may be said of a programme by who proposes it. `starts` and `ends` are its days."""

    title = shapes.name()
    kind = shapes.one_of(Kind)
    field = shapes.code()
    form = shapes.one_of(Form)
    mode = shapes.one_of(Mode)
    places = shapes.count(1)
    minimum = shapes.count(1)
    target = fields.Nested(TargetShape)
    partner_ids = fields.List(fields.UUID())
    starts = fields.Date(allow_none=True)
    ends = fields.Date(allow_none=True)
    kecamatan = shapes.Kecamatan(allow_none=True)
    materials = shapes.text()


class NewProgramme(Described):
    title = shapes.name(required=True)
    kind = shapes.one_of(Kind, required=True)
    field = shapes.code(required=True)
    form = shapes.one_of(Form, required=True)
    mode = shapes.one_of(Mode, required=True)
    places = shapes.count(1, required=True)


class ProgrammeChange(Described):
    instructors = fields.List(fields.Nested(InstructorShape))
    budget = fields.List(fields.Nested(BudgetLineShape))
    no_cost = fields.Boolean()


class ProgrammeAnswer(Described):
    """`missing`: what it still needs to be opened. Money is null for who may not see it."""

    id = shapes.ident()
    version = fields.Integer()
    state = shapes.one_of(State)
    proposed_by = fields.String()
    instructors = fields.List(fields.Nested(InstructorShape))
    taken = fields.Integer()
    waiting = fields.Integer()
    warnings = fields.List(fields.String())
    missing = fields.List(fields.String())
    budget = fields.List(fields.Nested(BudgetLineAnswer), allow_none=True)
    no_cost = fields.Boolean(allow_none=True)
    planned = fields.Integer(allow_none=True)
    spent = fields.Integer(allow_none=True)
    worth = fields.Integer(allow_none=True)
    evaluation = fields.String(allow_none=True)
    history = fields.List(fields.Nested(shapes.StepAnswer))


class ProgrammePage(Shape):
    items = fields.List(fields.Nested(ProgrammeAnswer))
    next = fields.String(allow_none=True)


class ProgrammeQuery(shapes.PageQuery):
    state = shapes.one_of(State, load_default=None)
    field = shapes.code(load_default=None)
    partner_id = fields.UUID(load_default=None)


class SpentShape(Shape):
    number = fields.Integer(required=True, strict=True)
    spent = shapes.rupiah(required=True)


class Spending(Shape):
    """What was spent so far, by the number of the line."""

    lines = fields.List(fields.Nested(SpentShape), required=True)


class Evaluation(Shape):
    evaluation = shapes.text(10_000, required=True)


class MoneyAnswer(Shape):
    planned = fields.Integer()
    spent = fields.Integer()
    worth = fields.Integer()


class ReportAnswer(Shape):
    programme_id = shapes.ident()
    participants = fields.Integer()
    women = fields.Integer()
    men = fields.Integer()
    children = fields.Integer()
    completed = fields.Integer()
    certified = fields.Integer()
    turned_away = fields.Integer()
    money = fields.Nested(MoneyAnswer)
    cost_per_participant = fields.Integer(allow_none=True)
    outcomes = fields.Dict(keys=fields.String(), values=fields.Dict())
