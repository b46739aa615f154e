"""Banners, labels and footers stand outside the body; the report stands inside."""

import pytest

from fazhi_eval.documents.build import document_from_text

TEXT = """2023年，青禾区司法局认真履行职责，依法办理复议案件12件。
一、主要工作
开展普法活动30场，通过微信公众号发布文章40篇。
"""
SIGNED = f"{TEXT}特此报告。\n\n青禾区司法局\n2024年1月15日"


def body(text: str) -> str:
    document = document_from_text(text)
    return document.text[document.body_start : document.body_end]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "青禾区司法局2023年法治政府建设年度报告\n",
        "无障碍 | 长者模式\n\n首页 > 政务公开 > 法治建设\n"
        "青禾区司法局2023年度报告\n发布日期：2024-01-20 来源：司法局 浏览次数：12\n\n",
        "索 引 号：QH001\n发文机关：青禾区司法局\n发布日期：2024-01-20\n标 题：年度报告\n",
        "标题: 年度报告\n发布时间: 2024-01-20 10:00\n文号: \n==================== 正文 ====================\n",
        "当前位置： 首页 政务公开 索 引 号： QH001 发布日期：2024-01-20 年度报告 来源：司法局 微信 微博 ",
    ],
)
@pytest.mark.parametrize(
    "after",
    [
        "\n",
        "\n\n法律声明 | 关于我们 | 网站地图\n主办单位：青禾区人民政府 版权所有\n某ICP备00000000号\n微博\n微信\n",
        "\n【打印本页】 【关闭窗口】\n上一篇：通知\n下一篇：公告\n",
        "\n分享到：\n",
        "\n附件下载\n",
    ],
)
def test_body(before: str, after: str) -> None:
    assert body(before + SIGNED + after) == SIGNED


def test_dates_of_publication_stay_in_the_text() -> None:
    document = document_from_text(f"年度报告\n发布日期：2024-01-20\n{TEXT}")
    assert "发布日期：2024-01-20" in document.text[: document.body_start]


@pytest.mark.parametrize(
    "text",
    ["全区办理行政复议案件83件", "办理12件。", "我局通过微信公众号普法。", "审核3件\n备案3件\n", "一、问题\n力量不足"],
)
def test_short_texts_are_body_throughout(text: str) -> None:
    assert body(text) == text.strip()


def test_a_last_paragraph_that_speaks_of_wechat_is_report() -> None:
    text = "一、普法\n全年普法12场。\n通过微信公众号和二维码推送文章40篇，浏览次数达2万次。"
    assert body(text) == text


def test_footer_glued_to_the_last_sentence() -> None:
    line = "一、做法。学法6次。二、计划。加强培训。（责任处室：办公室） 来源：青禾区司法局 附件下载"
    assert body(line).endswith("（责任处室：办公室）")
    line = "一、做法。学法6次。二、计划。加强培训。 青禾区司法局2024年1月5日 附件下载"
    assert body(line).endswith("青禾区司法局2024年1月5日")


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    document = document_from_text("\u3000\u3000甲。\r\n\r\n  乙。  \n\t\n丙。")
    assert [document.text[p.start : p.end] for p in document.paragraphs] == ["甲。", "乙。", "丙。"]
    assert len(document.folded) == len(document.text)
