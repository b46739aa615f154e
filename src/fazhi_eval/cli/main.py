"""``fazhi-eval``: a thin shell over the library. What a command needs is imported when it runs."""

import atexit
import gc
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from fazhi_eval.cli.arguments import language, read_arguments
from fazhi_eval.errors import FazhiError


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command line (``sys.argv`` unless given) and return its exit code (see README).

    Results go to standard output, errors to standard error; both are UTF-8 whatever the locale says.
    """
    # loading makes tens of thousands of objects that stay: looking through them again and again costs a fifth of a run
    gc.set_threshold(1_000_000, 20, 20)
    atexit.register(gc.freeze)  # and a tenth to take them apart at the end of the process, which frees them anyway
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    argv = sys.argv[1:] if argv is None else argv
    lang = language(argv)
    try:
        return _command(argv)
    except FazhiError as error:
        print(error.render(lang), file=sys.stderr)
        return error.exit_code
    except SystemExit as exit:  # --help and --version
        return exit.code if isinstance(exit.code, int) else 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from fazhi_eval.messages import text

        print(text("cli.internal", lang, found=f"{type(error).__name__}: {error}"), file=sys.stderr)
        import traceback

        traceback.print_exc()
        return FazhiError.exit_code


def _command(argv: Sequence[str]) -> int:
    values = read_arguments(argv)
    commands: dict[str, Callable[[Namespace], int]]
    if values.command in ("check", "extract", "validate"):
        from fazhi_eval.cli import files

        commands = {"check": files.check, "extract": files.extract, "validate": files.validate}
    elif values.command == "audit":
        from fazhi_eval.cli import audit

        commands = {"audit": audit.audit}
    elif values.command == "compare" or getattr(values, "report", None) is not None:
        from fazhi_eval.cli import compare

        commands = {"compare": compare.compare, "explain": compare.explain}
    else:
        from fazhi_eval.cli import catalogue

        commands = {
            "explain": catalogue.explain,
            "list": catalogue.listing,
            "lint": catalogue.lint,
            "schema": catalogue.schema,
            "new": catalogue.new,
        }
    return commands[values.command](values)


if __name__ == "__main__":
    sys.exit(run())
