"""The page of relations: what is around an entity, and how two are connected."""

import pytest

from geodata.relations import connect, neighbourhood
from geodata.store import FolderStore
from tests.page.screen import Screen, open_page

SANY = "park:P12"  # 三一南非产业园


def ways(screen: Screen) -> list[list[str]]:
    """The ways on the page, each as the things along it."""
    found: dict[str, list[str]] = {}
    for item in screen.listed:
        if item["group"].startswith("way-"):
            found.setdefault(item["group"], []).append(item["r"])
    return list(found.values())


def test_the_list_holds_the_relations_of_two_steps(store: FolderStore):
    screen = open_page("relations", sel=SANY)
    graph = neighbourhood(store, "park", "P12")
    cells = screen.cells("relation-table")
    rim = {(node.kind, node.id) for node in graph.nodes if node.steps == 2}
    inner = [e for e in graph.edges if not {e.subject, (e.link.kind, e.link.id)} <= rim]
    assert len(cells) == len(inner) > 30
    assert set(cells["步数"]) == {1, 2}
    first = cells[cells["步数"] == 1]
    assert set(first["从"]) == {"三一南非产业园"}
    assert "三一南非产业园的建设就是这个项目。" in set(first["理由"])
    stated = cells[cells["依据"] == "来源载明"]
    assert len(stated)
    assert screen.heading == "三一南非产业园"


def test_filters_leave_what_they_say():
    screen = open_page("relations", sel=SANY)
    every = screen.cells("relation-table")
    cases = screen.choose(kinds=["case"]).cells("relation-table")
    assert set(cases["类别"]) == {"案例"}
    assert 0 < len(cases) < len(every)
    stated = open_page("relations", sel=SANY).choose(basis=["stated"]).cells("relation-table")
    assert set(stated["依据"]) == {"来源载明"}
    assert len(stated) == (every["依据"] == "来源载明").sum()


def test_a_row_and_a_mark_of_the_graph_select():
    screen = open_page("relations", sel=SANY)
    names = list(screen.cells("relation-table")["到"])
    row = next(n for n, name in enumerate(names) if name == "三一南非产业园")
    chosen = screen.pick_row("relation-table", row)
    assert chosen.address["sel"] == "project:J14"
    assert chosen.heading == "三一南非产业园"
    there = open_page("relations", sel=SANY).pick_bar("corridor:C4")
    assert there.address["sel"] == "corridor:C4"


def test_ways_between_two(store: FolderStore):
    screen = open_page("relations", sel=SANY, to="corridor:C4")
    found = connect(store, ("park", "P12"), ("corridor", "C4"))
    assert ways(screen) == [[f"{link.kind}:{link.id}" for link in way] for way in found]
    assert 1 <= len(found) <= 3
    assert all(way[-1] == "corridor:C4" for way in ways(screen))
    assert "ways" in screen.layers
    none = screen.click("to-none")
    assert "to" not in none.address
    assert ways(none) == []


def test_the_other_end_is_named_by_typing():
    screen = open_page("relations", sel=SANY).choose(**{"find-to": "xiangyuefei"})
    assert screen.address["to"] == "corridor:C4"
    assert ways(screen)
    changed = open_page("relations", sel=SANY).choose(find="蒙内铁路")
    assert changed.address["sel"].startswith("project:")
    assert "蒙内" in changed.heading


def test_nothing_found_is_said():
    screen = open_page("relations", sel=SANY).choose(find="没有这样的东西啊")
    assert any("没有找到“没有这样的东西啊”" in text for text in screen.captions)
    assert screen.address["sel"] == SANY


@pytest.mark.parametrize("params", [{"sel": "park:P99999"}, {"sel": SANY, "to": "park:P99999"}])
def test_an_entity_that_is_not_there_is_named(params: dict[str, str]):
    screen = open_page("relations", **params)
    assert any("P99999" in text for text in screen.warnings)


def test_an_entity_is_not_connected_with_itself():
    screen = open_page("relations", sel=SANY, to=SANY)
    assert any("同一个事物" in element.value for element in screen.app.info)
    assert ways(screen) == []


def test_without_an_address_the_page_shows_an_example():
    assert open_page("relations").heading == "三一南非产业园"
