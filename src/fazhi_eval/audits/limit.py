"""A limit of time for one call, in whatever thread it runs."""

import ctypes
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class TooLate(BaseException):
    """The time is over. No Exception, so that nothing on the way takes it for an error of its own."""


def within(seconds: float, call: Callable[[], T]) -> T:
    """``call()``, or TooLate once it has taken longer than ``seconds``.

    Unlike a signal this works in threads and on every system. It stops Python code at its next step; code in C that
    does not come back is not stopped (`fazhi_eval.audits.pool` ends the process then).
    """
    thread = threading.get_ident()
    lock = threading.Lock()
    over = False

    def stop() -> None:
        with lock:
            if not over:
                _raise(thread, TooLate)

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        return call()
    finally:
        timer.cancel()
        with lock:
            over = True
        _raise(thread, None)  # one that was sent and has not come yet must not strike what follows


def _raise(thread: int, error: type[BaseException] | None) -> None:
    what = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)
