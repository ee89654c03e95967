// A click on the bare map says where it was. deck.gl belongs to Streamlit's map; it is found
// through React's own record of the canvas. A click on what can be chosen is the map's own.

const STILL_PX = 5; // a press that moves farther drags the map
const NEAR_PX = 3;

function deckOf(canvas) {
  const name = Object.keys(canvas).find((key) => key.startsWith("__reactFiber$"));
  for (let fiber = name && canvas[name]; fiber; fiber = fiber.return) {
    for (let hook = fiber.memoizedState; hook?.queue !== undefined; hook = hook.next) {
      const deck = hook.memoizedState?.current?.deck;
      if (deck?.layerManager?.getLayers) return deck;
    }
  }
  return null;
}

export default function ({ setTriggerValue }) {
  let down = null;

  const canvasOf = (event) => {
    const canvas = event.target?.closest?.(".st-key-map")?.querySelector("canvas");
    const box = canvas?.getBoundingClientRect();
    // The legend and the zoom buttons lie on the map; the map itself is under the pointer.
    const own = event.target?.closest?.("[data-testid=stDeckGlJsonChart]");
    return own && box ? { canvas, x: event.clientX - box.left, y: event.clientY - box.top } : null;
  };
  const press = (event) => {
    down = event.isPrimary && event.button === 0 ? [event.clientX, event.clientY] : null;
  };
  const release = (event) => {
    const start = down;
    down = null;
    if (!start || Math.hypot(event.clientX - start[0], event.clientY - start[1]) > STILL_PX) return;
    const at = canvasOf(event);
    const deck = at && deckOf(at.canvas);
    if (!deck || deck.pickObject({ x: at.x, y: at.y, radius: NEAR_PX })) return;
    const [lon, lat] = deck.getViewports()[0].unproject([at.x, at.y]);
    if (Number.isFinite(lon) && Math.abs(lat) <= 90) {
      setTriggerValue("point", [((((lon + 180) % 360) + 360) % 360) - 180, lat]);
    }
  };
  window.addEventListener("pointerdown", press, true);
  window.addEventListener("pointerup", release, true);
  return () => {
    window.removeEventListener("pointerdown", press, true);
    window.removeEventListener("pointerup", release, true);
  };
}
