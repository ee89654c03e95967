// Links to entities in groups. Each is an ordinary link with an address of its own, so that it can
// be opened in a new tab; a plain click turns the page without loading it anew.

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

// Streamlit follows the browser's history: an address put there, and told as a step forward, is
// one step that the reader can take back. (Turning the page from the server makes two.)
function go(address) {
  history.pushState({}, "", address);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

function entry(item, data) {
  const row = element("li");
  const link = element("a", "", item.n);
  const query = new URLSearchParams({ ...data.keep, sel: item.r });
  link.href = `${data.prefix}/${item.p === data.home ? "" : item.p}?${query}`;
  link.dataset.ref = item.r;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const there = new URL(link.href);
    if (there.pathname === location.pathname) {
      // On the page at hand only the selection changes, what is filtered stays.
      there.search = location.search;
      there.searchParams.set("sel", item.r);
    }
    go(there);
  });
  if (item.k) row.append(element("span", "kind", item.k));
  row.append(link);
  if (item.w) row.append(element("small", "", item.w));
  return row;
}

export default function ({ data, parentElement, setStateValue }) {
  const root = element("div", "atlas-links");
  for (const group of data.groups) {
    const part = element("section");
    part.dataset.kind = group.k;
    if (group.t) {
      const title = element("h4", "", group.t);
      if (group.c) title.append(element("span", "count", group.c));
      part.append(title);
    }
    const list = element("ul");
    list.append(...group.i.map((item) => entry(item, data)));
    part.append(list);
    if (group.m) {
      const more = element("button", "", group.m);
      more.type = "button";
      more.addEventListener("click", () => setStateValue("open", { of: data.of, groups: [...data.open, group.k] }));
      part.append(more);
    }
    root.append(part);
  }
  const focused = parentElement.contains(document.activeElement)
    ? document.activeElement.dataset?.ref
    : undefined;
  const before = parentElement.querySelector(".atlas-links");
  root.dataset.of = data.of;
  // Another entity's card is read from its beginning.
  if (before && before.dataset.of !== data.of) parentElement.closest(".st-key-card")?.scrollTo(0, 0);
  before?.remove();
  parentElement.append(root);
  if (focused) root.querySelector(`[data-ref="${CSS.escape(focused)}"]`)?.focus();
}
