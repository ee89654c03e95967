// The search box: asks the server by itself while somebody types, shows what it answers, and tells
// Streamlit only what was chosen in the end. Texts are always set as text, never as markup.

const WAIT_MS = 80; // after the last key
const KEPT = 6; // things opened lately
const STORE = "atlas_recent";
const PLAIN = ["sel", "release", "lang"]; // parameters that are no filter's
const LENS = "M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zM15.3 15.3 20 20";
const CROSS = "M6 6l12 12M18 6 6 18";

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

// Marks are counted in characters, as Python does, not in UTF-16 units.
function marked(name, marks) {
  const letters = Array.from(name);
  const parts = [];
  let at = 0;
  for (const [begin, end] of marks ?? []) {
    parts.push(letters.slice(at, begin).join(""), make("mark", {}, letters.slice(begin, end).join("")));
    at = end;
  }
  return [...parts, letters.slice(at).join("")];
}

function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => one?.ref && one?.name && one?.href) : [];
  } catch {
    return []; // storage may be forbidden
  }
}

function remember({ ref, name, href }) {
  try {
    const rest = remembered().filter((one) => one.ref !== ref);
    localStorage.setItem(STORE, JSON.stringify([{ ref, name, href }, ...rest].slice(0, KEPT)));
  } catch {
    // storage may be forbidden
  }
}

function typing(event) {
  const at = event.composedPath()[0];
  return at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
}

class Box {
  constructor(root, css) {
    this.input = make("input", {
      type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", maxlength: "200",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "hits",
    });
    this.opener = make("button", { class: "opener", type: "button" }, icon(LENS));
    this.clear = make("button", { class: "clear", type: "button", tabindex: "-1" }, icon(CROSS));
    const field = make("div", { class: "field" }, icon(LENS), this.input, make("kbd", { "aria-hidden": "true" }, "/"), this.clear);
    this.list = make("div", { class: "list", role: "listbox", id: "hits" });
    this.foot = make("div", { class: "foot", "aria-hidden": "true" });
    this.panel = make("div", { class: "panel", hidden: "" }, this.list, this.foot);
    this.status = make("div", { class: "quiet", role: "status", "aria-live": "polite" });
    this.whole = make("div", { class: "search", role: "search", style: "visibility: hidden" },
      this.opener, field, this.panel, this.status);
    const sheet = make("link", { rel: "stylesheet", href: css });
    sheet.addEventListener("load", () => { this.whole.style.visibility = ""; });
    root.append(sheet, this.whole);
    this.root = root;
    this.rows = []; // what the arrows walk over: {node, act, href}
    this.active = -1;
    this.asked = 0; // questions so far; an answer to any but the last is dropped
    this.answered = null; // the text that the list is about
    this.listen(field);
  }

  listen(field) {
    // Streamlit has shortcuts of single letters, which are not for who types here.
    for (const kind of ["keydown", "keyup", "keypress"]) {
      this.whole.addEventListener(kind, (event) => event.stopPropagation());
    }
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("input", (event) => { if (!event.isComposing) this.typed(); });
    this.input.addEventListener("compositionend", () => this.typed());
    this.input.addEventListener("focus", () => this.open());
    field.addEventListener("mousedown", (event) => {
      if (event.target !== this.input) event.preventDefault();
      this.input.focus();
    });
    this.opener.addEventListener("click", () => this.open());
    this.clear.addEventListener("click", () => { this.input.value = ""; this.typed(); this.input.focus(); });
    // The focus stays in the field while something in the list is clicked.
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
    this.whole.addEventListener("focusout", () => setTimeout(() => {
      if (!this.whole.contains(this.root.activeElement)) this.close();
    }));
    this.anywhere = (event) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
      if (event.key === "/" && plain && !event.defaultPrevented && !typing(event)) {
        event.preventDefault();
        this.open();
      }
    };
  }

  use(data, choose) {
    this.data = data;
    this.choose = choose;
    const { words } = data;
    this.input.placeholder = words.ask;
    this.input.setAttribute("aria-label", words.label);
    this.opener.setAttribute("aria-label", words.label);
    this.opener.title = `${words.label} (/)`;
    this.clear.setAttribute("aria-label", words.clear);
    this.list.setAttribute("aria-label", words.label);
    this.foot.replaceChildren(...words.keys.map((text) => make("span", {}, text)));
    // In another language, or of another release, the list is no longer true.
    if (this.spoken !== data.lang + data.release) this.answered = null;
    this.spoken = data.lang + data.release;
  }

  open() {
    if (!this.whole.classList.contains("open")) {
      const before = document.activeElement;
      this.before = before === this.root.host || before === document.body ? null : before;
      this.whole.classList.add("open");
      this.panel.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
      this.input.focus();
      this.input.select();
      if (this.answered !== this.input.value.trim()) this.typed(0);
    } else if (this.root.activeElement !== this.input) {
      this.input.focus();
      this.input.select();
    }
  }

  close() {
    this.whole.classList.remove("open");
    this.panel.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
    this.enter = null;
  }

  leave() {
    const { before } = this;
    this.input.blur();
    this.close();
    if (before?.isConnected) before.focus();
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.open();
      const count = this.rows.length;
      if (count) this.activate((this.active + step + count) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const apart = event.ctrlKey || event.metaKey;
      // Who types and presses Enter at once means what the answer to come puts first.
      if (this.answered === this.input.value.trim()) this.act(this.rows[this.active], apart);
      else this.enter = { apart };
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.leave();
    }
  }

  act(row, apart) {
    if (!row) return;
    if (apart && row.href) window.open(row.href, "_blank", "noopener");
    else row.act();
  }

  activate(number) {
    this.rows[this.active]?.node.setAttribute("aria-selected", "false");
    this.active = number;
    const row = this.rows[number];
    if (!row) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    row.node.setAttribute("aria-selected", "true");
    row.node.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", row.node.id);
  }

  typed(wait = WAIT_MS) {
    const text = this.input.value.trim();
    this.whole.classList.toggle("typed", text !== "");
    clearTimeout(this.timer);
    this.asking?.abort();
    const number = ++this.asked;
    this.enter = null;
    if (text) this.timer = setTimeout(() => this.ask(text, number), wait);
    else this.start();
  }

  async ask(text, number) {
    const { find, lang, release } = this.data;
    const query = new URLSearchParams({ q: text, lang });
    if (release) query.set("release", release);
    this.asking = new AbortController();
    let found = null;
    try {
      const answer = await fetch(`${find}?${query}`, { signal: this.asking.signal });
      if (answer.ok) found = await answer.json();
    } catch (error) {
      if (error.name === "AbortError") return;
    }
    if (number !== this.asked) return;
    this.answered = found && text;
    if (found?.count) this.show(found);
    else this.nothing(text, found);
    const { enter } = this;
    this.enter = null;
    if (enter && found?.count) this.act(this.rows[0], enter.apart);
  }

  begin() {
    this.rows = [];
    this.active = -1;
    this.list.replaceChildren();
    this.list.scrollTop = 0;
    this.input.removeAttribute("aria-activedescendant");
  }

  row(kind, attributes, act, ...children) {
    const href = attributes.href;
    const node = make(href ? "a" : "div", {
      class: `row ${kind}`, role: "option", id: `hit-${this.rows.length}`, tabindex: "-1",
      "aria-selected": "false", ...attributes,
    }, ...children);
    const row = { node, act, href };
    node.addEventListener("click", (event) => {
      if (href && (event.ctrlKey || event.metaKey || event.shiftKey)) return; // a tab of its own
      event.preventDefault();
      act();
    });
    node.addEventListener("mousemove", () => {
      if (this.rows[this.active] !== row) this.activate(this.rows.indexOf(row));
    });
    this.rows.push(row);
    return node;
  }

  group(heading, nodes) {
    const id = `head-${this.list.childElementCount}`;
    this.list.append(make("div", { role: "group", "aria-labelledby": id },
      make("div", { class: "head", id }, heading), ...nodes));
  }

  hit(one) {
    const name = make("span", { class: "name" }, ...marked(one.name, one.marks));
    const where = one.where ? [make("span", { class: "where" }, one.where)] : [];
    const why = one.why ? [make("span", { class: "why" }, one.why)] : [];
    return this.row("hit", { href: one.href, "data-ref": one.ref }, () => this.go(one), name, ...where, ...why);
  }

  show(found, all = false) {
    const { words } = this.data;
    this.begin();
    let hidden = 0;
    for (const { label, hits } of found.groups) {
      const shown = all ? hits : hits.filter((one) => !one.late);
      hidden += hits.length - shown.length;
      if (shown.length) this.group(label, shown.map((one) => this.hit(one)));
    }
    if (hidden) {
      const at = this.rows.length;
      const text = words.rest.replace("{n}", found.full ? `${hidden}+` : hidden);
      this.list.append(this.row("more", {}, () => { this.show(found, true); this.activate(at); }, text));
    }
    this.activate(0);
    this.status.textContent = words.count.replace("{n}", found.full ? `${found.count}+` : found.count);
  }

  words(texts) {
    return texts.map((text) => this.row("plain", {}, () => {
      this.input.value = text;
      this.typed(0);
      this.input.focus();
    }, text));
  }

  nothing(text, found) {
    const { words } = this.data;
    this.begin();
    const said = found ? words.nothing.replace("{text}", text) : words.failed;
    this.list.append(make("p", { class: "say" }, said));
    if (found?.nearest.length) this.group(words.nearest, this.words(found.nearest));
    this.status.textContent = said;
  }

  start() {
    const { words, release } = this.data;
    this.begin();
    this.answered = "";
    const recent = remembered().map((one) => {
      const href = new URL(one.href, location.href);
      href.searchParams.delete("release");
      if (release) href.searchParams.set("release", release);
      return this.hit({ ref: one.ref, name: one.name, href: href.pathname + href.search });
    });
    if (recent.length) this.group(words.recent, recent);
    this.group(words.examples_are, this.words(words.examples));
    this.status.textContent = "";
  }

  go(one) {
    remember(one);
    this.input.blur();
    this.close();
    if (!stepped(one.href)) this.choose("go", one.ref);
  }
}

// An address that only selects is put into the browser's history as one step forward, which the
// reader can take back; one that sets filters is left to the server, which knows their widgets.
function stepped(href) {
  const there = new URL(href, location.href);
  if ([...there.searchParams.keys()].some((name) => !PLAIN.includes(name))) return false;
  const now = new URLSearchParams(location.search);
  if (there.pathname === location.pathname) {
    const chosen = there.searchParams.get("sel");
    if (!chosen) return false; // a setting, such as the language
    there.search = location.search;
    there.searchParams.set("sel", chosen);
  } else if (now.has("lang")) there.searchParams.set("lang", now.get("lang"));
  else there.searchParams.delete("lang");
  history.pushState({}, "", there);
  window.dispatchEvent(new PopStateEvent("popstate"));
  return true;
}

const boxes = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let box = boxes.get(parentElement);
  if (!box) boxes.set(parentElement, (box = new Box(parentElement, data.css)));
  box.use(data, setTriggerValue);
  document.addEventListener("keydown", box.anywhere);
  return () => document.removeEventListener("keydown", box.anywhere);
}
