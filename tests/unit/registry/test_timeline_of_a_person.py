"""What happened, in order, without a word about the person (R38)."""

import msgspec
from register_builders import OFFICE, a_person, an_act, an_order, back, suspended

from chassis.ids import new_id
from registry.domain.order_sentence import revoked
from registry.domain.proposal import Outcome, Proposal
from registry.domain.served_time import Why
from registry.domain.timeline import timeline


def test_a_history_is_told_oldest_first_with_the_working_of_its_dates():
    person = a_person()
    person, _ = person.corrected({"phone": "+6281200012201"}, {}, act=an_act("2021-11-01"))
    order, _ = revoked(back(suspended(an_order(person=person))), ())
    lines = timeline(person, [order], [])
    assert [each.kind for each in lines] == [
        "handover_received",
        "order_registered",
        "person_changed",
        "order_suspended",
        "order_revoked",
    ]
    assert lines[-1].facts["expiry"] == "2022-08-10"
    assert Why.GAP in {each.why for each in lines[-1].working or ()}


def test_a_proposal_and_its_rejection_are_told():
    order = an_order()
    proposal = Proposal(
        id=new_id(),
        office_id=OFFICE,
        order_id=order.id,
        person_id=order.person_id,
        grounds="K2",
        proposed_by="officer",
        received_at=an_act("2021-12-05").at,
    )
    act = an_act("2021-12-06", by="head")
    decided, _ = proposal.decide(
        Outcome.REJECTED, on=act.today, reason="sakit", decree_number=None, act=act
    )
    lines = timeline(a_person(), [], [decided])
    assert [(each.kind, each.actor) for each in lines] == [
        ("revocation_proposed", "officer"),
        ("proposal_rejected", "head"),
    ]


def test_no_line_says_who_it_is_or_what_somebody_wrote():
    person = a_person(phone="+6281200012201")
    order = suspended(an_order(person=person), reason="sakit keras")
    text = msgspec.json.encode(timeline(person, [order], [])).decode()
    for personal in ("Slamet", "3175", "8120", "1987", "sakit"):
        assert personal not in text
