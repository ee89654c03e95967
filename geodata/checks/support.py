"""Facts of help and experience agree with themselves: institutions, financial services, cases."""

from collections import Counter
from collections.abc import Iterator

from geodata.checks.context import Context
from geodata.failures import Failure
from geodata.schema.support import FORMS, PROVIDER_TYPES

CHINA = "CHN"
# China's own missions stand in the country that they are there for.
MISSIONS = (
    "embassy", "consulate-general", "consulate", "consular-office", "commercial-office",
)  # fmt: skip
# One country's mission or chamber in China is there for that country.
GUESTS = ("foreign-consulate", "foreign-chamber")
CLOSED_LISTS = (
    ("financial_service", "forms", FORMS), ("financial_service", "provider_types", PROVIDER_TYPES),
)  # fmt: skip


def listed_words_known(context: Context) -> Iterator[Failure]:
    """Each of several words in a cell is of the closed list; sectors are those of the projects."""
    sectors = {
        part for _, cell in context.cells("project", "sector") for part in cell.split("/")
    }  # fmt: skip
    lists = [*CLOSED_LISTS]
    if sectors:
        lists.append(("case", "sectors", tuple(sorted(sectors))))
    for kind, column, words in lists:
        for line, value in context.cells(kind, column):
            several = value.split(";")
            for word, times in Counter(several).items():
                if word not in words:
                    yield context.failure(
                        kind, line, column, word, "不是可写的词", "可写的有：" + "、".join(words)
                    )
                elif times > 1:
                    yield context.failure(
                        kind, line, column, value, f"“{word}”写了两次", "每个词只写一次"
                    )


def absent_have_no_place(context: Context) -> Iterator[Failure]:
    """What does not exist has no point, no city, no telephone and no website."""
    status = dict(context.cells("institution", "status"))
    for column in ("lat", "city", "address", "phone", "website"):
        for line, value in context.cells("institution", column):
            if status.get(line) == "none":
                yield context.failure(
                    "institution", line, column, value, "状态为 none（未设），却写了所在或联系方式",
                    "留空这一项，或更正 status",
                )  # fmt: skip


def websites_have_basis(context: Context) -> Iterator[Failure]:
    """A website says whether anybody has seen it, and nothing is said of one that is not there."""
    bases = dict(context.cells("institution", "website_basis"))
    sites = dict(context.cells("institution", "website"))
    for line in sorted(sites.keys() ^ bases.keys()):
        yield context.failure(
            "institution", line, "website_basis", bases.get(line, ""),
            "写了网址，没有写依据" if line in sites else "没有网址，却写了依据",
            "来源里有网址写 seen，按惯例推得写 pattern，没有网址两项都留空",
        )  # fmt: skip


def missions_serve_somewhere(context: Context) -> Iterator[Failure]:
    """China's missions serve the country they are in; a guest in China serves another country."""
    where = dict(context.cells("institution", "iso3"))
    status = dict(context.cells("institution", "status"))
    serves = dict(context.cells("institution", "serves"))
    for line, kind in context.cells("institution", "institution_type"):
        own, named = where.get(line, ""), serves.get(line, "").split(";")
        if status.get(line) == "none":
            continue
        if kind in MISSIONS and own not in named:
            remedy = f"把 {own} 写进 serves，或更正 iso3"
        elif kind in GUESTS and (own != CHINA or named == [""] or CHINA in named):
            remedy = "iso3 写 CHN，serves 写派出国"
        else:
            continue
        yield context.failure(
            "institution", line, "serves", serves.get(line, ""),
            f"与机构类型 {kind} 和所在国 {own or '（空）'} 不符", remedy,
        )  # fmt: skip


def one_embassy_each(context: Context) -> Iterator[Failure]:
    """A country has one Chinese embassy at most."""
    where = dict(context.cells("institution", "iso3"))
    first: dict[str, int] = {}
    for line, kind in context.cells("institution", "institution_type"):
        if kind != "embassy" or line not in where:
            continue
        before = first.setdefault(where[line], line)
        if before != line:
            yield context.failure(
                "institution", line, "iso3", where[line], f"与第 {before} 行是同一国的两个大使馆",
                "删去重复的一行，或更正 iso3、institution_type",
            )  # fmt: skip


def proposals_have_no_provider(context: Context) -> Iterator[Failure]:
    """What is only proposed can be asked for nowhere, and the row says who proposed it."""
    kind = "financial_service"
    proposed = {line for line, state in context.cells(kind, "state") if state == "proposed"}
    for column in ("reach", "institution_ids", "branch_ids"):
        for line, value in context.cells(kind, column):
            if line in proposed:
                yield context.failure(
                    kind, line, column, value, "只是建议（proposed），却写了去哪里办",
                    "留空这一项；已经开办就把 state 改为 offered 或 pilot",
                )  # fmt: skip
    told = dict(context.cells(kind, "note"))
    for line in sorted(proposed - told.keys()):
        yield context.failure(
            kind, line, "note", "", "只是建议（proposed），没有写是谁的建议", "在 note 写明出处"
        )


def lessons_have_basis(context: Context) -> Iterator[Failure]:
    """A lesson says whether a source states it or it is inferred."""
    bases = dict(context.cells("case", "lesson_basis"))
    lessons = dict(context.cells("case", "lesson"))
    for line in sorted(lessons.keys() ^ bases.keys()):
        yield context.failure(
            "case", line, "lesson_basis", bases.get(line, ""),
            "写了启示，没有写依据" if line in lessons else "没有启示，却写了依据",
            "来源自己说的写 stated，推断的写 inference，没有启示两项都留空",
        )  # fmt: skip


def cases_are_where_their_projects_are(context: Context) -> Iterator[Failure]:
    """One of a case's countries is a country of each of its projects and parks."""
    countries = {
        kind: dict(
            zip(context.column(kind, f"{kind}_id"), context.column(kind, "iso3"), strict=True)
        )
        for kind in ("project", "park")
    }
    own = dict(context.cells("case", "iso3"))
    others = dict(context.cells("case", "linked_iso3"))
    for kind, known in countries.items():
        for line, value in context.cells("case", f"{kind}_ids"):
            named = {own.get(line, ""), *others.get(line, "").split(";")} - {""}
            for id in value.split(";"):
                country = known.get(id)
                if isinstance(country, str) and named and country not in named:
                    yield context.failure(
                        "case", line, f"{kind}_ids", id,
                        f"在 {country}，案例写的是 {'、'.join(sorted(named))}",
                        "更正 iso3，或把该国写进 linked_iso3",
                    )  # fmt: skip
