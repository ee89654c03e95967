"""Financial services: by business first, then by who offers them; a choice shows where to ask."""

import pytest

from tests.page.screen import Screen, on_map, open_page, rows, table

SERVICES = table("financial_services")
FORMS = {"investment": "投资", "contract": "承包", "labour": "劳务", "trade": "贸易", "aid": "援助"}


def ids(screen: Screen) -> list[str]:
    """Ids of the cards in their order."""
    keys = [button.key or "" for button in screen.app.button]
    return [key.partition(":")[2] for key in keys if key.startswith("pick-financial_service:")]


def test_all_services_are_there_to_begin_with() -> None:
    screen = open_page("finance")
    assert ids(screen) == [r["financial_service_id"] for r in SERVICES]
    assert f"{len(SERVICES)} 条" in screen.captions
    assert not screen.app.get("deck_gl_json_chart"), "no map before a service is chosen"


@pytest.mark.parametrize("form", FORMS)
def test_the_business_comes_first(form: str) -> None:
    wanted = [r["financial_service_id"] for r in SERVICES if form in r["forms"].split(";")]
    assert wanted
    assert ids(open_page("finance").choose(business=form)) == wanted
    assert ids(open_page("finance", business=FORMS[form])) == wanted


# Traced by hand.
EXACT: dict[str, tuple[dict[str, object], list[str]]] = {
    "aid": ({"business": "aid"}, ["concessional-and-export-credit"]),
    "insurer": ({"provider": ["insurer"]}, [
        "export-credit-insurance", "insured-receivable-financing",
        "overseas-investment-insurance"]),
    "insurer for contracts in trouble": ({"provider": ["insurer"], "business": "investment"}, [
        "overseas-investment-insurance"]),
    "funds": ({"provider": ["fund"]}, [
        "hunan-belt-and-road-fund", "cad-fund-equity", "hunan-africa-project-fund"]),
    "only proposed": ({"state": ["proposed"]}, [
        "fx-hedging-package", "provincial-overseas-loss-fund", "hunan-africa-project-fund"]),
    "proposed for trade": ({"state": ["proposed"], "business": "trade"}, [
        "fx-hedging-package", "provincial-overseas-loss-fund"]),
    "labour and banks only": ({"business": "labour", "word": "外派劳务"}, [
        "workers-pay-and-remittance"]),
    "word in the situation": (
        {"word": "战乱"},
        [
            "export-credit-insurance", "overseas-investment-insurance",
            "provincial-overseas-loss-fund",
        ],
    ),
    "English word": ({"word": "rand"}, ["african-currency-spot-conversion"]),
}  # fmt: skip


@pytest.mark.parametrize("name", EXACT)
def test_filters_leave_exactly_these(name: str) -> None:
    chosen, wanted = EXACT[name]
    screen = open_page("finance").choose(**chosen)
    assert ids(screen) == wanted
    assert f"{len(wanted)} 条" in screen.captions


def test_the_insurer_is_one_press_away() -> None:
    screen = open_page("finance").click("find-insurer")
    assert ids(screen) == [
        "export-credit-insurance", "insured-receivable-financing", "overseas-investment-insurance",
    ]  # fmt: skip
    assert screen.widget("provider").value == ["insurer"]


def test_a_row_says_when_it_fits_and_who_offers_it() -> None:
    captions = [c.replace("\\", "") for c in open_page("finance").captions]
    for row in SERVICES:
        forms = "、".join(FORMS[form] for form in row["forms"].split(";"))
        found = [c for c in captions if c.endswith(row["situations_zh"])]
        assert len(found) == 1, row["financial_service_id"]
        assert f"{row['provider']} · {forms}  \n" in found[0]
        assert (":orange-badge" in found[0]) == (row["state"] != "offered")


def test_a_row_leads_to_where_to_ask() -> None:
    links = open_page("finance", word="小币种").links
    assert links["branch:B037"] == links["branch:B117"] == "branches"


def test_choosing_a_service_shows_its_offices_on_a_map() -> None:
    screen = open_page("finance").click("pick-financial_service:development-loan")
    assert screen.heading == "开发性中长期贷款"
    (row,) = rows("financial_services", financial_service_id="development-loan")
    for kind, file in (("branch", "branches"), ("institution", "institutions")):
        own = [r for r in table(file) if r[f"{kind}_id"] in row[f"{kind}_ids"].split(";")]
        wanted = {f"{kind}:{r[f'{kind}_id']}" for r in on_map(own)}
        assert wanted
        assert set(screen.drawn(f"{kind}s")) == wanted
    # One of its offices chosen on the map: its card, and the same map.
    office = screen.pick_on_map(branchs={"id": "branch:B034"})
    assert office.heading == "国家开发银行湖南省分行"
    assert office.drawn("branchs") == screen.drawn("branchs")
    # Another entity leaves the service behind.
    assert not open_page("finance", sel="branch:B034").app.get("deck_gl_json_chart")


def test_a_service_with_no_known_office_says_so() -> None:
    screen = open_page("finance", sel="financial_service:hunan-belt-and-road-fund")
    assert not screen.app.get("deck_gl_json_chart")
    assert any("没有写明这项服务在哪里办理" in info.value for info in screen.app.info)


def test_cards_and_table_hold_the_same_rows() -> None:
    screen = open_page("finance", business="劳务", **{"as": "table"})
    assert ids(screen) == []
    cells = screen.cells("financial_service-table")
    wanted = [r for r in SERVICES if "labour" in r["forms"]]
    assert list(cells["名称"]) == [r["name_zh"] for r in wanted]
    assert list(cells["适用情形"]) == [r["situations_zh"] for r in wanted]
    chosen = screen.pick_row("financial_service-table", 0)
    assert chosen.heading == wanted[0]["name_zh"]


def test_a_dead_link_says_so_and_shows_no_map() -> None:
    screen = open_page("finance", sel="financial_service:no-such")
    assert "没有它" in screen.warnings[0].replace("\\", "")
    assert not screen.app.get("deck_gl_json_chart")
