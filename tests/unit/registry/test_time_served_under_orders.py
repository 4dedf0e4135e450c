"""What a revocation costs, and what comes back when it is annulled (R17)."""

from register_builders import an_act, an_order, back, day, suspended

from registry.domain.order_sentence import dated, reckoning_of, revoked, sentence_of
from registry.domain.schemes import Scheme
from registry.domain.sentence import Term
from registry.domain.served_time import Why, reckon


def test_the_worked_example_comes_out_as_counted_by_hand():
    order, told = revoked(back(suspended(an_order())), ())
    assert order.expiry == day("2022-08-10")
    assert (told.revoked_on, told.re_entry) == (day("2021-12-06"), day("2021-12-08"))
    assert (told.not_counted_days, told.expiry) == (51, day("2022-08-10"))
    found = reckon(sentence_of(order, ()))
    assert found.two_thirds == day("2022-02-09")
    assert found.half == day("2021-09-20")
    lost = {each.why: each.days for each in found.working}
    assert (lost[Why.REVOKED], lost[Why.GAP]) == (49, 2)


def test_while_the_client_is_away_the_end_is_not_known():
    assert dated(suspended(an_order()), ()).expiry is None


def test_an_annulled_suspension_brings_the_old_dates_back():
    order = an_order()
    reinstated, _ = suspended(order).reinstate(
        on=day("2021-12-09"), reason="x", act=an_act("2021-12-09")
    )
    assert dated(reinstated, ()).expiry == dated(order, ()).expiry == day("2022-06-20")


def test_an_earlier_order_of_the_same_detention_costs_its_days_too():
    first = back(suspended(an_order()))
    second = an_order(scheme=Scheme.CB, start="2022-01-10", end="2022-08-10", decree="CB-1")
    assert dated(second, [first]).expiry == day("2022-08-10")
    lost = back(suspended(second, "2022-01-15"), "2022-01-20")
    assert revoked(lost, [first, second])[1].not_counted_days == 61


def test_an_order_of_another_detention_costs_nothing():
    first = back(suspended(an_order(detained="2019-12-20")))
    assert dated(an_order(), [first]).expiry == day("2022-06-20")


def test_a_term_that_nobody_could_read_is_taken_from_the_stated_end():
    assert dated(an_order(term=None), ()).expiry == day("2022-06-20")


def test_papers_that_contradict_themselves_do_not_keep_a_return_from_the_register():
    order = an_order(detained="2021-11-01", term=Term(years=1))
    assert reckoning_of(order, ()) is None
    _, told = revoked(back(suspended(order)), ())
    assert (told.not_counted_days, told.expiry) == (51, None)
