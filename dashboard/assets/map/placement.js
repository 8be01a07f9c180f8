/* Where names and markers may stand. Boxes are [left, top, right, bottom] in pixels. */

/** Boxes that are taken; asks in a grid, so that a few hundred names cost nothing. */
export class Occupied {
  constructor(cellPx = 64) {
    this.cellPx = cellPx;
    this.grid = new Map();
  }

  *cells([left, top, right, bottom]) {
    const at = (px) => Math.floor(px / this.cellPx);
    for (let x = at(left); x <= at(right); x++) {
      for (let y = at(top); y <= at(bottom); y++) yield `${x} ${y}`;
    }
  }

  add(box) {
    for (const cell of this.cells(box)) {
      if (!this.grid.has(cell)) this.grid.set(cell, []);
      this.grid.get(cell).push(box);
    }
  }

  isFree(box) {
    for (const cell of this.cells(box)) {
      if ((this.grid.get(cell) ?? []).some((other) => overlap(box, other))) return false;
    }
    return true;
  }
}

export function overlap(a, b) {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}

/** The box of that size around a point. */
export function around({ x, y }, halfWidth, halfHeight) {
  return [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight];
}

/**
 * Places for a name beside a marker, best first: right, left, below, above, the four corners,
 * and above or below but flush with one side. Gives the left top corner of the name.
 */
export function besideMarker({ x, y }, halfWidth, halfHeight, width, height) {
  const right = x + halfWidth + 3;
  const left = x - halfWidth - 3 - width;
  const above = y - halfHeight - 1 - height;
  const below = y + halfHeight + 1;
  const middle = y - height / 2;
  return [
    [right, middle], [left, middle], [x - width / 2, below], [x - width / 2, above],
    [right, above + height / 2], [left, above + height / 2],
    [right, below - height / 2], [left, below - height / 2],
    [x - 4, above], [x - width + 4, above], [x - 4, below], [x - width + 4, below],
  ];
}

const SLIPS = [
  [0, 0], [0, -16], [0, 16], [0, -32], [0, 32], [50, 0], [-50, 0],
  [50, 20], [-50, 20], [50, -20], [-50, -20], [90, 0], [-90, 0],
];

/** Places for the name of an area, best first: its middle, then slipping off it. */
export function withinArea({ x, y }, width, height) {
  return SLIPS.map(([dx, dy]) => [x - width / 2 + dx, y - height / 2 + dy]);
}

/**
 * The nearest free spot for an area's marker, in widening circles around its middle.
 *
 * A town never moves. An area's marker may stand anywhere inside the area; when nothing is
 * free within reach it stays in the middle.
 */
export function steppedAside(home, halfWidth, halfHeight, reachPx, occupied) {
  for (const distance of [0, 14, 26, 40, 56, 72]) {
    if (distance > reachPx) break;
    const directions = distance ? 12 : 1;
    for (let turn = 0; turn < directions; turn++) {
      const angle = (turn * 2 * Math.PI) / 12 - 2.1; // to the upper left first
      const spot = {
        x: home.x + distance * Math.cos(angle),
        y: home.y + distance * Math.sin(angle),
      };
      if (occupied.isFree(around(spot, halfWidth, halfHeight))) return spot;
    }
  }
  return home;
}
