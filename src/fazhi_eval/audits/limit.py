"""A limit of time for one call, in whatever thread it runs."""

import ctypes
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_STEPS = 1000
"""more than enough for an exception that was sent to come"""


class TooLate(BaseException):
    """The time is over. No Exception, so that nothing on the way takes it for an error of its own."""


def within(seconds: float, call: Callable[[], T]) -> T:
    """``call()``, or TooLate once it has taken longer than ``seconds``.

    Unlike a signal this works in threads and on every system. It stops Python code at its next step; code in C that
    does not come back is not stopped (`fazhi_eval.audits.pool` ends the process then).
    """
    thread = threading.get_ident()
    lock = threading.Lock()
    over = sent = False

    def stop() -> None:
        nonlocal sent
        with lock:
            if not over:
                sent = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooLate))

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        return call()
    finally:
        timer.cancel()
        with lock:
            over = True
        # one that was sent and has not come yet comes here and does not strike what follows; to withdraw it would
        # leave the interpreter looking for it at every step (as of CPython 3.11)
        for _ in range(_STEPS if sent else 0):
            pass
