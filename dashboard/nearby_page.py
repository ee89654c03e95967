"""周边与缺口: what is near a place, and where a bank is missing."""

from dashboard import context, frame, nearby_around, nearby_gaps, nearby_inputs


def show() -> None:
    """Run the page."""
    view = context.view()
    with frame.filter_row():
        part = nearby_inputs.part()
        if part == "gaps":
            gap = nearby_inputs.gap(view)
            nearby_gaps.files(view, gap)
        else:
            place = nearby_inputs.place(view)
            ask = nearby_inputs.around()
    if part == "gaps":
        nearby_gaps.show(view, gap)
    else:
        nearby_around.show(view, place, ask)
