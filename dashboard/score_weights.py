"""The reader's weights: a slider each, kept together in one parameter of the address."""

from collections.abc import Mapping, Sequence
from itertools import groupby

import streamlit as st

from dashboard import provenance
from dashboard.context import View
from dashboard.i18n import _
from dashboard.score_words import MOST, PARAM, Asked, parse, said, written
from geodata.scores.terms import INDEXES, Term, terms_of


def choose(view: View, index: str) -> dict[str, float]:
    """Show the sliders; the weights of an index that differ from the table's.

    The address is what counts: a slider only writes there.
    """
    terms = terms_of(view.store, index)
    changed = _asked(view).of(terms)
    with st.popover(_("权重"), icon=":material/tune:", help=said(changed, terms, view.locale)):
        st.caption(_("每项 0—{n} 分，按合计折成百分比；0 为不计。").format(n=round(MOST * 100)))
        for _pillar, group in groupby(terms, key=lambda term: term.pillar):
            members = list(group)
            st.markdown(f"**{provenance.escape(members[0].pillar_name(view.locale))}**")
            for term in members:
                _slider(view, term, changed.get(term.indicator, term.weight))
        st.button(
            _("恢复原权重"), key="score-reset", icon=":material/restart_alt:",
            disabled=not changed, on_click=_reset, args=(view, terms),
        )  # fmt: skip
    return changed


def faults(view: View) -> tuple[str, ...]:
    """What is wrong with the weights in the address; told as long as they are there."""
    return _asked(view).faults


def _asked(view: View) -> Asked:
    known = {
        term.indicator: term.name(view.locale)
        for index in INDEXES
        for term in terms_of(view.store, index)
    }
    return parse(st.query_params.get(PARAM, ""), known)


def _slider(view: View, term: Term, weight: float) -> None:
    key = f"weight-{term.indicator}"
    # Said on every run: a browser that missed the run in which it was first said would take the
    # slider's lower end for the reader's choice.
    st.session_state[key] = round(weight * 100)
    st.slider(
        term.name(view.locale), 0, round(MOST * 100), key=key,
        help=provenance.escape(term.reason(view.locale)), on_change=_write, args=(view, term),
    )  # fmt: skip


def _write(view: View, term: Term) -> None:
    points = st.session_state[f"weight-{term.indicator}"]
    weights = dict(_asked(view).weights)
    weights.pop(term.indicator, None)
    if points != round(term.weight * 100):
        weights[term.indicator] = points / 100
    _keep(weights)


def _reset(view: View, terms: Sequence[Term]) -> None:
    own = {term.indicator for term in terms}
    _keep({code: w for code, w in _asked(view).weights.items() if code not in own})


def _keep(weights: Mapping[str, float]) -> None:
    if weights:
        st.query_params[PARAM] = written(weights)
    elif PARAM in st.query_params:
        del st.query_params[PARAM]
