/* The view in the address of the page: c=lat,lon and z=zoom, so that a copied link shows it.
 *
 * The address is replaced, not visited: no page run, no entry in the history. Streamlit sends
 * the address along with its next run, which is how Python learns of the view.
 */

/** Keeps the page's address in step with the map from now on. */
export function keepViewInLink(map) {
  map.on("moveend", () => write(map));
}

function write(map) {
  const { lat, lng } = map.getCenter().wrap();
  try {
    const page = window.parent;
    const address = new URL(page.location.href);
    address.searchParams.set("c", `${lat.toFixed(3)},${lng.toFixed(3)}`);
    address.searchParams.set("z", String(map.getZoom()));
    page.history.replaceState(page.history.state, "", address);
  } catch {
    // a page of another origin keeps its address to itself
  }
}
