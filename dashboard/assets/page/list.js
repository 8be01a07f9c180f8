/* The list of events: a grid whose rows are walked with the arrow keys and opened with Enter.
 *
 * To come to a row by keyboard opens nothing. All text is set as text.
 */

const lists = new WeakMap();
let opened = null; // by keyboard: the row to come back to

export default function ({ parentElement, data, setTriggerValue }) {
  let list = lists.get(parentElement);
  if (!list) lists.set(parentElement, (list = new List(parentElement)));
  list.tell = (id) => setTriggerValue("open", id);
  list.update(data);
}

class List {
  constructor(root) {
    this.root = root;
    this.table = root.querySelector("table");
    this.body = root.querySelector("tbody");
    this.known = "";
    this.body.onclick = ({ target }) => this.open(target.closest("tr"));
    this.body.onkeydown = (event) => this.onKey(event);
  }

  update(data) {
    const rows = JSON.stringify([data.rows, data.badges]);
    if (rows !== this.known) {
      this.known = rows;
      this.body.replaceChildren(...data.rows.map((row, at) => lineOf(row, at + data.first, data.badges)));
      this.body.closest("div").scrollTop = 0;
    }
    this.table.setAttribute("aria-label", data.label);
    this.table.setAttribute("aria-rowcount", String(data.count + 1)); // the head is a row too
    this.choose(data.chosen);
  }

  /** Marks the open event; Tab enters the list there, else where one was or at the first row. */
  choose(id) {
    const rows = [...this.body.rows];
    for (const row of rows) row.setAttribute("aria-selected", String(row.dataset.id === id));
    const chosen = rows.find((row) => row.dataset.id === id);
    const back = rows.find((row) => row.dataset.id === opened);
    this.enter(chosen ?? back ?? rows[0]);
    if (chosen && id !== this.chosen) chosen.scrollIntoView({ block: "nearest" });
    this.chosen = id;
    const now = document.activeElement;
    if (!back || (now !== document.body && !now?.closest(".st-key-panel-head"))) return;
    opened = null;
    back.scrollIntoView({ block: "nearest" });
    back.focus();
  }

  enter(row) {
    for (const other of this.body.rows) other.tabIndex = other === row ? 0 : -1;
  }

  onKey(event) {
    const row = event.target.closest("tr");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...this.body.rows];
    const at = rows.indexOf(row);
    const page = Math.max(1, Math.floor(this.body.closest("div").clientHeight / row.offsetHeight) - 2);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page,
      Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      const next = rows[Math.min(rows.length - 1, Math.max(0, to))];
      this.enter(next);
      next.scrollIntoView({ block: "nearest" });
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      opened = row.dataset.id;
      // The list makes way for the details: what stays there keeps the focus near them.
      document.querySelector(".st-key-panel-head button")?.focus();
      this.open(row);
    }
  }

  open(row) {
    if (!row) return;
    this.enter(row);
    this.tell(row.dataset.id);
  }
}

function lineOf(row, number, badges) {
  const line = document.createElement("tr");
  line.dataset.id = row.id;
  line.setAttribute("aria-rowindex", String(number + 1));
  const picture = document.createElement("img");
  picture.src = badges[row.kind];
  picture.alt = row.kind;
  picture.title = row.kind;
  const words = row.title.map(([text, isHit]) => (isHit ? of("mark", text) : text));
  const title = of("bdi", ...words);
  const what = [title];
  if (row.note) what.push(" ", of("span.note", `(${row.note})`));
  if (row.found) what.push(of("span.found", of("bdi", row.found)));
  what.push(of("span.more", of("bdi", row.place)));
  line.append(
    of("td.when", row.date), of("td.kind", picture), of("td.what", ...what),
    of("td.where", of("bdi", row.place)),
  );
  return line;
}

function of(name, ...parts) {
  const [tag, look] = name.split(".");
  const element = document.createElement(tag);
  if (look) element.className = look;
  element.append(...parts);
  return element;
}
