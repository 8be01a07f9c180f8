/* Asking the dashboard for JSON. */

/** An answer that the dashboard refused or that is not JSON. */
export class NoAnswer extends Error {
  constructor(status) {
    super(`The dashboard answered with status ${status}.`);
    this.status = status;
  }
}

/**
 * The JSON at an address.
 *
 * Where the dashboard's own routes do not reach the browser, Streamlit answers with its page
 * and status 200; so the type is looked at, not only the status.
 */
export async function getJson(address, options = {}) {
  const answer = await fetch(address, { credentials: "same-origin", ...options });
  const type = answer.headers.get("content-type") ?? "";
  if (!answer.ok || !type.includes("json")) throw new NoAnswer(answer.ok ? 0 : answer.status);
  return answer.json();
}

/** The map's view as parameters, widened on every side by a share of its size. */
export function viewParameters(map, widening) {
  const box = map.getBounds().pad(widening);
  const lat = (value) => Math.max(-90, Math.min(90, value)).toFixed(4);
  return new URLSearchParams({
    z: map.getZoom(),
    w: box.getWest().toFixed(4),
    s: lat(box.getSouth()),
    e: box.getEast().toFixed(4),
    n: lat(box.getNorth()),
  });
}
