/* Asking the dashboard for JSON and for bytes. */

/** An answer that the dashboard refused or that is of another type. */
export class NoAnswer extends Error {
  constructor(status) {
    super(`The dashboard answered with status ${status}.`);
    this.status = status;
  }
}

const got = async (address, type, options) => {
  const answer = await fetch(address, { credentials: "same-origin", ...options });
  const is = answer.headers.get("content-type") ?? "";
  if (!answer.ok || !is.includes(type)) throw new NoAnswer(answer.ok ? 0 : answer.status);
  return answer;
};

/**
 * The JSON at an address.
 *
 * Where the dashboard's own routes do not reach the browser, Streamlit answers with its page
 * and status 200; so the type is looked at, not only the status.
 */
export async function getJson(address, options = {}) {
  return (await got(address, "json", options)).json();
}

/** The bytes at an address, looked at in the same way. */
export async function getBytes(address, options = {}) {
  return new Uint8Array(await (await got(address, "octet-stream", options)).arrayBuffer());
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
