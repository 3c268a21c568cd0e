"""Planes in space: a wall or a floor seen at a slant, and the room that holds them."""

import numpy as np


class Plane:
    """A rectangle `w` by `h` that stands somewhere in space, given by its four corners.

    Corners in order: bottom left, bottom right, top right, top left. Its own coordinates run
    from (0, 0) at the bottom left to (w, h).
    """

    def __init__(self, corners, w=1.0, h=1.0):
        self.w, self.h, self.corners = w, h, corners
        own = [(0, 0), (w, 0), (w, h), (0, h)]
        rows, right = [], []
        for (u, v), (x, y) in zip(own, corners, strict=True):
            rows += [[u, v, 1, 0, 0, 0, -x * u, -x * v], [0, 0, 0, u, v, 1, -y * u, -y * v]]
            right += [x, y]
        k = np.linalg.solve(np.array(rows, float), np.array(right, float))
        self.m = np.append(k, 1).reshape(3, 3)
        self.back = np.linalg.inv(self.m)
        self._fields = None

    def at(self, u, v):
        """Return the point of the sheet at (u, v)."""
        x, y, k = self.m @ (u, v, 1)
        return x / k, y / k

    def pts(self, *points):
        """Return points of the sheet."""
        return [self.at(u, v) for u, v in points]

    def quad(self, u, v, w, h):
        """Return the corners of a rectangle on the plane."""
        return self.pts((u, v), (u + w, v), (u + w, v + h), (u, v + h))

    def fields(self, b):
        """Return fields of u and v over the whole sheet."""
        if self._fields is None:
            self._fields = self._spread(b)
        return self._fields

    def _spread(self, b):
        r = self.back
        k = r[2, 0] * b.x + r[2, 1] * b.y + r[2, 2]
        k = np.where(np.abs(k) < 1e-6, 1e-6, k)
        return (
            ((r[0, 0] * b.x + r[0, 1] * b.y + r[0, 2]) / k).astype(np.float32),
            ((r[1, 0] * b.x + r[1, 1] * b.y + r[1, 2]) / k).astype(np.float32),
        )

    def size(self, u, v):
        """Return how many units of the sheet one unit of height takes at (u, v)."""
        (x0, y0), (x1, y1) = self.at(u, v), self.at(u, v + 0.01)
        return float(np.hypot(x1 - x0, y1 - y0)) * 100


def upright(x, y, w, h):
    """Return a plane that stands square to the eye, its foot at y."""
    return Plane([(x, y), (x + w, y), (x + w, y - h), (x, y - h)], w, h)


class Space:
    """Straight-ahead perspective: x to the right, y up from the ground, z away; eye at height e.

    A unit at distance `z` is `scale / z` units of the sheet.
    """

    def __init__(self, vx=75.0, hz=50.0, eye=1.6, scale=60.0):
        self.vx, self.hz, self.eye, self.scale = vx, hz, eye, scale

    def at(self, x, y, z):
        """Return the point of the sheet where a point in space is seen."""
        k = self.scale / z
        return self.vx + x * k, self.hz - (y - self.eye) * k

    def size(self, z):
        """Return the units of the sheet that one unit takes at distance z."""
        return self.scale / z

    def wall(self, x, z0, z1, h, y=0.0):
        """Return the plane of a wall that runs away from the eye, at x, from z0 to z1."""
        near, far = (z0, z1)
        corners = [self.at(x, y, near), self.at(x, y, far), self.at(x, y + h, far), self.at(x, y + h, near)]
        return Plane(corners, abs(z1 - z0), h)

    def front(self, x, z, w, h, y=0.0):
        """Return the plane of a wall that faces the eye."""
        return Plane([self.at(x, y, z), self.at(x + w, y, z), self.at(x + w, y + h, z), self.at(x, y + h, z)], w, h)

    def floor(self, x0, x1, z0, z1, y=0.0):
        """Return the plane of a floor; its v runs away from the eye."""
        corners = [self.at(x0, y, z0), self.at(x1, y, z0), self.at(x1, y, z1), self.at(x0, y, z1)]
        return Plane(corners, x1 - x0, z1 - z0)
