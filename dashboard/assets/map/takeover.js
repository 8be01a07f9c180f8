/* Taking over from the early map, which stood here before the page did (assets/page/early.js).
 *
 * View, focus and a click that was made on it pass on; it leaves when nothing would be seen to
 * change.
 */

import { hand } from "./events.js";

const MOST_TURNS = 3; // a reader who never rests gets the view of a moment ago
const nextPicture = () => new Promise((done) => requestAnimationFrame(done));

/** The early map in front of this one, null when there is none. */
export function earlyMap() {
  try {
    const early = window.parent.gazetteEarly ?? null;
    return early?.frame === window.frameElement ? null : early; // it is not in front of itself
  } catch {
    return null; // a page of another origin keeps its map to itself
  }
}

/** Whether both show the same events. */
export const showsSame = (early, state) =>
  early.state.view === state.view && early.state.theme === state.theme;

/** Opens where the early map stands. */
export function openAs(map, early) {
  map.setView(early.map.getCenter(), early.map.getZoom(), { animate: false });
}

/** Takes the place of the early map as soon as this one has drawn the same. */
export async function takeOver(drawing, early) {
  await drawing.standing;
  if (showsSame(early, drawing.state)) {
    await early.still();
    for (let turn = 0; turn < MOST_TURNS && !sameView(drawing.map, early.map); turn++) {
      openAs(drawing.map, early);
      await drawing.standing;
      await early.still();
    }
  }
  await nextPicture(); // names are drawn with it
  await nextPicture();
  const heir = heirOfFocus(drawing, early);
  const { picked } = early;
  early.leave();
  heir?.focus({ preventScroll: true });
  if (!picked) return;
  drawing.events.pickCount = picked.properties.pick;
  drawing.show({ ...drawing.asked, selected: early.state.selected });
  hand(picked);
}

function sameView(one, other) {
  return one.getZoom() === other.getZoom() && one.getCenter().equals(other.getCenter(), 1e-6);
}

/** What has to have the focus afterwards, null when the focus lies elsewhere in the page. */
function heirOfFocus(drawing, early) {
  const { frame } = early;
  if (frame.ownerDocument.activeElement !== frame) return null;
  const focused = frame.contentDocument.activeElement;
  const [id] = [...early.markers()].find(([, { marker }]) => marker.getElement() === focused) ?? [];
  const same = drawing.events.markers.get(id)?.marker.getElement();
  return same ?? drawing.map.getContainer();
}
