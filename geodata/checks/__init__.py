"""Rules that a table alone cannot check: one small function each, all listed here."""

from collections.abc import Callable, Iterable

from geodata.checks import (
    alerts,
    dates,
    figures,
    places,
    references,
    relations,
    support,
    texts,
    transport,
    trust,
)
from geodata.checks.context import Context
from geodata.failures import Failure

Check = Callable[[Context], Iterable[Failure]]

CHECKS: tuple[Check, ...] = (
    references.ids_exist,
    references.sources_exist,
    references.country_codes_exist,
    references.no_self_reference,
    references.service_in_corridor,
    references.claims_point_somewhere,
    places.points_in_country,
    places.points_in_prefecture,
    dates.dates_exist,
    dates.dates_in_order,
    dates.not_in_the_future,
    figures.units_known,
    figures.amounts_have_units,
    figures.shares_sum,
    figures.percentages_fit,
    texts.no_hidden_characters,
    texts.no_spaces_at_edges,
    texts.no_duplicate_rows,
    transport.ranges_in_order,
    transport.passages_known,
    transport.closures_explained,
    transport.blanks_explained,
    transport.figures_have_days,
    transport.distances_agree,
    transport.via_points,
    support.listed_words_known,
    support.absent_have_no_place,
    support.websites_have_basis,
    support.missions_serve_somewhere,
    support.one_embassy_each,
    support.proposals_have_no_provider,
    support.lessons_have_basis,
    support.cases_are_where_their_projects_are,
    alerts.rules_can_run,
    alerts.rule_kinds_known,
    alerts.rule_targets_exist,
    alerts.sentences_can_be_filled,
    alerts.notices_are_about_something,
    relations.predicates_agree,
    relations.links_lead_somewhere,
    relations.links_say_what_is_known,
    relations.rules_are_complete,
    relations.rules_name_what_exists,
    relations.reasons_can_be_told,
    trust.knowledge_is_not_high,
)
