"""The line below a country's name in the tooltip, for the variable that the map shows."""

import pandas as pd

from geodata.format import quantity
from geodata.store import Store
from geodata.variables import Variable, present, values

PRESENT = {"zh": "有记载，暂无数字", "en": "recorded, no figure"}
NO_DATA = {"zh": "暂无数据", "en": "no data"}
WORLD = {"zh": "占世界", "en": "of world"}
RANK = {"zh": "按产量列本国农产品第 {} 位", "en": "number {} of its farm products by tonnage"}


def _line(row: pd.Series, variable: Variable, locale: str) -> str:
    if variable.measure == "presence":
        return PRESENT[locale].split("，")[0].split(",")[0]
    if variable.measure == "tonnage-rank":
        text = RANK[locale].format(int(row["value"]))
    else:
        text = quantity(row["value"], row["unit"], locale)
    if pd.notna(row["year"]):
        text += f" · {int(row['year'])}"
    if pd.notna(row["share"]):
        text += f"\n{WORLD[locale]} {row['share']:.3g}%"
    return text


def pick_lines(store: Store, subject: str, locale: str) -> dict[str, str]:
    """Tooltip line by ISO code.

    Parameters
    ----------
    subject : ``plain`` for the capital, else the slug of a variable
    locale : zh or en

    Raises
    ------
    UsageError : if the subject is no variable
    """
    locale = "zh" if locale == "zh" else "en"
    countries = store.table("country").set_index("iso3")
    if subject == "plain":
        return dict(countries[f"capital_{locale}"])
    variable = Variable.parse(subject)
    found = values(store, variable)
    lines = {str(iso3): _line(row, variable, locale) for iso3, row in found.iterrows()}
    known = present(store, variable.subject) if variable.kind == "resource" else frozenset()
    for iso3 in countries.index:
        lines.setdefault(iso3, PRESENT[locale] if iso3 in known else NO_DATA[locale])
    return lines
