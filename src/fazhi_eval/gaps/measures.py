"""Measurable commitments told from general ones: a figure, a date, who is to do it."""

import re
from functools import cache

from fazhi_eval.built import built
from fazhi_eval.documents.normalise import fold
from fazhi_eval.evaluation.years import Measures

_UNIT = "个百分点|人次|批次|课时|小时|万元|场次|[%‰次场期件个名人家项部批份条处所支篇节户]"
_FIGURE = (
    rf"(?:\d[\d,.]*(?:[-~至]\d[\d.]*)?[余多]?万?(?:{_UNIT})(?:以上)?"
    # numerals in characters are figures only after a word that counts: 一支队伍 and 三项制度 are none
    rf"|(?:至少|不少于|不低于|超过|力争|达到?|完成|举办|开展|组织|新增|培训|建成|每[年月周季]度?)[^,;。、]{{0,3}}?"
    rf"[一二两三四五六七八九十百]+[余多]?(?:{_UNIT})(?!制度|行动))"
)
_DATE = (
    r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?(?:底|上旬|中旬|下旬|份)?(?:之?前)?|(?:20\d\d年|今年|明年|年)?(?:年底|年末|年内)(?:之?前)?"
    r"|20\d\d年(?:底|内|末)?(?:之?前)|[上下]半年|第?[一二三四1-4]季度|每(?:半年|季度|年|月|周)|按(?:季度?|月|年度)"
)
_WHO = r"(?:责任|牵头|配合|主办)(?:单位|部门|处室|科室|领导|人)[:为]?[^,;。)\s]{2,30}|由[^,;。)\s]{2,20}?(?:牵头|负责)"


def measures_of(text: str) -> Measures:
    """The figures, dates and persons that a commitment names, as written; all empty for a general one."""
    folded = fold(text)
    return built(
        Measures,
        {
            name: tuple(dict.fromkeys(text[slice(*match.span())] for match in pattern.finditer(folded)))
            for name, pattern in _patterns().items()
        },
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {"figures": re.compile(_FIGURE), "dates": re.compile(_DATE), "who": re.compile(_WHO)}
