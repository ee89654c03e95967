"""The words of a country's page keep to their length, language and names."""

import re
from collections.abc import Iterator
from typing import Final

from geodata.checks.context import Context
from geodata.failures import Failure
from geodata.schema.profile import LIMITS

NOTE = "profile_note"
PLACE = "official_place"
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
# A page shown in public says nothing of disputed territories, and names states as China does.
AVOIDED: Final = re.compile(
    r"西撒哈拉|索马里兰|南中国海|(?<![西东海越湖河云])南海(?![岸域拔风关运事])|台湾|伊利米|阿卜耶伊|哈拉伊卜"
    r"|Western Sahara|Somaliland|South China Sea|Taiwan|Ilemi|Abyei|Hala.?ib"
    r"|Sahara occidental|[Mm]er de Chine|Ta[iï]wan"
)
# Older or ambiguous names, each with the one to write.
NAMES: Final[dict[str, str]] = {
    "民主刚果": "刚果（金）",
    "象牙海岸": "科特迪瓦",
    "Ivory Coast": "Côte d'Ivoire",
    "Cape Verde": "Cabo Verde",
    "Burma": "Myanmar",
    "Swaziland": "Eswatini",
}


def notes_are_about_their_id(context: Context) -> Iterator[Failure]:
    """A note's id is made of its country and its topic, so that a link to it says what it is."""
    countries = dict(context.cells(NOTE, "iso3"))
    topics = dict(context.cells(NOTE, "topic"))
    for line, id in context.cells(NOTE, "note_id"):
        wanted = f"{countries.get(line)}-{topics.get(line)}"
        if not re.fullmatch(f"{wanted}-[1-9]", id):
            yield context.failure(
                NOTE, line, "note_id", id, "与 iso3、topic 不符", f"写 {wanted}-1、{wanted}-2 …"
            )


def notes_are_short(context: Context) -> Iterator[Failure]:
    """A note is one or two sentences in each language."""
    for column, limit in LIMITS.items():
        for line, value in context.cells(NOTE, column):
            if len(value) > limit:
                yield context.failure(
                    NOTE, line, column, value, f"有 {len(value)} 个字符，超过 {limit} 个",
                    "写成一两句，或分成两条",
                )  # fmt: skip


def notes_are_in_their_language(context: Context) -> Iterator[Failure]:
    """Chinese columns hold Chinese, the others hold none."""
    columns = [(NOTE, column) for column in LIMITS]
    columns += [
        (PLACE, f"{what}_{language}")
        for what in ("name", "publisher", "what") for language in ("zh", "en")
    ]  # fmt: skip
    for kind, column in columns:
        chinese = column.endswith("_zh")
        for line, value in context.cells(kind, column):
            # An organisation may go by its Latin name in Chinese too; a sentence may not.
            named = column in ("name_zh", "publisher_zh")
            if bool(_HAN.search(value)) != chinese and not named:
                yield context.failure(
                    kind, line, column, value,
                    "没有汉字" if chinese else "夹有汉字", "按列名的语言写",
                )  # fmt: skip


def notes_name_states_rightly(context: Context) -> Iterator[Failure]:
    """No disputed territory is spoken of, and no state is called by a name not used here."""
    columns = [(NOTE, column) for column in (*LIMITS, "note")]
    columns += [(PLACE, column) for column in ("name_zh", "name_en", "what_zh", "what_en", "note")]
    for kind, column in columns:
        for line, value in context.cells(kind, column):
            if found := AVOIDED.search(value):
                yield context.failure(
                    kind, line, column, found.group(), "国别介绍不谈有争议的地区", "删去这一句"
                )
            for wrong, right in NAMES.items():
                if wrong in value:
                    yield context.failure(
                        kind, line, column, wrong, "不是本平台使用的国名", f"写 {right}"
                    )


def official_places_have_basis(context: Context) -> Iterator[Failure]:
    """An address says what it rests on, and nothing is said of one that is not there."""
    bases = dict(context.cells(PLACE, "url_basis"))
    sites = dict(context.cells(PLACE, "url"))
    for line in sorted(sites.keys() ^ bases.keys()):
        yield context.failure(
            PLACE, line, "url_basis", bases.get(line, ""),
            "写了网址，没有写依据" if line in sites else "没有网址，却写了依据",
            "来源里有网址写 seen，按惯例推得写 pattern，凭所知写 general-knowledge，都没有就留空",
        )  # fmt: skip


def official_places_are_for_one_country_or_a_group(context: Context) -> Iterator[Failure]:
    """A place of one country is not at once a place of a group."""
    countries = dict(context.cells(PLACE, "iso3"))
    for line, group in context.cells(PLACE, "group"):
        if line in countries:
            yield context.failure(
                PLACE, line, "group", group, f"已写国家 {countries[line]}，又写了一组国家",
                "iso3 与 group 只写一项",
            )  # fmt: skip
