"""All that the codebook says about one tag: what it means, when it is given, its aliases, colour and key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.core.codebook import HOTKEYS, SLOTS, ActorType, Codebook, LevelStatus, Tag, TagStatus
from reader.render.theme import ink_of
from reader.window.dialogs.storing import StoringDialog
from reader.window.swatches import colour_menu, swatch
from reader.window.tag_palette import signed

if TYPE_CHECKING:
    from reader.window.session import Session

_LEVELS = {
    LevelStatus.VALID: "a level of the scale",
    LevelStatus.MIXED: "mixed: for and against",
    LevelStatus.UNCLEAR: "unclear: the coder can't tell",
    LevelStatus.NONE: "none: talks about it, takes no side",
}
_SIZE = (560, 640)


class TagEditor(StoringDialog):
    """Everything in it is one gesture."""

    def __init__(self, session: Session, tag_id: int, parent: QWidget) -> None:
        super().__init__(session, parent)
        self._tag = tag = session.codebook[tag_id]
        self._slot, self._colour = tag.slot, tag.colour
        self.setWindowTitle(f"{tag.kind.capitalize()}: {tag.name}")
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(8)
        self._add_fields(tag)
        inner = QWidget()
        inner.setLayout(self.form)
        self.form.setContentsMargins(0, 0, 12, 0)
        scroll = QScrollArea(self)
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        for surface in (scroll.viewport(), inner):
            surface.setAutoFillBackground(False)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the focus of what is in it
        scroll.setStyleSheet("QScrollArea { background: transparent; border: none; }")
        buttons = QDialogButtonBox(self)
        save = buttons.addButton("Save", QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        save.setToolTip("Ctrl+Enter")
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(12)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.error)
        layout.addWidget(buttons)
        self.resize(_SIZE[0], min(_SIZE[1], parent.height() - 40))
        self.definition.setFocus()

    def values(self) -> dict[str, Any]:
        """The fields of the tag as they stand in the dialog. Raises ValueError where the value is no number."""
        values: dict[str, Any] = {
            "name": self.name.text().strip(),
            "code": self.code.text().strip(),
            "status": self.status.currentData(),
            "slot": self._slot,
            "colour": self._colour,
            "hotkey": self.hotkey.currentData(),
            "aliases": _lines(self.aliases),
            "definition": self.definition.toPlainText().strip(),
            "include": self.include.toPlainText().strip(),
            "exclude": self.exclude.toPlainText().strip(),
            "examples": _lines(self.examples),
        }
        if self._tag.kind == "actor":
            values["actor_type"] = self.actor_type.currentText().strip()
        elif self._tag.kind == "stance":
            typed = self.value.text().strip().replace("\N{MINUS SIGN}", "-").replace(",", ".")
            values["value"] = float(typed) if typed else None
            values["level_status"] = self.level_status.currentData()
        elif self._tag.kind == "topic":
            values["positive_means"] = self.positive_means.text().strip()
        return values

    def save(self) -> None:
        try:
            values = self.values()
        except ValueError:
            self.say(f"“{self.value.text()}” is no number. Leave the value empty, or write one such as -2 or 0.5.")
            self.value.setFocus()
            return
        new = {name: value for name, value in values.items() if value != getattr(self._tag, name)}
        if not new:
            self.accept()
            return
        tag_id = self._tag.id
        self.store(lambda project: project.tags.change(tag_id, **new))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)

    # The fields

    def _add_fields(self, tag: Tag) -> None:
        self.name = QLineEdit(tag.name)
        self._row("Name", self.name)
        if tag.kind == "actor":
            self.actor_type = QComboBox()
            self.actor_type.setEditable(True)
            self.actor_type.addItems(["", *ActorType])
            self.actor_type.setCurrentText(tag.actor_type)
            self._row("Type", self.actor_type)
        elif tag.kind == "stance":
            self._add_stance(tag)
        elif tag.kind == "topic":
            self.positive_means = QLineEdit(tag.positive_means)
            self.positive_means.setPlaceholderText("the bases stay")
            self._row("Supporting means", self.positive_means)
        self.definition = self._text("Definition", tag.definition, 3)
        self.include = self._text("Include", tag.include, 2, "When to give it")
        self.exclude = self._text("Exclude", tag.exclude, 2, "When not to, and what to give instead")
        self.examples = self._text("Examples", "\n".join(tag.examples), 3, "One on each line")
        self.aliases = self._text("Aliases", "\n".join(tag.aliases), 3, "One on each line, in any script")
        self._row("Colour and key", self._colour_and_key(tag))
        self.code = QLineEdit(tag.code)
        self.code.setPlaceholderText("Short, for statistics programs")
        self._row("Code", self.code)
        self.status = QComboBox()
        for status in TagStatus:
            self.status.addItem(status.value, status)
        self.status.setCurrentIndex(self.status.findData(tag.status))
        self._row("Status", self.status)

    def _add_stance(self, tag: Tag) -> None:
        self.value = QLineEdit("" if tag.value is None else signed(tag.value))
        self.value.setPlaceholderText("−2 to +2, or empty")
        self._row("Value", self.value)
        self.level_status = QComboBox()
        for status, words in _LEVELS.items():
            self.level_status.addItem(words, status)
        self.level_status.setCurrentIndex(self.level_status.findData(tag.level_status or LevelStatus.VALID))
        self._row("Level", self.level_status)

    def _colour_and_key(self, tag: Tag) -> QWidget:
        self.colour_button = QPushButton()
        self.colour_button.setAccessibleName("Colour")
        self.colour_button.setMenu(colour_menu(self.colour_button, self._session, tag, self._recolour))
        self.hotkey = QComboBox()
        self.hotkey.setAccessibleName("Key")
        self.hotkey.addItem("No key", "")
        for key in HOTKEYS:
            holder = self._session.codebook.by_hotkey.get(key)
            self.hotkey.addItem(f"{key} (now {holder.name})" if holder and holder.id != tag.id else key, key)
        self.hotkey.setCurrentIndex(self.hotkey.findData(tag.hotkey))
        both = QWidget()
        both.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.colour_button, 1)
        row.addWidget(self.hotkey, 1)
        self._recolour(tag.slot, tag.colour)
        return both

    def _recolour(self, slot: int | None, colour: str) -> None:
        self._slot, self._colour = slot, colour
        tag = self._tag._replace(slot=slot, colour=colour)
        codebook = Codebook({**self._session.codebook.tags, tag.id: tag}.values())
        self.colour_button.setIcon(swatch(ink_of(self._session.theme, codebook, tag)))
        above = self._session.codebook[tag.parent].name if tag.parent is not None else ""
        name = colour or (SLOTS[slot - 1].capitalize() if slot else f"As {above}" if above else "")
        by_value = tag.kind == "stance" and tag.value is not None
        self.colour_button.setText("By its value" if by_value else name or SLOTS[0].capitalize())
        self.colour_button.setEnabled(not by_value)

    def _text(self, label: str, text: str, lines: int, hint: str = "") -> QPlainTextEdit:
        edit = QPlainTextEdit(text)
        edit.setPlaceholderText(hint)
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(edit.fontMetrics().lineSpacing() * lines + 22)
        self._row(label, edit)
        return edit

    def _row(self, label: str, widget: QWidget) -> None:
        name = QLabel(label)
        name.setProperty("role", "secondary")
        name.setMargin(4)
        widget.setAccessibleName(label)
        if isinstance(widget, QComboBox) and (inside := widget.lineEdit()) is not None:
            inside.setAccessibleName(label)
        self.form.addRow(name, widget)


def _lines(edit: QPlainTextEdit) -> tuple[str, ...]:
    """The lines that say something, each once."""
    return tuple(dict.fromkeys(line.strip() for line in edit.toPlainText().splitlines() if line.strip()))
