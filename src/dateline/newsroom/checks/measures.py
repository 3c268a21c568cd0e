"""Units of measure: how they are written, and what they are worth. Pure data.

Only units whose worth never changes stand here. Currencies do not: their rate is not in the
text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A unit: its dimension, its worth in the dimension's first unit, how it is written.

    More than one worth stands where a word means several units (ton, gallon). `offset` is
    added after multiplying, for temperatures.
    """

    name: str
    dimension: str
    worth: tuple[float, ...]
    written: tuple[str, ...]
    offset: float = 0.0


UNITS = (
    Unit("metres", "length", (1.0,), (r"metres?", r"meters?", "m")),
    Unit("kilometres", "length", (1000.0,), (r"kilometres?", r"kilometers?", r"kms?")),
    Unit("centimetres", "length", (0.01,), (r"centimetres?", r"centimeters?", "cm")),
    Unit("millimetres", "length", (0.001,), (r"millimetres?", r"millimeters?", "mm")),
    Unit("nautical miles", "length", (1852.0,), (r"nautical miles?", "nmi")),
    Unit("miles", "length", (1609.344,), (r"miles?", "mi")),
    Unit("yards", "length", (0.9144,), (r"yards?", r"yds?")),
    Unit("feet", "length", (0.3048,), ("feet", "foot", "ft")),
    Unit("inches", "length", (0.0254,), (r"inch(?:es)?", "ins?")),
    Unit("square metres", "area", (1.0,), (r"square met(?:re|er)s?", r"sq\.? ?m", "m²", "m2")),
    Unit(
        "square kilometres",
        "area",
        (1e6,),
        (r"square kilomet(?:re|er)s?", r"sq\.? ?km", "km²", "km2"),
    ),
    Unit("square miles", "area", (2589988.11,), (r"square miles?", r"sq\.? miles?", "mi²")),
    Unit("square feet", "area", (0.09290304,), (r"square f(?:ee|oo)t", r"sq\.? ?ft", "ft²")),
    Unit("hectares", "area", (1e4,), (r"hectares?", "ha")),
    Unit("acres", "area", (4046.8564,), (r"acres?",)),
    Unit("kilograms", "mass", (1.0,), (r"kilogram(?:me)?s?", r"kilos?", r"kgs?")),
    Unit("grams", "mass", (0.001,), (r"gram(?:me)?s?", "g")),
    Unit("tonnes", "mass", (1000.0,), (r"metric tons?", r"tonnes?", "t")),
    Unit("tons", "mass", (907.18474, 1016.0469, 1000.0), (r"tons?",)),
    Unit("stone", "mass", (6.35029318,), (r"stones?", "st")),
    Unit("pounds", "mass", (0.45359237,), (r"pounds?", r"lbs?")),
    Unit("ounces", "mass", (0.028349523,), (r"ounces?", "oz")),
    Unit("litres", "volume", (1.0,), (r"litres?", r"liters?", "l")),
    Unit("millilitres", "volume", (0.001,), (r"millilitres?", r"milliliters?", "ml")),
    Unit("cubic metres", "volume", (1000.0,), (r"cubic met(?:re|er)s?", "m³", "m3")),
    Unit("cubic feet", "volume", (28.316847,), (r"cubic f(?:ee|oo)t", "ft³")),
    Unit("gallons", "volume", (3.785412, 4.54609), (r"(?:(?:us|imperial) )?gallons?", "gal")),
    Unit("pints", "volume", (0.473176, 0.568261), (r"pints?",)),
    Unit("barrels", "volume", (158.987295,), (r"barrels?",)),
    Unit(
        "km/h",
        "speed",
        (1.0,),
        (r"kilomet(?:re|er)s (?:per|an) hour", "km/h", "kmh", "kph", "kmph"),
    ),
    Unit("mph", "speed", (1.609344,), (r"miles (?:per|an) hour", "mph")),
    Unit("m/s", "speed", (3.6,), (r"met(?:re|er)s (?:per|a) second", "m/s")),
    Unit("knots", "speed", (1.852,), (r"knots?", "kn")),
    Unit(
        "°C", "temperature", (1.0,), (r"° ?C", "℃", r"degrees? (?:celsius|centigrade|C)", "celsius")
    ),
    Unit(
        "°F",
        "temperature",
        (5 / 9,),
        (r"° ?F", "℉", r"degrees? (?:fahrenheit|F)", "fahrenheit"),
        offset=-160 / 9,
    ),
    Unit("bar", "pressure", (1000.0,), (r"bars?",)),
    Unit("hPa", "pressure", (1.0,), ("hPa", r"hectopascals?", "mbar", r"millibars?")),
    Unit("kPa", "pressure", (10.0,), ("kPa", r"kilopascals?")),
    Unit("psi", "pressure", (68.947573,), ("psi", r"pounds per square inch")),
)

_LONGEST_FIRST = sorted(
    ((form, unit) for unit in UNITS for form in unit.written),
    key=lambda pair: len(pair[0]),
    reverse=True,
)
#: Any unit, longest way of writing it first.
UNIT = "(?:" + "|".join(form for form, _ in _LONGEST_FIRST) + r")(?![\w²³])"


def unit_named(words: str) -> Unit:
    """Return the unit that `words` write. Raises `KeyError`."""
    for form, unit in _LONGEST_FIRST:
        if re.fullmatch(form, words.strip(), re.IGNORECASE):
            return unit
    raise KeyError(words)


def convert(value: float, source: Unit, target: Unit, *, difference: bool = False) -> list[float]:
    """Return `value` of `source` in `target`, one result for each meaning of their words.

    `difference` leaves offsets out: a rise of 2 °C is one of 3.6 °F.
    """
    results = []
    for of_source in source.worth:
        for of_target in target.worth:
            first = value * of_source + (0.0 if difference else source.offset)
            results.append((first - (0.0 if difference else target.offset)) / of_target)
    return results
