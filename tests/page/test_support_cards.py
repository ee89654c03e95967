"""Cards of institutions, financial services and cases: their facts in words, and their links."""

import pytest

from tests.page.screen import open_page

CARDS = [
    ("institution:I157", "老挝驻长沙总领事馆", {"类型": "外国驻湘领事馆", "状态": "运行",
                                              "城市": "长沙", "起始": "2017-12-23"}),
    ("institution:I157", "老挝驻长沙总领事馆",
     {"服务的国家": "老挝", "地址": "暂无", "电话": "暂无", "网址": "暂无"}),
    ("institution:I090", "中国驻南非大使馆", {"地址": "225 Athlone Street, Arcadia",
                                             "电话": "+27-12-4316537"}),
    ("institution:I037", "中国驻斯威士兰大使馆（未设）", {"类型": "大使馆", "状态": "未设"}),
    ("financial_service:development-loan", "开发性中长期贷款",
     {"适用情形": "基础设施、并购或产能合作，需要中长期资金。", "适用业务": "投资 · 承包",
      "提供方类型": "政策性银行", "状态": "在办"}),
    ("case:K05", "卡鲁玛水电站：政策性贷款与两局联营",
     {"主体": "水电八局；水电十二局", "地点": "乌干达 · 基里扬东戈（白尼罗河）", "形式": "承包",
      "开始": "2013", "行业": "能源", "融资": "中国进出口银行85%，乌干达政府15%",
      "货运通道": "暂无"}),
    ("case:K30", "怀化—万象中老班列：以枢纽集货", {"融资": "暂无"}),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "name", "cells"), CARDS, ids=lambda value: str(value)[:30])
def test_the_card_tells_the_row_in_words(reference: str, name: str, cells: dict[str, str]) -> None:
    screen = open_page("data", sel=reference)
    assert screen.heading == name
    shown = screen.facts
    assert {label: shown.get(label) for label in cells} == cells


def test_a_service_is_told_in_the_readers_language() -> None:
    shown = open_page("data", sel="financial_service:development-loan", lang="en").facts
    assert shown["When it fits"] == (
        "Infrastructure, a purchase or an industrial project needs money for years."
    )
    assert shown["For"] == "Investment · Contracting"


@pytest.mark.parametrize(
    ("page", "reference", "linked", "home"),
    [
        ("parks", "park:P49", "case:K30", "cases"),
        ("projects", "project:J06", "case:K05", "cases"),
        ("branches", "branch:B035", "financial_service:concessional-and-export-credit", "finance"),
        ("branches", "branch:B072", "institution:I194", "institutions"),
        ("corridors", "service:C3b", "case:K31", "cases"),
    ],
)  # fmt: skip
def test_things_lead_to_what_was_done_and_who_helps(
    page: str, reference: str, linked: str, home: str
) -> None:
    assert open_page(page, sel=reference).links[linked] == home


def test_a_case_leads_to_its_project_park_event_and_corridor() -> None:
    links = open_page("data", sel="case:K30").links
    assert links["corridor:C3"] == links["service:C3b"] == "corridors"
    assert links["park:P49"] == "parks"
    assert open_page("data", sel="case:K19").links["event:E158"] == "events"


def test_a_lesson_says_whether_it_is_inferred() -> None:
    (told,) = [text for text in open_page("cases", sel="case:K05").markdown if "启示" in text]
    assert ":orange-badge[本平台推断]" in told
    assert "送出线路和业主配套要与电站同步安排" in told


def test_an_absent_institution_lacks_no_address() -> None:
    shown = open_page("institutions", sel="institution:I037").facts
    assert not {"地址", "电话", "网址", "城市"} & set(shown)


@pytest.mark.parametrize(
    ("id_", "address", "basis"),
    [
        ("I111", "http://cb.mofcom.gov.cn", "来源载明"),
        ("I001", "http://dz.china-embassy.gov.cn", "按惯例推得，未打开核对"),
    ],
)
def test_a_website_is_a_link_with_its_basis(id_: str, address: str, basis: str) -> None:
    screen = open_page("institutions", sel=f"institution:{id_}")
    (link,) = screen.app.get("link_button")
    assert link.proto.url == address
    assert any(f"网址依据 {basis}" in text for text in screen.markdown)
