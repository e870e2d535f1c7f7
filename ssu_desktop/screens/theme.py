"""How the program looks: the tokens of light and dark, the style sheet made from them, fonts and icons."""

import re
from dataclasses import asdict, dataclass

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from ssu_desktop import paths

FAMILY = "Noto Sans"
BASE_POINTS = 10.5
ICON_INK = "#5C636B"  # the colour the icon files are drawn in; replaced when an icon is tinted


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """The colours of one look; contrast of text on its ground is AA."""

    background: str = "#F7F7F5"
    surface: str = "#FFFFFF"
    sunken: str = "#EFEEEB"
    line: str = "#E3E2DE"
    edge: str = "#C9C8C3"
    text: str = "#1F2328"
    muted: str = "#5C636B"
    accent: str = "#0B6E75"
    accent_strong: str = "#095A60"
    accent_soft: str = "#E1F0F0"
    accent_wash: str = "#F2F9F9"
    on_accent: str = "#FFFFFF"
    late: str = "#B42318"
    late_soft: str = "#FDECEA"
    soon: str = "#8A5A00"
    soon_soft: str = "#FFF4DC"
    done: str = "#1D7A46"
    done_soft: str = "#E6F4EA"


LIGHT = Tokens()
DARK = Tokens(
    background="#17191C",
    surface="#1F2226",
    sunken="#121416",
    line="#34383D",
    edge="#4A4F56",
    text="#E8E6E3",
    muted="#A3AAB1",
    accent="#56B9BF",
    accent_strong="#74CBD0",
    accent_soft="#17393C",
    accent_wash="#1B2B2E",
    on_accent="#0A1D1F",
    late="#FF9385",
    late_soft="#41211D",
    soon="#EBBB57",
    soon_soft="#3B2F14",
    done="#74CB96",
    done_soft="#183524",
)


class _Look:
    """The one look of the running program, as Qt itself has one palette and one font."""

    tokens = LIGHT
    scale = 100


def tokens() -> Tokens:
    """Return the colours in use."""
    return _Look.tokens


def scaled(pixels: int) -> int:
    """Return `pixels` of the 100 % look at the text size in use."""
    return round(pixels * _Look.scale / 100)


def apply_theme(app: QApplication, *, dark: bool = False, scale: int = 100) -> None:
    """Dress the whole program; `scale` is the text size in per cent: 100, 125 or 150."""
    _Look.tokens = DARK if dark else LIGHT
    _Look.scale = scale
    _load_fonts()
    app.setStyle("Fusion")
    app.setPalette(_palette(_Look.tokens))
    app.setFont(font())
    app.setStyleSheet(style_sheet(_Look.tokens, scale))


def font(points: float = BASE_POINTS, *, bold: bool = False) -> QFont:
    """Return the interface font at `points` of the 100 % look, with figures of equal width."""
    face = QFont(FAMILY)
    face.setPointSizeF(points * _Look.scale / 100)
    face.setFeature(QFont.Tag("tnum"), 1)
    if bold:
        face.setWeight(QFont.Weight.DemiBold)
    return face


def style_sheet(look: Tokens, scale: int) -> str:
    """Return `resources/theme/theme.qss` with its `@names`, pixels and points filled for this look.

    A length of one or two pixels is a hairline and does not grow with the text.
    """
    text = (paths.resources() / "theme" / "theme.qss").read_text(encoding="utf-8")
    icons = (paths.resources() / "icons").as_posix()
    names = {**asdict(look), "icons": icons, "family": FAMILY}
    text = re.sub(r"@(\w+)", lambda hit: names[hit[1]], text)

    def lengthened(hit: re.Match[str]) -> str:
        pixels = int(hit[1])
        return f"{pixels if pixels <= 2 else round(pixels * scale / 100)}px"

    text = re.sub(r"\b(\d+)px", lengthened, text)
    return re.sub(r"\b(\d+(?:\.\d+)?)pt", lambda hit: f"{float(hit[1]) * scale / 100:.2f}pt", text)


def wear(widget: QWidget, role: str) -> None:
    """Give `widget` its look: `primary`, `quiet`, `heading`, `title`, `section`, `muted`, `card`, ..."""
    widget.setProperty("role", role)
    _repolish(widget)


def mark(widget: QWidget, state: str) -> None:
    """Give `widget` a passing state, such as `wrong`; an empty word takes it away."""
    if (widget.property("state") or "") != state:
        widget.setProperty("state", state)
        _repolish(widget)


def _repolish(widget: QWidget) -> None:
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def icon(name: str, colour: str | None = None) -> QIcon:
    """Return our own line icon `name`, tinted, muted by default; FileNotFoundError for no such icon."""
    made = QIcon()
    for ratio in (1, 2, 3):
        made.addPixmap(icon_pixmap(name, colour, size=18 * ratio))
    return made


def icon_pixmap(name: str, colour: str | None = None, *, size: int = 18) -> QPixmap:
    """Return the icon as a square picture of `size` pixels; raises FileNotFoundError for no such icon."""
    drawing = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    drawing = drawing.replace(ICON_INK, colour or _Look.tokens.muted)
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def _load_fonts() -> None:
    if FAMILY in QFontDatabase.families():
        return
    for file in sorted((paths.resources() / "fonts").glob("NotoSans-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def _palette(look: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: look.background,
        role.Base: look.surface,
        role.AlternateBase: look.background,
        role.Button: look.surface,
        role.Text: look.text,
        role.WindowText: look.text,
        role.ButtonText: look.text,
        role.ToolTipBase: look.text,
        role.ToolTipText: look.surface,
        role.PlaceholderText: look.muted,
        role.Highlight: look.accent,
        role.HighlightedText: look.on_accent,
        role.Link: look.accent,
        role.Mid: look.line,
    }
    palette = QPalette()
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(look.muted))
    return palette
