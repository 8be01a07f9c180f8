/* The map on paper: all that the screen shows of it, in light colours, as wide as the sheet.
 *
 * A page is laid out anew for printing, after the last script has run. So the map keeps the size
 * that it has and is scaled to one that fits upright and across; the page gives its frame that
 * size (panels/print_frame.py).
 */

const SHEET_PX = { width: 700, height: 580 }; // of A4 with margins of 12 mm, title above

/** Makes the drawing ready whenever the page is printed, and as it was afterwards. */
export function printWell(drawing) {
  addEventListener("beforeprint", () => spread(drawing));
  addEventListener("afterprint", () => restore(drawing));
}

/** How much a map of that size is scaled to fill a sheet. */
export const scaleFor = ({ x, y }) => Math.min(SHEET_PX.width / x, SHEET_PX.height / y);

function spread(drawing) {
  const { map } = drawing;
  const { style, offsetWidth: x, offsetHeight: y } = map.getContainer();
  if (!drawing.state || drawing.isOnPaper || !x || !y) return;
  const scale = scaleFor({ x, y });
  style.setProperty("width", `${x}px`, "important");
  style.setProperty("height", `${y}px`, "important");
  style.transformOrigin = "0 0";
  style.transform = `scale(${scale})`;
  tellPage(`${x * scale}px`, `${y * scale}px`);
  drawing.isOnPaper = true;
  drawing.show(drawing.asked);
  drawing.drawBase().then(() => drawing.base.redraw({ isSharp: true })); // all of it is known
}

function restore(drawing) {
  if (!drawing.isOnPaper) return;
  for (const name of ["width", "height", "transform-origin", "transform"]) {
    drawing.map.getContainer().style.removeProperty(name);
  }
  drawing.isOnPaper = false;
  drawing.show(drawing.asked);
  drawing.drawBase().then(() => drawing.base.redraw());
}

function tellPage(width, height) {
  try {
    window.frameElement.style.setProperty("--gz-print-width", width);
    window.frameElement.style.setProperty("--gz-print-height", height);
  } catch {
    // a page of another origin gives the frame a size of its own
  }
}
