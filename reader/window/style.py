"""What Qt makes of a theme: one palette and one style sheet over Fusion. No widget sets a colour of its own.

A widget asks for a look by a dynamic property: `role` = title | heading | secondary | empty | card | segment | danger.
"""

from __future__ import annotations

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from reader.files import resource
from reader.render.theme import Theme
from reader.window.type_sizes import grown

_SHEET = """
QMainWindow, QMenuBar, QToolBar, QStatusBar { background: %(window)s; color: %(text)s; }
QToolBar { border: none; border-bottom: 1px solid %(hairline)s; padding: 4px 8px; spacing: 4px; }
QStatusBar { border-top: 1px solid %(hairline)s; } QStatusBar::item { border: none; }
QDialog, QMessageBox, QWizard { background: %(raised)s; } QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMainWindow::separator { background: %(hairline)s; width: 1px; height: 1px; } QDockWidget { font-weight: 600; }
QLabel[role="title"] { font-size: %(title)dpx; font-weight: 600; } QLabel:disabled { color: %(disabled)s; }
QLabel[role="heading"] { color: %(text2)s; font-weight: 600; } QLabel[role="secondary"] { color: %(text2)s; }
QLabel[role="empty"] { font-size: %(empty)dpx; } QLabel[role="danger"] { color: %(danger)s; }
QFrame[role="card"] { background: %(raised)s; border: 1px solid %(hairline)s; border-radius: 8px; }
QPushButton { background: %(raised)s; border: 1px solid %(control_edge)s; border-radius: 6px; padding: 5px 12px; }
QPushButton:hover { background: %(hovered)s; } QPushButton:pressed { background: %(chosen)s; }
QPushButton:default { background: %(accent)s; color: %(on_accent)s; border-color: %(accent)s; }
QPushButton:focus { border: 2px solid %(accent)s; padding: 4px 11px; }
QPushButton:default:focus { border-color: %(text)s; }
QPushButton:disabled { background: transparent; color: %(disabled)s; border-color: %(hairline)s; }
QToolButton { background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: %(hovered)s; } QToolButton:focus { border-color: %(accent)s; }
QToolButton:pressed, QToolButton:checked { background: %(chosen)s; } QToolButton:disabled { color: %(disabled)s; }
QToolButton[role="segment"] { border-color: %(hairline)s; border-width: 1px; padding: 4px; }
QToolButton[role="segment"]:focus { border: 2px solid %(accent)s; padding: 3px; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox { background: %(page)s; color: %(text)s;
  border: 1px solid %(control_edge)s; border-radius: 6px; padding: 4px 8px; min-height: 18px;
  selection-background-color: %(accent)s; selection-color: %(on_accent)s; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus { padding: 3px 7px;
  border: 2px solid %(accent)s; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: %(disabled)s; border-color: %(hairline)s; }
QComboBox::drop-down, QSpinBox::up-button, QSpinBox::down-button { border: none; width: 20px; }
QComboBox::down-arrow, QSpinBox::down-arrow { image: url(controls:down-%(name)s.svg); width: 12px; height: 12px; }
QSpinBox::up-arrow { image: url(controls:up-%(name)s.svg); width: 12px; height: 12px; }
QCheckBox::indicator, QRadioButton::indicator { background: %(page)s; border: 1px solid %(control_edge)s;
  width: 14px; height: 14px; border-radius: 4px; } QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: %(accent)s; border-color: %(accent)s; }
QCheckBox::indicator:checked { image: url(controls:check-%(name)s.svg); }
QRadioButton::indicator:checked { image: url(controls:dot-%(name)s.svg); }
QCheckBox, QRadioButton, LinkLabel { border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus, LinkLabel:focus { border-color: %(accent)s; }
QAbstractItemView { background: %(panel)s; color: %(text)s; border: 2px solid transparent; outline: none;
  show-decoration-selected: 1; selection-background-color: %(chosen)s; selection-color: %(text)s; }
QAbstractItemView:focus { border-color: %(accent)s; border-radius: 6px; }
QListView::item, QTreeView::item, QTableView::item { min-height: %(row)dpx; padding: 0 4px; }
QAbstractItemView::item:hover { background: %(hovered)s; }
QAbstractItemView::item:selected { background: %(chosen)s; color: %(text)s; }
QHeaderView::section { background: %(panel)s; color: %(text2)s; border: none; border-bottom: 1px solid %(hairline)s;
  padding: 4px 8px; font-weight: 600; }
QTabBar::tab { background: transparent; color: %(text2)s; border: 2px solid transparent; border-radius: 6px;
  padding: 4px 8px; }
QTabBar::tab:selected { background: %(chosen)s; color: %(text)s; } QTabBar::tab:hover { color: %(text)s; }
QTabBar::tab:focus { border-color: %(accent)s; } QTabWidget::pane { border: none; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 6px; }
QMenuBar::item:selected, QMenu::item:selected { background: %(chosen)s; }
QMenu { background: %(raised)s; color: %(text)s; border: 1px solid %(hairline)s; padding: 4px; }
QMenu::item { padding: 5px 24px; border-radius: 6px; } QMenu::item:disabled { color: %(disabled)s; }
QMenu::separator { height: 1px; background: %(hairline)s; margin: 4px 8px; }
QToolTip { background: %(raised)s; color: %(text)s; border: 1px solid %(hairline)s; padding: 4px 8px; }
QScrollBar { background: transparent; border: none; width: 12px; height: 12px; margin: 0; }
QScrollBar::handle { background: %(control_edge)s; border: 3px solid %(panel)s; border-radius: 6px; min-height: 24px;
  min-width: 24px; } QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::handle:hover { background: %(text2)s; } QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QProgressBar { background: %(hairline)s; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: %(accent)s; border-radius: 3px; }
"""


def style_sheet(theme: Theme) -> str:
    """The style sheet of the whole program in the theme's colours."""
    tokens: dict[str, object] = {token: getattr(theme, token) for token in Theme.__slots__}
    return _SHEET % {
        **tokens,
        "chosen": theme.chosen,
        "hovered": theme.hovered,
        "title": grown(15),
        "empty": grown(20),
        "row": grown(24),
    }


def palette_of(theme: Theme) -> QPalette:
    """The palette that Fusion and our own painting draw with."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in {
        roles.Window: theme.panel,
        roles.WindowText: theme.text,
        roles.Base: theme.page,
        roles.AlternateBase: theme.window,
        roles.Text: theme.text,
        roles.PlaceholderText: theme.text2,
        roles.Button: theme.raised,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.danger,
        roles.ToolTipBase: theme.raised,
        roles.ToolTipText: theme.text,
        roles.Highlight: theme.accent,
        roles.HighlightedText: theme.on_accent,
        roles.Accent: theme.accent,
        roles.Link: theme.accent,
        roles.LinkVisited: theme.accent,
        roles.Light: theme.raised,
        roles.Midlight: theme.panel,
        roles.Mid: theme.hairline,
        roles.Dark: theme.control_edge,
        roles.Shadow: theme.text if not theme.dark else theme.window,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.disabled))
    return palette


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dresses every window of the program; frames and native dialogs follow where the system lets them."""
    scheme = Qt.ColorScheme.Dark if theme.dark else Qt.ColorScheme.Light
    QGuiApplication.styleHints().setColorScheme(scheme)
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    QDir.setSearchPaths("controls", [str(resource("controls"))])
    app.setPalette(palette_of(theme))
    app.setStyleSheet(style_sheet(theme))
