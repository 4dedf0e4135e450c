"""An app that is served for good costs the garbage collector nothing more."""

import gc

from flask import Flask

from chassis.app import spare_collector


def test_what_was_made_for_an_app_that_is_served_is_left_alone_by_the_collector() -> None:
    app = Flask("served")
    spare_collector()
    try:
        assert not any(each is app for each in gc.get_objects())
    finally:
        gc.unfreeze()
