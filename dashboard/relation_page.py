"""The page of relations: two steps around an entity as a graph and a list, and ways between two."""

from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import (
    card,
    charts,
    columns,
    context,
    downloads,
    entity_picker,
    filters,
    frame,
    link_list,
    provenance,
    relation_graph,
    selection,
    table,
    ties,
)
from dashboard import words as w
from dashboard.card_links import link_item
from dashboard.context import View
from dashboard.i18n import N_, _
from geodata.errors import NotFoundError
from geodata.kinds import KINDS
from geodata.relations import Edge, Graph, Link, connect, neighbourhood, predicate_name
from geodata.relations.graph import FIGURES
from layers.base import country_labels, country_picks, ground
from layers.camera import fit
from layers.palette import GROUNDS, alpha, hex_of
from layers.scene import Legend, Paths, Scene, Swatch

TO: Final = "to"
START: Final = ("park", "P12")
BASES: Final = {"stated": N_("来源载明"), "derived": N_("按规则推得")}
MOST: Final = 60
STEPS: Final = 2
ROOM: Final = 4.0  # degrees kept around what is drawn
THINGS: Final = tuple(kind for kind in KINDS if kind not in FIGURES)
Ref = tuple[str, str]
Ways = tuple[tuple[Link, ...], ...]


def show() -> None:
    """Run the page."""
    view = context.view()
    found, missing = _entity(view, selection.selected())
    other, lost = _entity(view, st.query_params.get(TO))
    start = found or START
    with frame.filter_row():
        _ends(view, start, other)
        kept, bases = _choices()
        graph = neighbourhood(view.store, *start, STEPS, MOST)
        frame_ = _frame(view, graph)
        left = frame_[frame_["kind"].isin(kept) & frame_["basis"].isin(bases)]
        st.caption(_("{n} 条关联").format(n=len(left)), width="content")
        downloads.menu(
            _file(view, left), "link", view, title=_name(view, start),
            filters=_("两步以内的关联"), key="relation-dl",
        )  # fmt: skip
    ways = connect(view.store, start, other) if other else ()
    place = frame.layout(view)
    frame.draw_map(view, _scene(view, start, ways), place, key="relation-map", of=":".join(start))
    with place.below:
        if other is not None:
            _ways(view, start, other, ways)
        _around(view, graph, left)
    with place.card:
        for error in (missing, lost):
            if error is not None:
                card.missing(view, error)
        if missing is None:
            card.show(view, f"{start[0]}:{start[1]}", empty="")


def _entity(view: View, text: str | None) -> tuple[Ref | None, NotFoundError | None]:
    """The entity that a text of the address names, if any, or what is wrong with it."""
    if not text:
        return None, None
    kind, _sep, id_ = text.partition(":")
    try:
        view.store.get(kind, id_)
    except NotFoundError as error:
        return None, error
    return (kind, id_), None


def _ends(view: View, start: Ref, other: Ref | None) -> None:
    """The two ends: what is shown, and what it may be connected with."""
    st.markdown(f"**{provenance.escape(_name(view, start))}**", width="content")
    entity_picker.show(view, "find", _("换一个：名称、拼音或外文"), THINGS, selection.select)
    st.markdown(_("与"), width="content")
    if other is not None:
        st.button(
            provenance.escape(_name(view, other)), icon=":material/close:", key="to-none",
            help=_("不再看两者的关联"), on_click=_connect, args=(None,),
        )  # fmt: skip
    else:
        entity_picker.show(view, "find-to", _("另一端：看两者怎样关联"), THINGS, _connect)


def _connect(reference: str | None) -> None:
    if reference:
        st.query_params[TO] = reference
    elif TO in st.query_params:
        del st.query_params[TO]


def _choices() -> tuple[list[str], list[str]]:
    """Kinds and bases that the list shows; all where none is chosen."""
    items = [
        filters.Filter("kinds", _("类别"), THINGS, w.kind_word, lambda rows, _chosen: rows),
        filters.Filter("basis", _("依据"), tuple(BASES), w.words(BASES), lambda rows, _c: rows),
    ]
    chosen = filters.row(items)
    return list(chosen["kinds"] or THINGS), list(chosen["basis"] or BASES)


def _ends_of(edge: Edge, steps: dict[Ref, int]) -> tuple[Ref, Ref]:
    """The end of a relation that is nearer to the entity asked about, and the other."""
    one, other = edge.subject, (edge.link.kind, edge.link.id)
    return (one, other) if steps[one] <= steps[other] else (other, one)


def _frame(view: View, graph: Graph) -> pd.DataFrame:
    """The relations of a graph as rows, the nearest ring and the strongest first."""
    steps = {(node.kind, node.id): node.steps for node in graph.nodes}
    rows = []
    for edge in graph.edges:
        near, far = _ends_of(edge, steps)
        if steps[near] == STEPS:
            continue  # between two things at the rim: a third step
        link = edge.link
        words = predicate_name(view.store, link.predicate, near == edge.subject, view.locale)
        cited = provenance.source_title(view.store, link.source_id) if link.source_id else ""
        rows.append(
            {
                "ref": ":".join(far), "from": ":".join(near), "kind": far[0],
                "basis": link.basis, "step": steps[near] + 1,
                "near": _name(view, near), "predicate": words, "name": _name(view, far),
                "reason": link.reason(view.locale), "km": link.km, "strength": link.strength,
                "source": cited,
            }
        )  # fmt: skip
    names = ["ref", "from", "kind", "basis", "step", "near", "predicate", "name", "reason", "km",
             "strength", "source"]  # fmt: skip
    found = pd.DataFrame(rows, columns=names)
    return found.sort_values(["step", "strength"], ascending=[True, False], kind="stable")


def _around(view: View, graph: Graph, left: pd.DataFrame) -> None:
    """The list of what is around the entity, and the same as a graph."""
    cells = pd.DataFrame(
        {
            _("步数"): left["step"], _("从"): left["near"], _("关系"): left["predicate"],
            _("到"): left["name"], _("类别"): left["kind"].map(w.kind_word),
            _("理由"): left["reason"], _("公里"): pd.to_numeric(left["km"]).round(0),
            _("依据"): left["basis"].map(lambda code: w.word(BASES, code)),
            _("来源"): left["source"],
        }
    )  # fmt: skip
    shown = set(left["ref"])
    nodes = [
        relation_graph.Node(f"{n.kind}:{n.id}", n.kind, _name(view, (n.kind, n.id)), n.steps)
        for n in graph.nodes
        if not n.steps or f"{n.kind}:{n.id}" in shown
    ]
    edges = [
        relation_graph.Edge(row["from"], row["ref"], row["strength"], row["reason"])
        for row in left.to_dict("records")
    ]
    made = relation_graph.chart(nodes, edges, view.style)
    if made is not None:
        charts.show(
            made, view.style, key="relation-graph", height=relation_graph.HEIGHT,
            on_pick=lambda: selection.on_chart("relation-graph"),
        )  # fmt: skip
    table.show(
        cells, "", view, references=list(left["ref"]), cells=cells, key="relation-table", height=320
    )


def _ways(view: View, start: Ref, other: Ref, ways: Ways) -> None:
    """How two entities are connected, each way as its steps with their reasons."""
    names = (_name(view, start), _name(view, other))
    st.markdown(
        "#### " + provenance.escape(_("{one} 与 {other}").format(one=names[0], other=names[1]))
    )
    if start == other:
        st.info(_("两端是同一个事物，请换一个另一端。"), icon=":material/info:")
        return
    if not ways:
        st.info(_("四步以内没有找到关联。"), icon=":material/search_off:")
        return
    groups = [
        link_list.Group(
            f"way-{number}", _("第 {n} 条，{steps} 步").format(n=number, steps=len(way)),
            [link_item(view, link, mixed=True) for link in way], shown=len(way),
        )
        for number, way in enumerate(ways, 1)
    ]  # fmt: skip
    link_list.show(groups, key="relation-ways", of=f"{start}{other}")


def _scene(view: View, start: Ref, ways: Ways) -> Scene:
    """The map around the entity, with the ways to the other drawn as lines from place to place."""
    points = [ties.point_of(view.store, *start)]
    points += [at for _link, at in ties.placed(view.store, *start)]
    lines = []
    for way in ways:
        at = [ties.point_of(view.store, *start)]
        at += [ties.point_of(view.store, link.kind, link.id) for link in way]
        there = [list(point) for point in at if point is not None]
        if len(there) > 1:
            lines.append({"p": there, "w": 3})
            points += [(lon, lat) for lon, lat in there]
    known = [point for point in points if point is not None]
    camera = view.camera("both")
    if known:
        west, east = min(lon for lon, _lat in known), max(lon for lon, _lat in known)
        south, north = min(lat for _lon, lat in known), max(lat for _lon, lat in known)
        bounds = (west - ROOM, south - ROOM, east + ROOM, north + ROOM)
        camera = fit(bounds, *view.map_size, margin=0.12)
    tones = GROUNDS[view.theme]
    scene = Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(view.at, view.theme),
        layers=(country_picks(view.at), country_labels(view.at, view.theme, camera, view.scale)),
        legends=(),
        alt=_("{name}的关联").format(name=_name(view, start)),
    )
    if not lines:
        return scene
    drawn = scene.with_layers(Paths("ways", lines, alpha(tones.text, 0.7), pickable=False))
    swatch = Swatch(_("两者之间的关联"), hex_of(tones.text), "line")
    return replace(drawn, legends=(Legend("", (swatch,)),))


def _name(view: View, ref: Ref) -> str:
    return columns.name_of(view, *ref)


def _file(view: View, left: pd.DataFrame) -> pd.DataFrame:
    """The rows as the table of relations has them, for the files."""
    relations = view.store.table("relation")
    subject = relations["subject_kind"] + ":" + relations["subject_id"]
    target = relations["object_kind"] + ":" + relations["object_id"]
    wanted = set(zip(left["from"], left["ref"], strict=True))
    wanted |= {(far, near) for near, far in wanted}
    held = [pair in wanted for pair in zip(subject, target, strict=True)]
    return relations[held]
