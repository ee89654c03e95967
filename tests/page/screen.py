"""A page of the app as AppTest ran it, read and used the way a person would.

AppTest has no browser: what the browser would send back (a click on the map, a chosen row of the
table, a bar of the chart) is given here as the widget state that Streamlit's own front end sends.
"""

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
from streamlit import dataframe_util
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard import i18n
from dashboard.navigation import PAGES

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "geodata" / "tables"
APP = ROOT / "dashboard" / "app.py"
HOME = "overview"

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of a curated table as text, read without any of the product's code."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def rows(name: str, **wanted: str) -> list[Row]:
    """The rows whose columns hold these values."""
    return [r for r in table(name) if all(r[column] == v for column, v in wanted.items())]


def row(name: str, **wanted: str) -> Row:
    """The one row with these values."""
    (found,) = rows(name, **wanted)
    return found


def on_map(found: list[Row]) -> list[Row]:
    """The rows that may be drawn: with a point, and not waiting for a check."""
    return [r for r in found if r["lat"] and r.get("verified") != "no"]


def open_page(path: str = HOME, **params: Any) -> "Screen":
    """Open a page by its address."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    if path != HOME:
        # As a browser opening the address: no other page has run before.
        app._page_hash = calc_hash(path)
    app.query_params.update(params)
    return Screen(app.run())


class Screen:
    """What a page shows now.

    Parameters
    ----------
    app : after a run
    """

    def __init__(self, app: AppTest) -> None:
        self.app = app
        assert not app.exception, [e.stack_trace or e.message for e in app.exception]

    # What is on the map.

    @property
    def deck(self) -> dict[str, Any]:
        """The map as deck.gl gets it."""
        (chart,) = self.app.get("deck_gl_json_chart")
        return dict(json.loads(chart.proto.json))

    @property
    def layers(self) -> dict[str, dict[str, Any]]:
        """Layers by id, without the turn that a selection adds."""
        return {layer["id"].partition("~")[0]: layer for layer in self.deck["layers"]}

    def drawn(self, layer: str) -> list[str]:
        """Ids of a layer's inline points; none if the layer is not there."""
        return [item["id"] for item in self.layers.get(layer, {"data": []})["data"]]

    # What is written.

    @property
    def address(self) -> dict[str, Any]:
        """The address's parameters."""
        return self.app.query_params

    @property
    def captions(self) -> list[str]:
        return [element.value for element in self.app.caption]

    @property
    def warnings(self) -> list[str]:
        return [element.value for element in self.app.warning]

    @property
    def markdown(self) -> list[str]:
        return [element.value for element in self.app.markdown]

    @property
    def heading(self) -> str:
        """The card's heading."""
        return next((m[3:] for m in self.markdown if m.startswith("## ")), "")

    def html(self, name: str) -> str:
        """The one piece of HTML that has a class."""
        return "\n".join(e.value for e in self.app.html if f"atlas-{name}" in e.value)

    @property
    def facts(self) -> dict[str, str]:
        """The lists of facts on the page: label → value."""
        found = {}
        for element in self.app.html:
            pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", element.value, re.DOTALL)
            found |= {unescape(label): unescape(value) for label, value in pairs}
        return found

    @property
    def links(self) -> dict[str, str]:
        """Links on the page: what they select → address of the page they open."""
        found = {}
        for link in self.app.get("page_link"):
            selected = parse_qs(link.proto.query_string).get("sel", [""])[0]
            # The graph of relations is a view of the same entity, not a way to another.
            if selected and link.proto.page != "relations":
                found[selected] = link.proto.page
        found |= {item["r"]: item["p"] for item in self.listed}
        # To an entity of the page at hand the link is a button that selects.
        for button in self.app.button:
            if (button.key or "").startswith("link-"):
                found[button.key.removeprefix("link-")] = self.path
        return found

    @property
    def path(self) -> str:
        """The page that is open."""
        hashes = {calc_hash(page.path): page.path for page in PAGES}
        return hashes.get(self.app._page_hash, HOME)

    def unfold(self, *kinds: str) -> "Screen":
        """Open the card's lists of all links of these kinds."""
        opened = {"of": self.app.query_params["sel"], "groups": list(kinds)}
        for element in self.app.get("bidi_component"):
            if element.proto.component_name.endswith("atlas_links"):
                states = self.app._tree.get_widget_states()
                state = json.dumps({"open": opened})
                states.widgets.append(WidgetState(id=element.proto.id, json_value=state))
                return Screen(self.app._run(states))
        return Screen(self.app.run())

    @property
    def listed(self) -> list[dict[str, str]]:
        """Links of the lists in groups: what they select, page, name, reason; with their group."""
        found = []
        for element in self.app.get("bidi_component"):
            data = json.loads(element.proto.mixed.json or element.proto.json or "{}")
            for group in data.get("groups", ()) if isinstance(data, dict) else ():
                found += [{"group": group["k"], **item} for item in group["i"]]
        return found

    def follow(self, reference: str) -> "Screen":
        """Click a link of a list in groups: the browser opens its address by itself."""
        (item,) = [each for each in self.listed if each["r"] == reference][:1]
        if item["p"] != self.path:
            return open_page(item["p"], sel=reference)
        self._speak()
        self.app.query_params["sel"] = reference
        return Screen(self.app.run())

    @property
    def metrics(self) -> dict[str, str]:
        return {metric.label: metric.value for metric in self.app.metric}

    def texts(self) -> Iterator[str]:
        """Every text that Streamlit renders: labels, options, values, hints, headers, legends."""
        for element in self._elements(self.app._tree):
            yield from _texts(element)

    def _elements(self, block: Any) -> Iterator[Any]:
        for child in block.children.values():
            yield child
            if hasattr(child, "children"):
                yield from self._elements(child)

    # The table and the chart.

    def cells(self, key: str) -> pd.DataFrame:
        """A table's display frame."""
        return self.app.dataframe(key=key).value

    def listing(self, column: str) -> pd.DataFrame:
        """The one table with a column, where rows cannot be chosen (AppTest sees no key then)."""
        (found,) = [e.value for e in self.app.dataframe if column in e.value.columns]
        return found

    @property
    def chart(self) -> list[dict[str, Any]]:
        """Rows of the one chart beside the table."""
        found = self.app.get("vega_lite_chart")
        if not found:
            return []
        (chart,) = found
        sets = [chart.proto.data, *(named.data for named in chart.proto.datasets)]
        frames = [dataframe_util.convert_arrow_bytes_to_pandas_df(s.data) for s in sets if s.data]
        return [r for frame in frames[:1] for r in frame.to_dict("records")]

    # What a person does.

    def widget(self, key: str) -> Any:
        """The widget of a key."""
        for element in self._elements(self.app._tree):
            if getattr(element, "key", None) == key and hasattr(element, "set_value"):
                return element
        raise KeyError(key)

    def choose(self, **values: Any) -> "Screen":
        """Set widgets by key and let the page run."""
        self._speak()
        for key, value in values.items():
            self.widget(key).set_value(value)
        return Screen(self.app.run())

    def click(self, key: str) -> "Screen":
        """Press a button."""
        self._speak()
        return Screen(self.app.button(key=key).click().run())

    def pick_row(self, key: str, *indices: int) -> "Screen":
        """Choose a row of a table; none at all takes the choice back."""
        state = {"selection": {"rows": list(indices), "columns": [], "cells": []}}
        return self._send(self.app.dataframe(key=key).proto.id, state)

    def pick_on_map(self, **objects: Any) -> "Screen":
        """Click what a layer of the map draws; nothing at all is a click on the sea."""
        (chart,) = self.app.get("deck_gl_json_chart")
        chosen = {layer: [item] for layer, item in objects.items()}
        state = {"selection": {"indices": {layer: [0] for layer in chosen}, "objects": chosen}}
        return self._send(chart.proto.id, state)

    def pick_bar(self, reference: str) -> "Screen":
        """Click a bar of the chart."""
        (chart,) = self.app.get("vega_lite_chart")
        return self._send(chart.proto.id, {"selection": {"pick": [{"ref": reference}]}})

    def _speak(self) -> None:
        """AppTest words the widgets' values here, outside the run: in the language on screen."""
        if "lang" in self.app.session_state:
            i18n.activate(self.app.session_state["lang"])

    def _send(self, widget_id: str, state: dict[str, Any]) -> "Screen":
        self._speak()
        states = self.app._tree.get_widget_states()
        states.widgets.append(WidgetState(id=widget_id, string_value=json.dumps(state)))
        return Screen(self.app._run(states))


# Fields of elements that hold machine words rather than texts.
SILENT = frozenset({"id", "icon", "page", "url", "query_string", "query_param_key", "type", "key"})


def _texts(element: Any) -> Iterator[str]:
    if element.type == "dataframe":
        frame = element.value
        yield from map(str, frame.columns)
        return
    proto = getattr(element, "proto", None)
    if proto is None:
        return
    for part in ("popover", "expandable"):
        if element.type == part or part in str(type(proto)).lower():
            proto = getattr(proto, part, proto)
    for name in ("label", "placeholder", "help", "body"):
        text = getattr(proto, name, "")
        if isinstance(text, str) and text:
            yield text
    options = getattr(proto, "options", ())
    for option in options if not isinstance(options, str) else ():
        text = option if isinstance(option, str) else getattr(option, "content", "")
        if text:
            yield text
    if element.type == "vega_lite_chart":
        yield json.dumps(json.loads(proto.spec), ensure_ascii=False)
