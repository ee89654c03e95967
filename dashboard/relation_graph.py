"""Two steps around an entity as a small graph: it in the middle, what it is tied to around it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import altair as alt
import networkx as nx
import pandas as pd

from dashboard import i18n
from dashboard import words as w
from dashboard.charts import PICK, Chart, Style
from dashboard.i18n import _
from layers.palette import GROUNDS, hex_of

HEIGHT: Final = 520
NEAR, FAR = 12, 20  # how many stay legible on the two rings
LABEL: Final = 12  # characters
COUNTRY: Final = "country"


class Node(NamedTuple):
    """An entity of the graph: ``kind:id``, its kind, what it is called, and how many steps away."""

    reference: str
    kind: str
    name: str
    step: int


class Edge(NamedTuple):
    """A relation of the graph: its two ends, how strong it is, and why."""

    near: str
    far: str
    strength: float
    reason: str


def legible(nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[list[Node], list[Edge]]:
    """The part that can be read: the strongest few of each ring, and the edges between them."""
    kept = [node for node in nodes if node.step == 0]
    for step, most in ((1, NEAR), (2, FAR)):
        have = {node.reference for node in kept}
        held = {e.far if e.near in have else e.near for e in edges if {e.near, e.far} & have}
        kept += [n for n in nodes if n.step == step and n.reference in held][:most]
    step = {node.reference: node.step for node in kept}
    # Each hangs by its strongest relation inwards; further lines would make a tangle.
    hangs: dict[str, Edge] = {}
    for edge in sorted(edges, key=lambda edge: -edge.strength):
        if edge.near in step and edge.far in step and step[edge.near] < step[edge.far]:
            hangs.setdefault(edge.far, edge)
    return kept, list(hangs.values())


def places(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, tuple[float, float]]:
    """Where each entity stands: on rings around the first, near what it hangs on; -1 to 1."""
    rings: list[list[str]] = [[], [], []]
    for node in sorted(nodes, key=lambda node: node.kind):
        rings[min(node.step, 2)].append(node.reference)
    hangs = {edge.far: edge.near for edge in sorted(edges, key=lambda edge: edge.strength)}
    rank = {reference: n for n, reference in enumerate(rings[1])}
    rings[2].sort(key=lambda reference: (rank.get(hangs.get(reference, ""), 0), reference))
    graph = nx.Graph()
    graph.add_nodes_from(reference for ring in rings for reference in ring)
    found = nx.shell_layout(graph, nlist=[ring for ring in rings if ring])
    return {reference: (float(x), float(y)) for reference, (x, y) in found.items()}


def chart(nodes: Sequence[Node], edges: Sequence[Edge], style: Style) -> Chart | None:
    """The graph; a click on an entity selects it."""
    if len(nodes) < 2:
        return None
    nodes, edges = legible(nodes, edges)
    at = places(nodes, edges)
    frame = pd.DataFrame(
        {
            "ref": node.reference, "x": at[node.reference][0], "y": at[node.reference][1],
            "label": _short(node.name), "name": node.name, "kind": w.kind_word(node.kind),
            "colour": _colour(node.kind, style), "size": (420, 170, 80)[min(node.step, 2)],
            "side": _side(at[node.reference][0], node.step),
        }
        for node in nodes
    )  # fmt: skip
    lines = pd.DataFrame(
        {
            "x": at[edge.near][0], "y": at[edge.near][1], "x2": at[edge.far][0],
            "y2": at[edge.far][1], "strength": edge.strength, "reason": edge.reason,
        }
        for edge in edges
    )  # fmt: skip
    return Chart(_spec(frame, lines, style), picks=True)


def _spec(frame: pd.DataFrame, lines: pd.DataFrame, style: Style) -> dict[str, object]:
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-1.5, 1.5]))
    up = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-1.12, 1.12]))
    rules = (
        alt.Chart(lines)
        .mark_rule(color=style.text)
        .encode(
            x=across, y=up, x2="x2:Q", y2="y2:Q",
            opacity=alt.Opacity("strength:Q", legend=None, scale=alt.Scale(range=[0.15, 0.6])),
            tooltip=[alt.Tooltip("reason:N", title=_("依据"))],
        )
    )  # fmt: skip
    base = alt.Chart(frame).encode(x=across, y=up)
    hints = [alt.Tooltip("name:N", title=_("名称")), alt.Tooltip("kind:N", title=_("类别"))]
    points = (
        base.mark_circle(opacity=1, stroke=hex_of(GROUNDS[style.theme].outline))
        .encode(
            color=alt.Color("colour:N", scale=None),
            size=alt.Size("size:Q", scale=None, legend=None),
            tooltip=hints,
        )
        .add_params(alt.selection_point(name=PICK, fields=["ref"]))
    )
    names = [
        base.transform_filter(alt.datum.side == side)
        .mark_text(
            align=align, dx=dx, dy=dy, fontSize=style.size(11), color=style.text,
            fontWeight="bold" if side == "middle" else "normal",
        )
        .encode(text="label:N")
        for side, align, dx, dy in (
            ("left", "right", -9, 0), ("right", "left", 9, 0), ("middle", "center", 0, -18),
        )
    ]  # fmt: skip
    layered = alt.layer(rules, points, *names).configure_view(stroke=None)
    found: dict[str, object] = layered.to_dict()
    return found


def _colour(kind: str, style: Style) -> str:
    try:
        return style.colour(kind)
    except KeyError:
        return hex_of(GROUNDS[style.theme].text if kind == COUNTRY else GROUNDS[style.theme].accent)


def _side(x: float, step: int) -> str:
    return "middle" if step == 0 else "right" if x >= 0 else "left"


def _short(name: str) -> str:
    most = LABEL if i18n.locale() == "zh" else 2 * LABEL
    return name if len(name) <= most else f"{name[: most - 1]}…"
