/* Lines and areas of the base map, on a canvas of Leaflet.
 *
 * Leaflet's own make an object of every position, project it and simplify it at each zoom: a
 * quarter of a second for the coasts of the world. These are projected once and scaled as they
 * are drawn.
 */

const LEAST_STEP_PX = 0.75; // positions nearer to the last one are passed over
const MOST_LATITUDE = 85.0511287798; // Mercator's map ends here

/** Lines of [lat, lon] in Mercator's world, 0..1 from the north-west: {at: x, y, x, y …, box}. */
export function projected(lines) {
  return lines.map((line) => {
    const at = new Float64Array(line.length * 2);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    line.forEach(([lat, lon], i) => {
      const sine = Math.sin((Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, lat)) * Math.PI) / 180);
      const x = lon / 360 + 0.5;
      const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
      at[2 * i] = x;
      at[2 * i + 1] = y;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    });
    return { at, box };
  });
}

let Sheet;

/**
 * A Leaflet layer of projected lines.
 *
 * @param lines as `projected` gives them
 * @param copy of the world: 1 is the one to the east
 * @param look Leaflet's options of a path; `isClosed` for areas
 */
export function sheetOf(lines, copy, look) {
  Sheet ??= L.Path.extend({
    initialize(lines, copy, look) {
      L.setOptions(this, look);
      this.lines = lines;
      this.copy = copy;
    },

    /** From Mercator's world to pixels of the canvas. */
    scaling() {
      const scale = this._map.options.crs.scale(this._map.getZoom());
      const { x, y } = this._map.getPixelOrigin();
      return { scale, x: this.copy * scale - x, y: -y };
    },

    _project() {
      const { scale, x, y } = this.scaling();
      const box = this.lines.reduce((all, { box }) => [
        Math.min(all[0], box[0]), Math.min(all[1], box[1]),
        Math.max(all[2], box[2]), Math.max(all[3], box[3]),
      ], [1, 1, 0, 0]);
      const room = this.options.weight ?? 0;
      this._pxBounds = L.bounds(
        [box[0] * scale + x - room, box[1] * scale + y - room],
        [box[2] * scale + x + room, box[3] * scale + y + room],
      );
    },

    _update() {
      if (this._map) this._updatePath();
    },

    _updatePath() {
      const { _drawing: isDrawing, _ctx: context, _bounds: bounds } = this._renderer;
      if (!isDrawing) return;
      const { scale, x, y } = this.scaling();
      context.beginPath();
      for (const { at, box } of this.lines) {
        const isSeen = box[0] * scale + x <= bounds.max.x && box[2] * scale + x >= bounds.min.x
          && box[1] * scale + y <= bounds.max.y && box[3] * scale + y >= bounds.min.y;
        if (isSeen) trace(context, at, scale, x, y, this.options.isClosed);
      }
      this._renderer._fillStroke(context, this);
    },
  });
  return new Sheet(lines, copy, { interactive: false, ...look });
}

function trace(context, at, scale, x, y, isClosed) {
  let lastX = at[0] * scale + x;
  let lastY = at[1] * scale + y;
  context.moveTo(lastX, lastY);
  const end = at.length - 2;
  for (let i = 2; i <= end; i += 2) {
    const nowX = at[i] * scale + x;
    const nowY = at[i + 1] * scale + y;
    const isNear = Math.abs(nowX - lastX) < LEAST_STEP_PX && Math.abs(nowY - lastY) < LEAST_STEP_PX;
    if (isNear && i !== end) continue;
    context.lineTo(nowX, nowY);
    lastX = nowX;
    lastY = nowY;
  }
  if (isClosed) context.closePath();
}
