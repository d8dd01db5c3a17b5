"""Student's t distribution, from the standard library: the share below a value, and its inverse.

The share follows from the regularised incomplete beta function, made by its continued fraction
(Abramowitz and Stegun 1964, 26.5.8 and 26.7.1; evaluated after Lentz), the inverse by halving.
"""

from functools import lru_cache
from itertools import count
from math import exp, isclose, lgamma, log, log1p

_CLOSE = 1e-15
_TINY = 1e-300
_HALF = 0.5


def t_share(value: float, degrees: float) -> float:
    """The share of the distribution below the value. ValueError unless degrees > 0."""
    if degrees <= 0:
        raise ValueError("degrees of freedom are positive")
    tail = _beta_share(degrees / (degrees + value * value), degrees / 2, _HALF) / 2
    return 1 - tail if value > 0 else tail


@lru_cache(4096)
def t_quantile(share: float, degrees: float) -> float:
    """The value that the share lies below; 0.975 and 10 give 2.2281. ValueError outside (0, 1)."""
    if not 0 < share < 1:
        raise ValueError("a share lies between 0 and 1")
    if share < _HALF:
        return -t_quantile(1 - share, degrees)
    low, high = 0.0, 1.0
    while t_share(high, degrees) < share:
        low, high = high, 2 * high
    while not isclose(low, high, rel_tol=1e-13, abs_tol=1e-13):
        middle = (low + high) / 2
        low, high = (middle, high) if t_share(middle, degrees) < share else (low, middle)
    return (low + high) / 2


def _beta_share(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b)."""
    if x in (0, 1):
        return x
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_share(1 - x, b, a)
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    return exp(front) / (a * _continued_fraction(x, a, b))


def _continued_fraction(x: float, a: float, b: float) -> float:
    """1 + d1 / (1 + d2 / (1 + …)), the coefficients d as in 26.5.8."""
    fraction, up, down = 1.0, 1.0, 0.0
    for place in count(1):
        half, odd = divmod(place, 2)
        step = (
            -(a + half) * (a + b + half) * x / ((a + place - 1) * (a + place))
            if odd
            else half * (b - half) * x / ((a + place - 1) * (a + place))
        )
        down = 1 / ((1 + step * down) or _TINY)
        up = (1 + step / up) or _TINY
        fraction *= up * down
        if abs(up * down - 1) < _CLOSE:
            break
    return fraction
