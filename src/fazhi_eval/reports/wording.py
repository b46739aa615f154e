"""Words between a figure and the thing that it counts: which of them belong, and which tell of something else."""

import re

from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.words import shared_words


@kept_patterns
def bracketed() -> re.Pattern[str]:
    """A pair of brackets and what it holds."""
    return re.compile(r"[(][^()]*[)]")


@kept_patterns
def and_so_on() -> re.Pattern[str]:
    """The rest of a list that a figure counts as a whole: 、摄像机等设备, 和讨论会."""
    return re.compile(r"(?:[、和及与][^,:]*)?等|[和及与][^,:、]{1,10}$")


@kept_patterns
def again() -> re.Pattern[str]:
    """What may stand between two quantities of the same thing."""
    return re.compile(
        r"次?|、|[,、]?(?:共|累计|合计|总计)计?|[,、]?(?:现|目前|总数)?(?:已|共)?(?:达到?了?|增至|增加到|增长到|发展到)"
    )


@kept_patterns
def takes_part() -> re.Pattern[str]:
    """What follows the persons at the event told before: 考试4场,2315人参加."""
    return re.compile(r"次?(?:到场)?(?:参加|参与|参训|参会|参考|参学|旁听|听课|听讲|到场|收听|收看|观看|受训|受教育)")


@kept_patterns
def out_of_these() -> re.Pattern[str]:
    """What follows a whole of which parts are told: 审结33件中败诉3件."""
    return re.compile(r"之?中(?![心小央级国共型长])")


@kept_patterns
def names_body() -> re.Pattern[str]:
    """A part that names the body itself, whose own figure it then is: 其中以县政府为被告的29件, 其中局机关63人."""
    return re.compile(r"为被告|本级|[我本][局厅委办]|局机关|本机关")


@kept_patterns
def became() -> re.Pattern[str]:
    """What stands before a figure that goes on with the rate named in the clause before."""
    return re.compile(r"(?:已|也|均)?(?:下?降[至为到]|[上提]?升[至为到]|提高[至到]|达到?了?|保持在?)")


@kept_patterns
def deeds() -> re.Pattern[str]:
    """What was done with a part of the thing named before."""
    return re.compile(r"调整|修改|纠正|整改|发现|移送|督促|责令|退回|约谈|表彰|取消|废止|驳回|新增|查实|挽回|选派")


@kept_patterns
def qualifiers() -> re.Pattern[str]:
    """What may stand between a unit and the thing counted without making it a kind."""
    return re.compile(
        r"(?:的|各类|各级|行政|涉法|全部|其他|有关|相关|新增|专兼职|专、兼职|现有|在册|持证|在岗|我?[省市区县镇乡]属?|[^,]{0,6}"
        r"(?:政府|管委会|部门|单位|街道|乡镇|社区|机关))*\s?"
    )


@kept_patterns
def lead() -> re.Pattern[str]:
    """What may stand right before the thing counted without making it a kind: verbs, adverbs, bodies and places."""
    words = "|".join(sorted({word for words in shared_words().values() for word in words}))
    return re.compile(rf"(?:{words}|[省市区县镇乡村局委办厅司科所站、”\"》)]|\s)$")
