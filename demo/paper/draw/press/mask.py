"""Masks: how much of each pixel in a rectangle of the sheet a shape covers."""

import numpy as np


class Mask:
    """Coverage from 0 to 1 of a rectangle of the sheet; nothing lies outside it."""

    __array_ufunc__ = None  # a field & a mask: the mask's operator answers

    def __init__(self, a, y0=0, x0=0):
        self.a, self.y0, self.x0 = a, y0, x0

    @property
    def at(self):
        """Rows and columns of the sheet under it."""
        return slice(self.y0, self.y0 + self.a.shape[0]), slice(self.x0, self.x0 + self.a.shape[1])

    def cut(self, other):
        """Return the part of another mask, or of a sheet-wide field, that lies over this one."""
        if not isinstance(other, Mask):
            return np.asarray(over(other, self.at), np.float32)
        out = np.zeros_like(self.a)
        y0, x0 = max(self.y0, other.y0), max(self.x0, other.x0)
        y1 = min(self.at[0].stop, other.at[0].stop)
        x1 = min(self.at[1].stop, other.at[1].stop)
        if y1 > y0 and x1 > x0:
            out[y0 - self.y0 : y1 - self.y0, x0 - self.x0 : x1 - self.x0] = other.a[
                y0 - other.y0 : y1 - other.y0, x0 - other.x0 : x1 - other.x0
            ]
        return out

    def __and__(self, other):
        return Mask(self.a * self.cut(other), self.y0, self.x0)

    __rand__ = __and__

    def __sub__(self, other):
        return Mask(self.a * (1 - self.cut(other)), self.y0, self.x0)

    def __or__(self, other):
        if not self.a.size or not other.a.size:
            return other if not self.a.size else self
        y0, x0 = min(self.y0, other.y0), min(self.x0, other.x0)
        y1 = max(self.at[0].stop, other.at[0].stop)
        x1 = max(self.at[1].stop, other.at[1].stop)
        whole = Mask(np.zeros((y1 - y0, x1 - x0), np.float32), y0, x0)
        whole.a = np.maximum(whole.cut(self), whole.cut(other))
        return whole


def over(field, at):
    """Return a sheet-wide field (or one row, one column, a number) where a mask lies."""
    if not isinstance(field, np.ndarray) or field.ndim == 0:
        return np.asarray(field, np.float32)
    rows = at[0] if field.shape[0] > 1 else slice(None)
    return field[rows, at[1] if field.shape[1] > 1 else slice(None)]
