/* The details of a picked event at once, in front of the panel that will show them.
 *
 * Streamlit draws its page again before the panel has them. What stands here meanwhile is the same
 * HTML from the same server, and it goes when the panel's own has come.
 */

import { getJson } from "./requests.js";

const LONGEST_MS = 5000; // then the page has something else to say
const SETTLING_MS = 150; // the panel's parts come one after the other
const HEAD = ".st-key-panel-head"; // only there where list and details stand beside the map
const ELEMENTS = new Set(
  "A B BLOCKQUOTE BR DIV MARK RT RUBY SPAN STYLE TABLE TBODY TD TH TR svg path".split(" "),
);

export class FirstDetails {
  constructor(root) {
    this.address = new URL("map/details", root);
    this.leave = () => {};
  }

  /** Shows an event of a view; nothing happens where there is no panel or it shows it already. */
  async show(view, id) {
    this.leave();
    const head = panelHead();
    if (!head) return;
    const column = head.closest("[data-testid=stColumn]");
    if (!column || column.querySelector(`[data-event="${id}"]`)) return;
    const asking = new AbortController();
    const app = column.ownerDocument.querySelector("[data-testid=stApp]");
    const watch = new MutationObserver(() => {
      if (own(column, id)) setTimeout(leave, SETTLING_MS);
    });
    const ended = new MutationObserver(() => {
      if (app.dataset.testScriptState === "notRunning") leave(); // whatever the page shows now
    });
    let sheet = null;
    const leave = () => {
      asking.abort();
      watch.disconnect();
      ended.disconnect();
      sheet?.remove();
    };
    this.leave = leave;
    watch.observe(column, { childList: true, subtree: true });
    if (app) ended.observe(app, { attributeFilter: ["data-test-script-state"] });
    setTimeout(leave, LONGEST_MS);
    const address = new URL(this.address);
    address.search = new URLSearchParams({ view, id });
    const answer = await getJson(address, { signal: asking.signal }).catch(() => null);
    if (!answer || asking.signal.aborted || own(column, id) || !head.isConnected) return;
    column.querySelectorAll(".gz-first-details").forEach((left) => left.remove());
    sheet = sheetOf(answer.html, head, column);
    column.style.position = "relative";
    column.append(sheet);
  }
}

/** The row above the panel, null on a phone, in a frame of another page, in a walk. */
function panelHead() {
  try {
    return window.parent.document.querySelector(HEAD);
  } catch {
    return null; // a page of another origin keeps its panel to itself
  }
}

const own = (column, id) =>
  column.querySelector(`[data-event="${id}"]:not(.gz-first-details *)`) !== null;

/** The HTML laid over the panel; it looks like it and takes no clicks. */
function sheetOf(html, head, column) {
  const page = column.ownerDocument;
  const block = head.parentElement.closest("[data-testid=stVerticalBlock]");
  const gap = parseFloat(getComputedStyle(block).rowGap) || 0;
  const top = head.getBoundingClientRect().bottom - column.getBoundingClientRect().top + gap;
  const ground = getComputedStyle(page.querySelector("[data-testid=stApp]")).backgroundColor;
  const sheet = page.createElement("div");
  sheet.className = "gz-first-details";
  sheet.inert = true;
  Object.assign(sheet.style, {
    position: "absolute", inset: `${top}px 0 0 0`, zIndex: 5, overflow: "hidden",
    display: "flex", flexDirection: "column", gap: `${gap}px`, background: ground,
    // By its style too: when Streamlit makes the map's frame anew, nothing of this script runs on.
    animation: `gz-gone 0s ${LONGEST_MS}ms forwards`,
  });
  const style = page.createElement("style");
  style.textContent = "@keyframes gz-gone { to { visibility: hidden; } }";
  sheet.append(style, ...plain(html, page));
  return sheet;
}

/** The HTML as elements, those that only show; no link, no handler, whatever comes. */
function plain(html, page) {
  const read = new DOMParser().parseFromString(html, "text/html").body;
  for (const element of [...read.querySelectorAll("*")]) {
    if (!ELEMENTS.has(element.tagName)) element.remove();
    for (const { name } of [...element.attributes]) {
      if (!/^(class|style|dir|role|scope|aria-[a-z]+|data-event|viewBox|d|fill|width|height)$/.test(name)) {
        element.removeAttribute(name);
      }
    }
  }
  return [...read.childNodes].map((node) => page.importNode(node, true));
}
