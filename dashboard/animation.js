// The clock of the marks that travel on the map. deck.gl belongs to Streamlit's map; it is found
// through React's own record of the canvas. Where that fails, the map stays as it is.

const FRAME_MS = 32; // calm motion needs no more than thirty pictures a second
const SLOW_FRAME_MS = 80; // a median above this means drawing without a graphics card
const SLOW_STEP_MS = 250;
const SLOW_ENDS_MS = 20000;
const SAMPLE = 15; // pictures looked at before that is decided,
const SAMPLE_MS = 2000; // or fewer where they take longer
const WARM_UP = 2; // the first ones start shaders

// Kept while the page is drawn again and again.
let seconds = 0;
let pause = 0; // ms between pictures where drawing is slow
let time = 0; // what the layers read; 0 shows nothing

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

// A layer's properties are frozen, and React hands deck.gl its own layers again at any move of the
// map: so each layer, once met, looks at the clock whenever it is drawn.
function follow(layer) {
  if (Object.hasOwn(layer, "draw") || typeof layer.draw !== "function") return;
  const { draw } = layer;
  layer.draw = function (options) {
    const own = this.props;
    this.props = Object.create(own, { currentTime: { value: time } });
    try {
      return draw.call(this, options);
    } finally {
      this.props = own;
    }
  };
}

export default function ({ data }) {
  const less = window.matchMedia("(prefers-reduced-motion: reduce)");
  let deck, canvas, frame, timer, last, ends;
  let took = [];

  const layers = () => {
    if (!canvas?.isConnected) {
      canvas = document.querySelector(".st-key-map canvas");
      deck = null;
    }
    if (canvas) deck ??= deckOf(canvas);
    const all = deck?.layerManager?.getLayers() ?? [];
    return all.filter((layer) => data.layers.includes(layer.id) && layer.isLoaded);
  };
  const show = (found) => {
    for (const layer of found) {
      follow(layer);
      layer.setNeedsRedraw();
    }
  };
  const inSight = () => {
    const box = canvas.getBoundingClientRect();
    return !document.hidden && box.bottom > 0 && box.top < window.innerHeight;
  };
  const later = (ms) => {
    timer = setTimeout(() => { frame = requestAnimationFrame(tick); }, ms);
  };
  const measure = (ms) => {
    took.push(ms);
    const own = took.slice(WARM_UP).sort((a, b) => a - b);
    const whole = own.reduce((sum, each) => sum + each, 0);
    if (own.length < SAMPLE && (own.length < 3 || whole < SAMPLE_MS)) return;
    const median = own[own.length >> 1];
    // Twice as long a rest as a picture takes: the map answers the reader in between.
    if (median > SLOW_FRAME_MS) pause = Math.max(SLOW_STEP_MS, 2 * median);
    took = [];
  };
  const tick = (now) => {
    const found = layers();
    if (pause) ends ??= now + SLOW_ENDS_MS;
    if (less.matches || now > ends) {
      time = 0;
      show(found);
      return;
    }
    if (!found.length || !inSight()) {
      last = undefined;
      later(SLOW_STEP_MS);
      return;
    }
    if (last !== undefined && now - last < FRAME_MS - 8) {
      frame = requestAnimationFrame(tick);
      return;
    }
    if (last !== undefined) {
      if (!pause) measure(now - last);
      seconds = (seconds + Math.min(now - last, 500) / 1000) % data.cycle;
    }
    last = now;
    time = data.start + seconds;
    show(found);
    if (pause) later(pause);
    else frame = requestAnimationFrame(tick);
  };
  const stop = () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  };
  const begin = () => {
    stop();
    last = ends = undefined;
    frame = requestAnimationFrame(tick);
  };
  begin();
  less.addEventListener("change", begin);
  return () => {
    stop();
    less.removeEventListener("change", begin);
  };
}
