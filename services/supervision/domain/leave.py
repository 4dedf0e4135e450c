"""An officer's word that a rule gives way this once: an excuse, a dispensation (R11)."""

from dataclasses import dataclass

from supervision.domain import refusals


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Who allowed it, and why. The reason never leaves the office."""

    reason: str
    by: str


def leave(reason: str, by: str) -> Leave:
    """Leave with a reason; ReasonMissing without one."""
    if not reason.strip():
        raise refusals.ReasonMissing(field="reason")
    return Leave(reason=reason, by=by)
