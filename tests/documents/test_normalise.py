"""Folding keeps the length, is idempotent, and gives one form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_eval.documents.normalise import fold

ODD = "，；：（）％！？．０９ＡｚＱ～\u3000\u00a0\u2003\u200b\ufeff\t\r\n\v\f\x85\u2028\u2029○〇一二、。“”《》〔〕"


@given(st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters()), max_size=200))
def test_keeps_the_length_and_is_idempotent(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.characters())
def test_touches_only_what_it_says(char: str) -> None:
    if fold(char) != char:
        blank = unicodedata.category(char) in ("Zs", "Zl", "Zp", "Cc", "Cf")
        assert blank or char in ODD or 0xFF01 <= ord(char) <= 0xFF5E


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("（一）办理８３件，占９８．５％；Ａ类：", "(一)办理83件,占98.5%;A类:"),
        ("“三项制度”、《纲要》。", "“三项制度”、《纲要》。"),
        ("二○二三年\u3000一月\xa0五日", "二〇二三年 一月 五日"),
        ("一\r\n二\r三\n四\u2028五", "一 \n二\n三\n四\n五"),
        ("\ufeff一\u200b二\t三", " 一 二 三"),
    ],
)
def test_one_form(text: str, folded: str) -> None:
    assert fold(text) == folded
