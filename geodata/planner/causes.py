"""Why some of our figures are off the published ones, by id of the published row.

A cause is a judgment of ours: it compares the course that the source names with the one that the
network gives. Rows without one are off for no reason that we know.
"""

from typing import Final, NamedTuple


class Cause(NamedTuple):
    """A cause.

    Parameters
    ----------
    zh, en : for people
    comparable : whether the published figure is of the way that ours is
    """

    zh: str
    en: str
    comparable: bool = True


UNBUILT: Final = Cause(
    "在建或未建铁路，路网中没有，测算走了别的线",
    "line not built yet, ours is another one",
    comparable=False,
)
MIXED: Final = Cause("公铁联运，不全在铁路上", "rail and road together", comparable=False)
OTHER_END: Final = Cause(
    "公布数的起止点不同（含港区航道、支线或新线）",
    "published between other ends or on a new line",
    comparable=False,
)
OTHER_WAY: Final = Cause(
    "公布数经由另一条线路，与所列口岸之间的线路里程之和不符",
    "published figure is of another way than the lines it names add up to", comparable=False,
)  # fmt: skip
DISAGREE: Final = Cause(
    "公布数彼此不一，另一公布数与测算相符",
    "published figures disagree, another one agrees with ours",
)
ROUNDED: Final = Cause(
    "公布数取整，或距离短而站点位置之差占比大",
    "rounded, or so short that the stations' places count",
)
STRAIGHT: Final = Cause(
    "路网截弯取直，山区弯道多处修正后仍偏短", "network skips bends, more of them in hills"
)
MINOR: Final = Cause(
    "路网走了较短的次级公路，货车走干线",
    "network takes shorter minor roads, lorries the trunk road",
)
LANE: Final = Cause("海运网络在此处绕行", "sea network makes a detour here")
EXPRESS: Final = Cause(
    "快速定点班列，快于一般班列的日行里程", "fast train by timetable, faster than the ordinary ones"
)
CLAIM: Final = Cause(
    "首发或宣布的天数，快于公布的平均日行里程",
    "announced or of the first train, faster than the averages",
)
CONGESTED: Final = Cause("船期拥堵或早期班次", "congested or early sailings")
SLOW: Final = Cause(
    "公布数含集结或口岸等待", "published figure holds waiting for the train or at the border"
)

CAUSES: Final[dict[str, Cause]] = {
    "rail-ecrl-kota-bharu-port-klang": UNBUILT, "rail-ecrl-kota-bharu-gombak": UNBUILT,
    "rail-mandalay-muse": UNBUILT, "rail-uvinza-musongati": UNBUILT,
    "rail-douala-bangui-rail-road": MIXED,
    "rail-dar-dodoma": OTHER_END, "rail-abidjan-ouagadougou": OTHER_END,
    "rail-lagos-ibadan": OTHER_END, "sea-suez-canal": OTHER_END, "sea-suez-port-said": OTHER_END,
    "rail-changsha-tashkent": OTHER_WAY, "rail-budapest-changsha": OTHER_WAY,
    "rail-zhuzhou-moscow": OTHER_WAY, "rail-changsha-erenhot": OTHER_WAY,
    "rail-changsha-duisburg-north": DISAGREE,
    "rail-mombasa-naivasha": DISAGREE, "road-mombasa-nairobi-hofstra": DISAGREE,
    "road-blantyre-dar": OTHER_WAY, "road-walvis-bay-lubumbashi": ROUNDED,
    "rail-luau-kolwezi": ROUNDED, "rail-brest-malaszewicze": ROUNDED,
    "rail-matadi-kinshasa-news": ROUNDED, "road-lubumbashi-zambia-border": ROUNDED,
    "sea-alexandria-mombasa-suez": ROUNDED, "sea-singapore-mombasa": ROUNDED,
    "river-changsha-chenglingji": ROUNDED,
    "rail-huaihua-nanning": STRAIGHT, "rail-huaihua-qinzhou": STRAIGHT,
    "road-pointe-noire-brazzaville": STRAIGHT, "road-berbera-addis": STRAIGHT,
    "road-chirundu-lusaka": STRAIGHT, "road-douala-bangui": MINOR,
    "road-douala-ndjamena": MINOR, "road-blantyre-nacala": MINOR, "road-mombasa-bujumbura": MINOR,
    "sea-nansha-cat-lai-ho-chi-minh-suez-open": LANE, "sea-nansha-muara-suez-open": LANE,
    "T01": SLOW, "T05": EXPRESS, "T06": EXPRESS, "T11": SLOW, "T13": EXPRESS,
    "T18": CONGESTED, "T19": CONGESTED, "T33": CLAIM, "T36": CLAIM, "T37": CLAIM, "T38": CLAIM,
    "T39": CLAIM, "T40": CLAIM, "T44": CLAIM,
}  # fmt: skip
