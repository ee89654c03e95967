"""The kinds of thing the atlas knows, each with its table, id and model: the one registry."""

from dataclasses import dataclass

from geodata.schema import (
    alert,
    corridor,
    country,
    economy,
    hunan,
    match,
    place,
    planner,
    profile,
    relation,
    routing,
    score,
    source,
    support,
    transport,
)
from geodata.schema._base import Table


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity or fact.

    Parameters
    ----------
    name : machine word, as in ``park:P01``
    table : file stem in ``geodata/tables`` and in a release
    id_column : the column that identifies a row
    model : pandera model of the table
    zh, en : what people call it
    """

    name: str
    table: str
    id_column: str
    model: type[Table]
    zh: str
    en: str

    @property
    def placed(self) -> bool:
        """Whether rows have a point of their own."""
        return {"lat", "lon"} <= set(self.model.to_schema().columns)


_ALL = (
    Kind("country", "countries", "iso3", country.Country, "国家", "Country"),
    Kind("bloc", "blocs", "bloc_id", country.Bloc, "区域组织与名单", "Bloc"),
    Kind("membership", "memberships", "membership_id", country.Membership, "成员身份", "Membership"),
    Kind("treaty", "treaties", "treaty_id", country.Treaty, "协定与关税", "Treaty"),
    Kind("finance_fact", "finance_facts", "finance_id", country.FinanceFact, "金融事实", "Finance fact"),
    Kind("indicator_term", "indicator_terms", "indicator", economy.IndicatorTerm, "指标定义", "Indicator definition"),
    Kind("indicator", "indicators", "indicator_id", economy.Indicator, "指标", "Indicator"),
    Kind("commodity", "commodities", "commodity", economy.Commodity, "商品", "Commodity"),
    Kind("resource", "resources", "resource_id", economy.Resource, "资源", "Resource"),
    Kind("industry", "industries", "industry_id", economy.Industry, "产业", "Industry"),
    Kind("trade_item", "trade_items", "trade_item_id", economy.TradeItem, "进出口构成", "Trade item"),
    Kind("site", "sites", "site_id", place.Site, "资源点", "Site"),
    Kind("corridor", "corridors", "corridor_id", corridor.Corridor, "通道", "Corridor"),
    Kind("service", "services", "service_id", corridor.Service, "线路", "Service"),
    Kind("leg", "legs", "leg_id", corridor.Leg, "区段", "Leg"),
    Kind("node", "nodes", "node_id", corridor.Node, "节点", "Node"),
    Kind("volume", "volumes", "volume_id", corridor.Volume, "通道运量", "Volume"),
    Kind("park", "parks", "park_id", place.Park, "园区", "Park"),
    Kind("event", "events", "event_id", place.Event, "活动", "Event"),
    Kind("project", "projects", "project_id", place.Project, "项目", "Project"),
    Kind("branch", "branches", "branch_id", place.Branch, "银行网点", "Bank branch"),
    Kind("prefecture", "prefectures", "prefecture_id", hunan.Prefecture, "市州", "Prefecture"),
    Kind("zone", "zones", "zone_id", hunan.Zone, "湖南平台", "Hunan zone"),
    Kind("hunan_trade", "hunan_trade", "trade_id", hunan.HunanTrade, "湖南外贸", "Hunan trade"),
    Kind("metric", "metrics", "metric_id", hunan.Metric, "省级与平台指标", "Metric"),
    Kind("place", "places", "place_id", place.Place, "地名", "Place"),
    Kind("mend", "graph_mends", "mend_id", routing.Mend, "路网修补", "Network mend"),
    Kind("waterway", "waterways", "vertex_id", routing.Waterway, "航道描点", "Waterway vertex"),
    Kind("assumption", "assumptions", "assumption_id", transport.Assumption, "测算假设", "Assumption"),
    Kind("parameter", "parameters", "parameter_id", planner.Parameter, "规划参数", "Planner parameter"),
    Kind("chokepoint", "chokepoints", "chokepoint_id", transport.Chokepoint, "咽喉要道", "Chokepoint"),
    Kind("border_time", "border_times", "border_time_id", transport.BorderTime, "口岸时间", "Border time"),
    Kind("published_time", "published_times", "published_time_id", transport.PublishedTime, "公布时效", "Published time"),
    Kind("published_distance", "published_distances", "published_distance_id", transport.PublishedDistance, "公布里程", "Published distance"),
    Kind("inland", "inland_corridors", "inland_id", transport.Inland, "内陆走廊", "Inland corridor"),
    Kind("inland_leg", "inland_legs", "leg_id", transport.InlandLeg, "内陆区段", "Inland leg"),
    Kind("institution", "institutions", "institution_id", support.Institution, "机构", "Institution"),
    Kind("financial_service", "financial_services", "financial_service_id", support.FinancialService, "金融服务", "Financial service"),
    Kind("case", "cases", "case_id", support.Case, "案例", "Case"),
    Kind("predicate", "predicates", "predicate", relation.Predicate, "关联词", "Predicate"),
    Kind("relation_rule", "relation_rules", "rule_id", relation.RelationRule, "关联规则", "Relation rule"),
    Kind("link", "links", "link_id", relation.StatedLink, "有出处的关联", "Stated link"),
    Kind("alert_rule", "alert_rules", "rule_id", alert.AlertRule, "提示规则", "Alert rule"),
    Kind("alert", "alerts", "alert_id", alert.Notice, "提示", "Alert"),
    Kind("feed", "feeds", "feed_id", alert.Feed, "资讯来源", "News feed"),
    Kind("profile_note", "profile_notes", "note_id", profile.ProfileNote, "国情要点", "Country note"),
    Kind("official_place", "official_places", "official_place_id", profile.OfficialPlace, "官方出处", "Official place to look"),
    Kind("score_indicator", "score_indicators", "score_indicator_id", score.ScoreIndicator, "评分指标", "Score indicator"),
    Kind("match_good", "match_goods", "good_id", match.MatchGood, "匹配商品", "Matched good"),
    Kind("match_rule", "match_rules", "rule_id", match.MatchRule, "匹配规则", "Matching rule"),
    Kind("claim", "claims", "claim_id", source.Claim, "并列说法", "Claim"),
    Kind("source", "sources", "source_id", source.Source, "来源", "Source"),
)  # fmt: skip

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
