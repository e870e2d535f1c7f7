"""The demo file: an invented facility with people in every state, for a first look and for the tour.

Everything goes through the same actions as a user's work; who and what is data (`resources/demo/demo.json`).
"""

from ssu_desktop.actions.demo.facility import LOGIN, PASSWORD, make_demo

__all__ = ["LOGIN", "PASSWORD", "make_demo"]
