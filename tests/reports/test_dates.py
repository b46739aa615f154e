"""Dates in every form, also with lost characters."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_eval.documents.normalise import fold
from fazhi_eval.reports.layout.dates import find_dates

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-01-19", "2022-01-19"),
        ("2022年1月5日", "2022-01-05"),
        ("2022 年 1 月 5 日", "2022-01-05"),
        ("2022年01月05日", "2022-01-05"),
        ("2022/03/29 11:30", "2022-03-29"),
        ("2022.3.9", "2022-03-09"),
        ("２０２２年１月５日", "2022-01-05"),
        ("二〇二二年一月五日", "2022-01-05"),
        ("二○二一年十二月三十一日", "2021-12-31"),
        ("二零二三年十月二十日", "2023-10-20"),
        ("二〇二三年二月廿八日", "2023-02-28"),
        ("20211231日", "2021-12-31"),
        ("2021727日", "2021-07-27"),
        ("2021年727日", "2021-07-27"),
        ("20221月5日", "2022-01-05"),
        ("202215日", "2022-01-05"),
    ],
)
def test_one_reading(text: str, day: str) -> None:
    (found,) = find_dates(fold(text))
    assert found.value == date.fromisoformat(day)
    assert found.readings == (found.value,)


def test_a_date_with_two_readings_has_no_value() -> None:
    (found,) = find_dates("截至2021111日")
    assert found.value is None
    assert found.readings == (date(2021, 1, 11), date(2021, 11, 1))


@pytest.mark.parametrize(
    "text", ["2021年13月5日", "2022-02-30", "131日", "2021年度", "1.2022.3", "2021-2025年", "2021年5月", "20219999日"]
)
def test_no_date(text: str) -> None:
    assert list(find_dates(text)) == []


@given(DAYS)
def test_every_day_reads_back(day: date) -> None:
    plain = f"{day.year}年{day.month}月{day.day}日"
    assert [found.value for found in find_dates(plain)] == [day]
    assert [found.value for found in find_dates(day.isoformat())] == [day]


@given(DAYS)
def test_lost_characters_never_give_a_wrong_day(day: date) -> None:
    (found,) = find_dates(f"{day.year}{day.month}{day.day}日")
    assert day in found.readings
    assert found.value in (day, None)


@given(DAYS, st.integers(1, 400))
def test_the_place_is_that_of_the_date(day: date, days: int) -> None:
    other = day + timedelta(days)
    text = f"自{day.isoformat()}起，至{other.year}年{other.month}月{other.day}日止。"
    assert [text[found.start : found.end] for found in find_dates(text)] == [
        day.isoformat(),
        f"{other.year}年{other.month}月{other.day}日",
    ]
