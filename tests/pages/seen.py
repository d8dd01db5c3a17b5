"""How colours are measured: how far apart two are for every eye, and how they stand out."""

SEEN_BY = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Machado, Oliveira and Fernandes 2009, severity 1.0; on linear light."""
_TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.9505, 1.0, 1.089)


def channels(colour):
    """Red, green and blue of `#rrggbb`, 0 to 255."""
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def mixed(one, other, part):
    """So much of one colour in the other, as `color-mix(in srgb, …)` mixes them."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02x}" for a, b in pairs)


def distance(one, other, eyes):
    """CIELAB 1976; 2.3 is just seen."""
    pairs = zip(_lab(one, eyes), _lab(other, eyes), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def contrast(one, other):
    """As WCAG 2.2 measures it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _linear(colour):
    """Linear light of a colour, 0 to 1."""
    shares = (each / 255 for each in channels(colour))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]


def _times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _lab(colour, eyes):
    seen = [min(max(channel, 0), 1) for channel in _times(SEEN_BY[eyes], _linear(colour))]
    ratios = [value / white for value, white in zip(_times(_TO_XYZ, seen), _WHITE, strict=True)]
    x, y, z = (r ** (1 / 3) if r > 0.008856 else 7.787 * r + 16 / 116 for r in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _luminance(colour):
    weights = (0.2126, 0.7152, 0.0722)
    return sum(share * light for share, light in zip(weights, _linear(colour), strict=True))
