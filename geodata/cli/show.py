"""One entity as a document: its fields, sources, rival claims and links."""

from typing import Any

from geodata.errors import UsageError
from geodata.export.sheet import source_ids
from geodata.kinds import KINDS
from geodata.nearest import nearest
from geodata.relations import links
from geodata.store import FolderStore, Store, as_row, shown_name


def parse(text: str, store: FolderStore) -> tuple[str, str]:
    """The kind and id of ``kind:id``.

    Raises
    ------
    UsageError
        If it has no such form or the kind is unknown; it names the nearest matches.
    """
    kind, colon, id = text.partition(":")
    if not colon or not id:
        close = nearest(store.names, text)
        also = "；最接近的有：" + "、".join(f"{s.kind}:{s.id}（{s.name}）" for s in close)
        raise UsageError(
            f"“{text}”不是 类别:编号", remedy="写成如 country:COD" + (also if close else "")
        )
    if kind not in KINDS:
        close = nearest(store.names, id)
        also = "；最接近的有：" + "、".join(f"{s.kind}:{s.id}（{s.name}）" for s in close)
        raise UsageError(
            f"没有“{kind}”这一类事物",
            remedy="可用：" + "、".join(KINDS) + (also if close else ""),
        )
    return kind, id


def document(store: Store, kind: str, id: str) -> dict[str, Any]:
    """Everything the release says of one entity.

    Raises
    ------
    NotFoundError
        If there is no such entity.
    """
    row = store.get(kind, id)
    claims = store.table("claim")
    rivals = claims[(claims["kind"] == kind) & (claims["subject_id"] == id)]
    rival_rows = [as_row(rival) for _, rival in rivals.iterrows()]
    cited = dict.fromkeys(source for record in (row, *rival_rows) for source in source_ids(record))
    return {
        "release": store.release_id,
        "kind": kind,
        "id": id,
        "name": shown_name(row, kind),
        "fields": row,
        "sources": [store.get("source", source) for source in cited],
        "claims": rival_rows,
        "links": {
            other: [link._asdict() for link in group]
            for other, group in links(store, kind, id).items()
        },
    }


def as_text(found: dict[str, Any]) -> str:
    """A document for reading in a terminal."""
    lines = [f"{found['name']}（{found['kind']}:{found['id']}，数据版本 {found['release']}）"]
    lines += [
        f"  {name}: {'暂无' if value is None else value}" for name, value in found["fields"].items()
    ]
    lines += ["来源", *(f"  {each['source_id']}: {each['title']}" for each in found["sources"])]
    if found["claims"]:
        lines.append("并列说法")
        lines += [f"  {c['field_zh']}: {c['value']}（{c['source_id']}）" for c in found["claims"]]
    for kind, group in found["links"].items():
        lines.append(f"关联：{KINDS[kind].zh} {len(group)}")
        lines += [f"  {each['kind']}:{each['id']} {each['name']}（{each['reason_zh']}）"
                  for each in group[:10]]  # fmt: skip
        if len(group) > 10:
            lines.append(f"  …… 另有 {len(group) - 10} 条，见 --json")
    return "\n".join(lines)
