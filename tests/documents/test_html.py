"""Web pages: the report and its title and date lines, without the page's furniture."""

import pytest

from fazhi_eval.documents.decode import decode
from fazhi_eval.documents.html import declared_encoding, html_text
from fazhi_eval.errors import InputError

SENTENCES = [
    "2023年，青禾区司法局认真履行职责，全年办理行政复议案件12件。",
    "一、主要工作",
    "开展普法活动30场，参加人员2000人次，发放材料5000份。",
    "二、存在的不足",
    "执法人员的能力还不够强，培训的形式不够多样。",
]
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
LINKS = "".join(f"<li><a href='/{number}'>栏目{number}</a></li>" for number in range(40))


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def read(body: str, head: str = "") -> list[str]:
    return html_text(page(body, head), "page").split("\n")


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        f"<div>{BODY}</div>",
        f"<ul>{LINKS}</ul><div class='detail'>{BODY}</div><ul>{LINKS}</ul>",
        f"<form id='aspnetForm'><input type='hidden' value='甲，乙。'><div>{BODY}</div></form>",
        f"<div class='print-content'>{BODY}</div><div class='print-btn'>打印</div>",
        f"<div id='share'>{BODY}</div><div id='share-box'>分享到微信</div>",
        f"<nav>{LINKS}</nav><main><article>{BODY}</article><aside>相关，相关。</aside></main><footer>版权，所有。</footer>",
        f"<table><tr><td>{LINKS}</td><td><table><tr><td>{BODY}</td></tr></table></td></tr></table>",
        f"<div style='display: none'>隐藏，办理999件。</div><div hidden>隐藏。</div>{BODY}",
        f"<script>var a = '甲，乙。'</script><style>p {{}}</style><noscript>请启用脚本，谢谢。</noscript>{BODY}",
        "<div>" + "<br/>".join(SENTENCES) + "</div>",
        "<pre>" + "\n".join(SENTENCES) + "</pre>",
        "".join(f"<p><span><font>&nbsp;&emsp;　{s[:5]}</font></span><span>{s[5:]}</span></p>\n" for s in SENTENCES),
        "".join(f"<div>{s}</div>" for s in SENTENCES),
        BODY.replace("</p>", ""),
    ],
)
def test_body_in_many_shapes(body: str) -> None:
    lines = read(body)
    assert [line for line in lines if not line.startswith("栏目")] == SENTENCES


def test_source_line_breaks_inside_a_sentence_are_none() -> None:
    body = "<p>全年办理行政\n      复议案件12\n 件，无\n一败诉。</p>"
    assert read(body) == ["全年办理行政复议案件12 件，无一败诉。"]


def test_numbers_split_by_tags_stay_whole() -> None:
    assert read("<p>全年办理<span>1</span><span>035</span>件，办结<b>98</b>.<i>5</i>%。</p>") == [
        "全年办理1035件，办结98.5%。"
    ]


def test_title_and_labels_outside_the_body_are_kept_with_what_the_head_tells() -> None:
    head = (
        "<title>青禾区司法局2023年报告_青禾区人民政府</title><meta name='PubDate' content='2024-01-20 08:00'>"
        "<meta name='ColumnName' content='法治建设'><meta property='article:published_time' content='2024-01-20'>"
    )
    furniture = f"<div class='nav'><ul>{LINKS}</ul></div>" + "<div class='list'>" + "<a>其他链接</a>" * 80 + "</div>"
    info = "<div class='info'><span>来源：司法局</span><span>浏览次数：3</span></div>"
    body = f"{furniture}<h1>青禾区司法局2023年报告</h1>{info}{BODY}"
    lines = read(body, head)
    assert lines[0] == "发布日期: 2024-01-20 08:00"
    assert "栏目: 法治建设" in lines
    assert "青禾区司法局2023年报告" in lines
    assert "来源：司法局 浏览次数：3" in lines
    assert lines[-len(SENTENCES) :] == SENTENCES


def test_what_the_page_shows_goes_before_what_its_head_tells() -> None:
    head = "<meta name='PubDate' content='2024-03-01'>"
    lines = read(f"<p>发布日期：2024-01-20</p>{BODY}", head)
    assert lines[0] == "发布日期：2024-01-20"
    assert "2024-03-01" not in "".join(lines)


def test_cells_of_data_are_parted_by_tabs_and_cells_of_layout_by_lines() -> None:
    heads = "<tr><th>指标</th><th>数量</th></tr>"
    rows = "<tr><td><p>行政处罚</p><p>（件）</p></td><td>30</td></tr><tr><td></td><td>5</td></tr>"
    assert read(f"{BODY}<table>{heads}{rows}</table>")[-3:] == ["指标\t数量", "行政处罚（件）\t30", "5"]
    assert read(f"<table><tr><td>{BODY}</td><td>旁注</td></tr></table>") == [*SENTENCES, "旁注"]


@pytest.mark.parametrize(
    "body", ["", "<script>甲，乙。</script>", "<div style='display:none'>甲。</div>", "<nav>甲，乙。</nav>"]
)
def test_a_page_without_text_is_told(body: str) -> None:
    with pytest.raises(InputError):
        read(body)


@pytest.mark.parametrize(
    ("meta", "encoding"),
    [
        ('<meta charset="gbk">', "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb18030"),
        ("", "gb18030"),
        ('<meta charset="gb2312">', "utf-8"),  # pages that declare what they are not
        ('<meta charset="utf-8">', "gb18030"),
        ('<meta charset="big5">', "utf-8"),
    ],
)
def test_encoding_is_found_before_parsing(meta: str, encoding: str) -> None:
    raw = page(BODY, meta).encode(encoding)
    assert decode(raw, "page", declared_encoding(raw)) == (page(BODY, meta), encoding)


def test_a_page_that_nests_without_end_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read("<table><tr><td>" * 20_000 + BODY)
    assert caught.value.problems[0].code == "documents.nested"
    assert read("<div>" * 300 + BODY + "</div>" * 300) == SENTENCES
