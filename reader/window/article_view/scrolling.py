"""Which part of the article is on screen. The place is kept as a part and a distance into it, not as a height from the
article's top, so that refined estimates never move what is being read."""

from __future__ import annotations

from collections.abc import Iterator

from reader.render.document import Document, Paragraph


class Scrolling:
    """The top of the view lies `into` below the top of `part`. Lays out what comes on screen."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._height = 1
        self.part = 0
        self.into = 0.0
        self._visible: list[tuple[Paragraph, int]] | None = None

    def visible(self) -> list[tuple[Paragraph, int]]:
        """Paragraphs on screen from the top, each with the y of its top in the view."""
        if self._visible is None:
            self._settle()
            self._visible = list(self._from_top())
            self._document.read_annotations(self._visible[0][0].part, self._visible[-1][0].part)
            self._document.trim(self._visible[0][0].part, self._visible[-1][0].part)
        return self._visible

    def _from_top(self) -> Iterator[tuple[Paragraph, int]]:
        y, part = -self.into, self.part
        while part < self._document.parts and (y < self._height or part == self.part):
            paragraph = self._document.paragraph(part)
            yield paragraph, round(y)
            y += paragraph.height
            part += 1

    def changed(self) -> None:
        """The visible parts must be worked out again."""
        self._visible = None

    def set_view_height(self, height: int) -> None:
        self._height = max(height, 1)
        self._visible = None

    @property
    def top(self) -> float:
        """How far the view's top lies below the article's, by the present estimates."""
        return self._document.top_of(self.part) + self.into

    @property
    def furthest(self) -> float:
        return max(self._document.height - self._height, 0.0)

    def to_height(self, y: float) -> None:
        """Scrolls to a distance from the article's top."""
        self.part, self.into = self._document.part_at_height(max(y, 0.0))
        self._visible = None

    def to_part(self, part: int, into: float) -> None:
        self.part, self.into = part, into
        self._visible = None

    def by(self, distance: float) -> None:
        """Scrolls by exactly so many pixels of laid-out text."""
        self.into += distance
        self._visible = None

    def share(self) -> tuple[float, float]:
        """Which share of the parts lies above a line of the view, and how far down the view that line is: 0 at the
        article's top, 1 at its end, so that both are reached together in an article of another length."""
        down = min(max(self.top / self.furthest, 0.0), 1.0) if self.furthest else 0.0
        y = down * self._height
        paragraph, top = next((each for each in self.visible() if each[1] + each[0].height >= y), self.visible()[-1])
        inside = min(max((y - top) / max(paragraph.height, 1), 0.0), 1.0)
        return (paragraph.part + inside) / self._document.parts, down

    def to_share(self, share: float, down: float) -> None:
        """Scrolls to what `share` says of another article."""
        place = share * self._document.parts
        part = min(int(place), self._document.parts - 1)
        self.to_part(part, (place - part) * self._document.paragraph(part).height - down * self._height)

    def _settle(self) -> None:
        """Make `part` the one at the view's top, and keep the view within the article."""
        self._walk()
        bottom = -self.into
        part = self.part
        while part < self._document.parts and bottom < self._height:
            bottom += self._document.paragraph(part).height
            part += 1
        if bottom < self._height:
            self.into -= self._height - bottom
            self._walk()

    def _walk(self) -> None:
        while self.into < 0 and self.part > 0:
            self.part -= 1
            self.into += self._document.paragraph(self.part).height
        self.into = max(self.into, 0.0)
        while self.part + 1 < self._document.parts:
            height = self._document.paragraph(self.part).height
            if self.into < height:
                break
            self.into -= height
            self.part += 1

    def y_of(self, part: int) -> float:
        """Where a part's top lies in the view; exact for those on screen, estimated for others."""
        for paragraph, y in self.visible():
            if paragraph.part == part:
                return y
        return self._document.top_of(part) - self.top
