"""Subscriptions as the office has them: proposed, approved by the head, given access, ended."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from flask_smorest import Blueprint

from agencies.access import Access, give_to
from agencies.api import shapes
from agencies.commands import (
    Approve,
    End,
    Propose,
    approve_subscription,
    end_subscription,
    give_access,
    propose_subscription,
)
from agencies.domain.subscription import Subscription
from agencies.questions import AskList, list_subscriptions, show_subscription
from chassis import http
from chassis.auth import Role, allow
from chassis.common import runtime

blp = Blueprint(
    "subscriptions", __name__, url_prefix="/v1/subscriptions", description="Who is told of what"
)
READERS = (Role.HEAD, Role.SUPERVISOR, Role.OPERATOR, Role.SERVICE)


@blp.route("")
class SubscriptionsView(MethodView):
    @blp.arguments(shapes.SubscriptionQuery, location="query")
    @blp.response(200, shapes.SubscriptionPage)
    @allow(*READERS)
    def get(self, wanted: dict[str, Any]) -> Any:
        """All of the office, those that have ended too, in the order of their proposals."""
        limit = wanted.pop("limit")
        found = http.read(list_subscriptions, AskList(limit=limit + 1, **wanted))
        shown = found[:limit]
        return {"items": shown, "next": str(shown[-1].id) if len(found) > limit else None}

    @blp.arguments(shapes.NewSubscription)
    @blp.response(201, shapes.SubscriptionAnswer)
    @allow(Role.OPERATOR, Role.HEAD)
    def post(self, wanted: dict[str, Any]) -> Subscription:
        """Propose that an agency be told; nothing flows before a head of office approves it."""
        order = Propose(**{**wanted, "events": tuple(wanted["events"])})
        return http.with_version(http.transact(propose_subscription, order))


@blp.route("/<uuid:subscription_id>")
class SubscriptionView(MethodView):
    @blp.response(200, shapes.SubscriptionAnswer)
    @allow(*READERS)
    def get(self, subscription_id: UUID) -> Subscription:
        """A subscription."""
        return http.with_version(http.read(show_subscription, subscription_id))


@blp.route("/<uuid:subscription_id>/approval")
class ApprovalView(MethodView):
    @blp.response(200, shapes.SubscriptionAnswer)
    @allow(Role.HEAD)
    def post(self, subscription_id: UUID) -> Subscription:
        """Let it begin, now. Nobody approves what he proposed."""
        order = Approve(subscription_id=subscription_id, version=http.if_match())
        return http.with_version(http.transact(approve_subscription, order))


@blp.route("/<uuid:subscription_id>/end")
class EndView(MethodView):
    @blp.arguments(shapes.EndGiven)
    @blp.response(200, shapes.SubscriptionAnswer)
    @allow(Role.HEAD, Role.OPERATOR)
    def post(self, given: dict[str, Any], subscription_id: UUID) -> Subscription:
        """End it for good; account, queue and connections are taken back within seconds."""
        order = End(subscription_id=subscription_id, version=http.if_match(), **given)
        return http.with_version(http.transact(end_subscription, order))


@blp.route("/<uuid:subscription_id>/access")
class AccessView(MethodView):
    @blp.arguments(shapes.AccessWanted)
    @blp.response(200, shapes.AccessAnswer)
    @allow(Role.OPERATOR)
    def post(self, given: dict[str, Any], subscription_id: UUID) -> Access:
        """What the agency reads with, shown this once; asking again makes a new password.

        It may be given before the approval: there is nothing to read until then.
        """
        subscription = http.transact(give_access, subscription_id)
        return give_to(runtime(), subscription, renew=given["renew"])
