// Links to entities in groups. Each is an ordinary link with an address of its own, so that it can
// be opened in a new tab; a plain click tells the page, which goes there without loading anew.

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function entry(item, data, go) {
  const row = element("li");
  const link = element("a", "", item.n);
  const query = new URLSearchParams({ ...data.keep, sel: item.r });
  link.href = `${data.prefix}/${item.p === data.home ? "" : item.p}?${query}`;
  link.dataset.ref = item.r;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go({ r: item.r, p: item.p });
  });
  if (item.k) row.append(element("span", "kind", item.k));
  row.append(link);
  if (item.w) row.append(element("small", "", item.w));
  return row;
}

export default function ({ data, parentElement, setTriggerValue, setStateValue }) {
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
    list.append(...group.i.map((item) => entry(item, data, (to) => setTriggerValue("go", to))));
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
