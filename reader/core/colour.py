"""Colour arithmetic: WCAG contrast, and OKLCH to interpolate and to find a colour of a given hue.

Colours are `#rrggbb` at the door. OKLab after Björn Ottosson (2020), contrast after WCAG 2.
"""

from __future__ import annotations

import math

Triple = tuple[float, float, float]

POWERLESS_CHROMA = 0.02
"""Below this chroma a colour is grey to the eye and its hue means nothing."""


def channels(colour: str) -> Triple:
    """Red, green and blue of `#rrggbb`, 0 to 1, as encoded (not linear)."""
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return red, green, blue


def linear(colour: str) -> Triple:
    """Red, green and blue of `#rrggbb` as linear light, 0 to 1."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour))
    return red, green, blue


def from_linear(light: Triple) -> str:
    """`#rrggbb` of linear light; what lies outside 0 to 1 is clipped."""
    encoded = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in map(_unit, light))
    return "#" + "".join(f"{round(255 * c):02X}" for c in encoded)


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value))


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def to_oklch(colour: str) -> Triple:
    """Lightness 0 to 1, chroma 0 to about 0.3, hue in radians."""
    red, green, blue = linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _light_of(lightness: float, chroma: float, hue: float) -> Triple:
    """Linear light of an OKLCH colour; outside 0 to 1 where the screen cannot show it."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """`#rrggbb` of an OKLCH colour; chroma is lowered as far as the screen needs, lightness and hue stay."""
    low, high = 0.0, chroma
    if _shown(_light_of(lightness, chroma, hue)):
        return from_linear(_light_of(lightness, chroma, hue))
    for _ in range(16):
        half = (low + high) / 2
        if _shown(_light_of(lightness, half, hue)):
            low = half
        else:
            high = half
    return from_linear(_light_of(lightness, low, hue))


def _shown(light: Triple) -> bool:
    return all(-0.0005 <= c <= 1.0005 for c in light)


def between(one: str, other: str, share: float) -> str:
    """The OKLCH colour at `share` (0 to 1) of the way from `one` to `other`, hue by the shorter arc."""
    if share in (0, 1):
        return other if share else one
    (lightness1, chroma1, hue1), (lightness2, chroma2, hue2) = (
        to_oklch(one),
        to_oklch(other),
    )
    if chroma1 < POWERLESS_CHROMA:
        hue1 = hue2
    elif chroma2 < POWERLESS_CHROMA:
        hue2 = hue1
    turn = math.remainder(hue2 - hue1, math.tau)
    return from_oklch(
        lightness1 + share * (lightness2 - lightness1),
        chroma1 + share * (chroma2 - chroma1),
        hue1 + share * turn,
    )


def mixed(one: str, other: str, share: float) -> str:
    """`share` (0 to 1) of `other` over `one`, as a half transparent layer would look (mixed as encoded)."""
    blend = (a + share * (b - a) for a, b in zip(channels(one), channels(other), strict=True))
    return "#" + "".join(f"{round(255 * c):02X}" for c in blend)


def legible(colour: str, on: str, ratio: float) -> str:
    """`colour` moved in lightness, away from `on`, only as far as contrast with `on` reaches `ratio`."""
    lightness, chroma, hue = to_oklch(colour)
    step = -0.01 if luminance(on) > 0.18 else 0.01
    while contrast(colour, on) < ratio and 0 <= lightness <= 1:
        lightness += step
        colour = from_oklch(lightness, chroma, hue)
    return colour
