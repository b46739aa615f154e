"""Where a page has two columns of running text, and where it only looks so."""

import pytest

from fazhi_eval.documents.pdfcolumns import Gutter, in_columns
from fazhi_eval.documents.pdflines import Line

EM, WIDTH = 12.0, 228.0
LEFT, RIGHT = 60.0, 310.0


def line(text: str, left: float, bottom: float, width: float = WIDTH) -> Line:
    return Line(text, 0, left, left + width, bottom, EM)


def column(name: str, left: float, count: int = 12, top: float = 700) -> list[Line]:
    return [line(f"{name}{at}", left, top - 18 * at) for at in range(count)]


def read(lines: list[Line], known: Gutter | None = None, halves: list[Line] | None = None) -> list[str]:
    return [line.text for line in in_columns(lines, halves or [], known)[0]]


def names(*lines: list[Line]) -> list[str]:
    return [line.text for part in lines for line in part]


A, B = column("a", LEFT), column("b", RIGHT)


def test_left_column_first_whatever_the_order_of_the_file() -> None:
    assert read(B + A) == names(A, B)


def test_columns_count_from_their_own_edge() -> None:
    lines, gutter = in_columns(A + B, [], None)
    assert {(line.left, line.right, line.narrow) for line in lines} == {(0.0, WIDTH, True)}
    assert gutter is not None and A[0].right < gutter.middle < B[0].left


def test_lines_across_part_a_page_into_stretches() -> None:
    lower = column("c", LEFT, top=400), column("d", RIGHT, top=400)
    title, between = line("title", 100, 740, 400), line("between", 100, 440, 400)
    page = [*A, *lower[0], *B, *lower[1], between, title]
    assert read(page) == names([title], A, B, [between], *lower)
    assert not in_columns(page, [], None)[0][0].narrow


def test_cells_that_take_turns_are_a_table() -> None:
    turns = A[:6] + B[:6] + A[6:] + B[6:]
    assert read(turns) == names(turns)


@pytest.mark.parametrize(
    "page",
    [
        A + column("b", RIGHT)[:3],
        A + [line(f"b{at}", 310, 700 - 18 * at, 60) for at in range(12)],
        [line(f"row{at}", 60, 700 - 18 * at, 478) for at in range(30)],
        A + B + [line(f"across{at}", 60, 400 - 18 * at, 478) for at in range(12)],
    ],
    ids=["a few lines on the right", "short cells on the right", "one column", "much across"],
)
def test_no_columns(page: list[Line]) -> None:
    assert in_columns(page, [], None) == (page, None)


def test_a_gutter_that_is_known_serves_a_page_with_little_on_it() -> None:
    gutter = in_columns(A + B, [], None)[1]
    short = column("b", RIGHT)[:3]
    assert read(short + A, gutter) == names(A, short)


def rows(gap: float) -> list[Line]:
    bottoms = [700 - 18 * at - gap * (at // 3) for at in range(12)]
    return [line(f"{name}{at}", left, bottoms[at]) for at in range(12) for name, left in (("a", LEFT), ("b", RIGHT))]


def test_lines_side_by_side_are_cut_unless_rows_stand_apart() -> None:
    whole = [line("whole", LEFT, 700 - 18 * at, 478) for at in range(12)]
    assert read(whole, halves=rows(0)) == names(A, B)
    assert read(whole, halves=rows(20)) == names(whole)


def test_cells_of_unequal_length_are_a_table() -> None:
    whole = [line("whole", LEFT, 700 - 18 * at, 478) for at in range(12)]
    uneven = [half for half in rows(0) if half.text not in ("b2", "b5", "b8")]
    assert read(whole, halves=uneven) == names(whole)
