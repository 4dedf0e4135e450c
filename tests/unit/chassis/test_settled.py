"""An app that is served for good costs the garbage collector nothing more."""

import gc

from flask import Flask

from chassis.app import settle


def test_what_was_made_for_a_settled_app_is_left_alone_by_the_collector() -> None:
    app = settle(Flask("settled"))
    try:
        assert not any(each is app for each in gc.get_objects())
    finally:
        gc.unfreeze()
