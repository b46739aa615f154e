"""What a report says about itself: who, about which year, when, to whom."""

from datetime import date

import pytest

from fazhi_eval.documents.build import document_from_text
from fazhi_eval.documents.model import Document
from fazhi_eval.reports.layout.about import read_about
from fazhi_eval.reports.layout.places import level_of, split_name
from fazhi_eval.reports.layout.years import year_of_title
from fazhi_eval.reports.layout.zones import find_zones
from fazhi_eval.reports.model import About, Confidence, Evidence

SUMMARY = "2022年，我单位坚持依法行政，各项工作取得新进展。现将有关情况报告如下。\n"
PARTS = (
    "一、工作开展情况\n全年组织学法6次，培训执法人员35人，调解纠纷126件，各项工作按期完成。\n"
    "二、下一步工作打算\n继续努力。\n"
)


def about(text: str) -> tuple[About, dict[str, list[Evidence]], Document]:
    document = document_from_text(text)
    found, evidence = read_about(document, find_zones(document))
    for pieces in evidence.values():
        for piece in pieces:
            assert piece.start is not None
            assert document.text[piece.start : piece.end] == piece.quote
    return found, evidence, document


@pytest.mark.parametrize(
    ("name", "region", "body", "level"),
    [
        ("临江市青禾区司法局", "临江市青禾区", "department", "county"),
        ("临江市市场监督管理局", "临江市", "department", "city"),
        ("青禾县住房和城乡建设局", "青禾县", "department", "county"),
        ("青禾区城市管理和综合执法局", "青禾区", "department", "county"),
        ("青禾县乡村振兴局", "青禾县", "department", "county"),
        ("云川省司法厅", "云川省", "department", "province"),
        ("临江市人民政府", "临江市", "government", "city"),
        ("青禾区长乐街道办事处", "青禾区长乐街道", "government", "township"),
        ("长乐镇人民政府", "长乐镇", "government", "township"),
        ("云川综合实验区管委会", "云川综合实验区", "government", None),
        ("云川综合实验区湖东片区管理局", "云川综合实验区湖东片区", "government", "township"),
        ("中共青禾区委", "青禾区", "party_committee", "county"),
        ("临江市镇东县公安局", "临江市镇东县", "department", "county"),
    ],
)
def test_names(name: str, region: str, body: str, level: str | None) -> None:
    found = split_name(name)
    assert (found.region, found.body, level_of(found.region)) == (region, body, level)


def test_a_bare_unit_is_no_region() -> None:
    name = split_name("区司法局")
    assert (name.region, name.bare, name.rest) == ("", "区", "司法局")
    assert level_of("", name.bare) == "county"
    assert split_name("市中区司法局").region == "市中区"
    assert split_name("市场监督管理局").bare == ""


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("青禾区2021年法治政府建设情况报告", 2021),
        ("关于2022年法治工作情况暨2023年工作要点的报告", 2022),
        ("2023年工作计划暨2022年法治政府建设工作总结", 2022),
        ("青禾区二〇二二年度法治政府建设报告", 2022),
        ("青禾区法治政府建设年度报告(2022年度)", 2022),
        ("青禾区法治政府建设情况报告", None),
        ("落实法治政府建设规划(2021-2025年)情况的报告", None),
    ],
)
def test_the_year_of_a_title_is_not_the_plans(title: str, year: int | None) -> None:
    found = year_of_title(title)
    assert (found[0] if found else None) == year


def test_a_signed_report() -> None:
    text = (
        "青禾区市场监督管理局\n关于2022年度法治政府建设情况的报告\n区人民政府、区委全面依法治区委员会办公室：\n"
        + SUMMARY
        + PARTS
        + "特此报告。\n临江市青禾区市场监督管理局\n二〇二三年二月二十日\n"
    )
    found, evidence, _ = about(text)
    assert found.title == "青禾区市场监督管理局关于2022年度法治政府建设情况的报告"
    assert found.issuer == "临江市青禾区市场监督管理局"
    assert (found.region, found.level, found.body) == ("临江市青禾区", "county", "department")
    assert (found.year, found.signed_on, found.published_on) == (2022, date(2023, 2, 20), None)
    assert found.addressed_to == ["区人民政府", "区委全面依法治区委员会办公室"]
    assert evidence["report.signed_on"][0].quote == "二〇二三年二月二十日"
    assert [piece.quote for piece in evidence["report.addressed_to"]] == found.addressed_to


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("发布日期：2023-01-19    发布者：青禾区人民政府", date(2023, 1, 19)),
        ("来源：区司法局　时间：2023-02-01 10:09", date(2023, 2, 1)),
        ("2023/03/29 11:30:01 来源：区司法局 浏览次数：12", date(2023, 3, 29)),
        ("发 布 日 期：2023年3月1日 成文日期：2023年2月1日", date(2023, 3, 1)),
        ("成文日期：2023-02-01", None),
    ],
)
def test_published_on_is_the_pages_date(line: str, published: date | None) -> None:
    found, _, _ = about(f"区司法局2022年法治政府建设情况报告\n{line}\n{SUMMARY}{PARTS}")
    assert found.published_on == published
    assert found.signed_on is None


def test_the_title_rules_out_a_publisher_of_another_kind() -> None:
    text = (
        "区司法局2022年法治政府建设情况报告\n发布日期：2023-01-19 发布者：青禾区人民政府\n"
        "2022年，青禾区司法局在区委、区政府领导下开展工作。\n" + PARTS + "主办单位：临江市青禾区人民政府 版权所有\n"
    )
    found, _, _ = about(text)
    assert (found.issuer, found.region) == ("临江市青禾区司法局", "临江市青禾区")
    assert (found.level, found.body) == ("county", "department")


def test_a_title_that_names_a_region_is_its_governments_report() -> None:
    found, _, _ = about("青禾区2022年法治政府建设情况报告\n来源：区司法局\n2022年，青禾区人民政府依法履职。\n" + PARTS)
    assert (found.issuer, found.body) == ("青禾区人民政府", "government")
    found, _, _ = about("长乐镇2022年法治政府建设工作总结\n发布机构：青禾区长乐镇人民政府\n" + SUMMARY + PARTS)
    assert (found.issuer, found.level) == ("青禾区长乐镇人民政府", "township")


def test_who_speaks_where_neither_title_nor_signature_tell() -> None:
    found, _, _ = about("2022年度，青禾区卫生健康局认真贯彻要求，开展工作。\n" + PARTS)
    assert (found.title, found.issuer, found.year) == (None, "青禾区卫生健康局", 2022)


def test_a_development_zones_rank_follows_from_its_superiors_and_says_so() -> None:
    text = (
        "云川综合实验区2022年法治政府建设情况\n发布机构：云川综合实验区管委会\n"
        "2022年，在省委、省政府领导下，区管委会依法履职。\n"
    )
    found, evidence, _ = about(text + PARTS)
    assert (found.level, found.body) == ("city", "government")
    assert evidence["report.level"][0].confidence is Confidence.MEDIUM
    found, _, _ = about(text.replace("省委、省政府", "市委、市政府") + PARTS)
    assert found.level == "county"


def test_a_city_that_reports_to_a_city_is_of_county_level() -> None:
    text = "云溪市人民政府关于2022年度法治政府建设情况的报告\n中共云溪市委、{}：\n" + SUMMARY + PARTS
    found, evidence, _ = about(text.format("临江市人民政府"))
    assert (found.level, evidence["report.level"][0].confidence) == ("county", Confidence.MEDIUM)
    found, evidence, _ = about(text.format("云川省人民政府"))
    assert (found.level, evidence["report.level"][0].confidence) == ("city", Confidence.HIGH)


@pytest.mark.parametrize(
    ("head", "title", "issuer"),
    [
        ("青禾县人民政府门户网站\n", "青禾县司法局2022年度法治政府建设报告", "青禾县司法局"),
        ("青禾县人民政府 | 法治政府建设年度报告专栏\n", "青禾县司法局2022年度法治政府建设报告", "青禾县司法局"),
        ("青禾县人民政府办公室\n", "2022年青禾县法治政府建设情况的报告", "青禾县人民政府办公室"),
    ],
)
def test_what_a_site_sets_above_is_neither_title_nor_issuer(head: str, title: str, issuer: str) -> None:
    found, _, _ = about(head + title + "\n" + SUMMARY + PARTS)
    assert (found.title, found.issuer) == (title, issuer)


@pytest.mark.parametrize("period", ["2021年1月1日至12月31日", "2021年1月1日—2021年12月31日", "2021年1月至12月"])
def test_a_whole_years_period_tells_the_year(period: str) -> None:
    text = f"青禾县司法局上一年度法治政府建设年度报告\n现将上一年度（{period}）情况公布如下。\n"
    found, _, _ = about(text + "一、工作情况\n清理2003年以来的文件12件。\n")
    assert found.year == 2021


def test_an_ambiguous_date_is_no_value() -> None:
    found, evidence, _ = about(
        "青禾区司法局2020年法治政府建设情况报告\n" + SUMMARY + PARTS + "青禾区司法局\n2021111日\n"
    )
    assert found.signed_on is None
    (piece,) = evidence["report.signed_on"]
    assert piece.readings == (date(2021, 1, 11), date(2021, 11, 1))
    assert piece.confidence is Confidence.LOW


def test_two_publication_dates_are_both_kept() -> None:
    found, evidence, _ = about(
        "青禾区司法局2022年法治政府建设情况报告\n发布时间：2023-03-01\n发布日期：2023-03-02\n" + SUMMARY + PARTS
    )
    assert found.published_on == date(2023, 3, 1)
    assert [piece.value for piece in evidence["report.published_on"]] == ["2023-03-01", "2023-03-02"]


def test_a_date_in_the_text_signs_nothing() -> None:
    found, _, _ = about(
        "青禾区司法局2022年法治政府建设情况报告\n" + SUMMARY + PARTS + "截至2022年12月31日，共办结56件。\n"
    )
    assert found.signed_on is None
    found, _, _ = about("青禾区2022年法治政府建设情况报告\n（2023年3月10日）\n" + SUMMARY + PARTS)
    assert found.signed_on == date(2023, 3, 10)


def test_a_text_that_says_nothing_of_itself() -> None:
    found, evidence, _ = about("一、工作情况\n开展工作。\n")
    assert found.title is None
    assert found.issuer is None
    assert found.year is None
    assert evidence == {}
