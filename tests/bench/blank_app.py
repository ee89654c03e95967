"""What Streamlit itself costs: pages with next to nothing, served like the atlas.

``?points=20`` gives a map with so many inline points and a filter; without it there is one box.
"""

import os

import pydeck as pdk
import streamlit as st

LAND = [246, 244, 239]
BOX = [[[-20, -30], [50, -30], [50, 35], [-20, 35]]]


def page() -> None:
    """A map with a box in the colour of land, and perhaps points."""
    count = int(st.query_params.get("points", 0))
    kept = count
    if count:
        kept = st.segmented_control("points", [count, count // 2], default=count, key="kept")
    layers = [pdk.Layer("PolygonLayer", [{"p": BOX}], get_polygon="p", get_fill_color=LAND)]
    if count:
        rows = [{"p": [i * 2 - 10, i], "id": f"x:{i}"} for i in range(int(kept or count))]
        layers.append(
            pdk.Layer("ScatterplotLayer", rows, id="points", get_position="p", get_radius=6,
                      radius_units=pdk.types.String("pixels"), get_fill_color=[200, 80, 30],
                      pickable=True)
        )  # fmt: skip
    with st.container(key="map"):
        st.pydeck_chart(
            pdk.Deck(layers, map_provider=None,
                     initial_view_state=pdk.ViewState(latitude=2, longitude=17, zoom=1.6)),
            key="map-chart", height=404,
        )  # fmt: skip


if st.runtime.exists():
    page()
elif __name__ == "__main__":
    from starlette.responses import JSONResponse
    from starlette.routing import Route

    async def health(_request: object) -> JSONResponse:
        """That it serves."""
        return JSONResponse({"release": "none"})

    st.App(__file__, routes=[Route("/release", health)]).run(
        config={
            "server.address": os.environ["HOA_HOST"],
            "server.port": int(os.environ["HOA_PORT"]),
        }
    )
