"""Where text and margin lie across the page, for a width of the view (look-and-feel: The page, Margin).

As the view narrows these give way in order: side padding to 24, margin to 120, the lines to 45 characters; then the
margin folds to stripes, which gives the lines their width back.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.render.typography import NARROW, Typography

PADDING, LEAST_PADDING = 48, 24
MARGIN, LEAST_MARGIN, FOLDED_MARGIN = 220, 120, 72
GAP, FOLDED_GAP = 28, 12
PITCH, FOOT = 10, 4
COLUMNS = 6
TOP, BOTTOM = 40, 120


class Page(NamedTuple):
    """`text_left` and `text_width` of the lines, and the margin beside them; x from the view's left edge.

    `folded`: the margin shows stripes only. `mirrored`: it is on the left. `padding` is the space on the other side, `width` the view's.
    """

    text_left: int
    text_width: int
    margin_left: int
    margin_width: int
    padding: int
    width: int
    folded: bool
    mirrored: bool

    @property
    def text_right(self) -> int:
        return self.text_left + self.text_width

    def column_x(self, column: float) -> float:
        """Where the stroke of a bracket column stands."""
        step = (FOLDED_GAP if self.folded else GAP) + column * PITCH
        return self.text_left - step if self.mirrored else self.text_right + step

    def toward_text(self, length: float) -> float:
        """A signed length from a bracket towards the text."""
        return length if self.mirrored else -length


def page_for(width: int, typography: Typography, mirrored: bool) -> Page:
    """The page in a view `width` wide."""
    measure, least = typography.measure, typography.width_of(NARROW)
    padding, margin, folded = PADDING, MARGIN, False
    if width < measure + margin + 2 * padding:
        padding = max(LEAST_PADDING, (width - measure - margin) // 2)
    if width < measure + margin + 2 * padding:
        margin = max(LEAST_MARGIN, width - measure - 2 * padding)
    if width < least + margin + 2 * padding:
        margin, folded = FOLDED_MARGIN, True
    text_width = max(min(measure, width - margin - 2 * padding), 80)
    left = max((width - text_width - margin) // 2, padding)
    if mirrored:
        return Page(left + margin, text_width, left, margin, left, width, folded, mirrored)
    return Page(left, text_width, left + text_width, margin, left, width, folded, mirrored)
