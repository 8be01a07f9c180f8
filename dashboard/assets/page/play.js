/* Plays the events through time: the map shows one day, week or month after the other.
 *
 * It runs in the page and moves the map's frame itself, so a step costs one small request and
 * no page run. Python learns where it stands when it pauses; list and counts follow then.
 */

const BASE_MS = 1100; // how long a step with events stays, at normal speed
const EMPTY_SHARE = 0.25; // an empty step goes by quicker, but it is shown
const DAY_MS = 86_400_000;
const MAP_PATIENCE_MS = 20_000;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const players = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  let player = players.get(parentElement);
  if (!player) players.set(parentElement, (player = new Player(parentElement)));
  player.tell = (days) => setStateValue("days", days);
  player.update(data);
  const onKey = (event) => player.onKey(event);
  document.addEventListener("keydown", onKey);
  return () => {
    document.removeEventListener("keydown", onKey);
    setTimeout(() => (parentElement.host ?? parentElement).isConnected || player.halt());
  };
}

class Player {
  constructor(root) {
    const part = (name) => root.querySelector(`[data-part=${name}]`);
    this.parts = Object.fromEntries(
      ["title", "play", "back", "on", "unit", "speed", "range", "now", "all"].map((name) => [name, part(name)]),
    );
    this.at = -1; // no step: all days are shown
    this.isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { play, back, on, unit, speed, range, all } = this.parts;
    play.hidden = speed.hidden = this.isStill;
    back.hidden = on.hidden = !this.isStill;
    play.onclick = () => this.toggle();
    back.onclick = () => this.step(-1);
    on.onclick = () => this.step(1);
    all.onclick = () => this.leave();
    unit.onchange = () => this.choose(unit.value);
    range.oninput = () => {
      this.halt();
      this.show(Number(range.value));
    };
    range.onchange = () => this.report();
  }

  update(data) {
    const isNew = JSON.stringify([data.first, data.last]) !== this.known;
    this.known = JSON.stringify([data.first, data.last]);
    this.days = [dayOf(data.first), dayOf(data.last)];
    this.busy = data.busy.map(([first, last]) => [dayOf(first), dayOf(last)]);
    this.parts.title.textContent = data.title;
    if (isNew) {
      this.halt();
      this.parts.unit.value = data.unit;
      this.steps = stepsOf(...this.days, data.unit);
      this.at = -1;
    }
    if (this.timer) return; // while it plays it is ahead of Python
    if (data.at) this.seek(dayOf(data.at[0]), dayOf(data.at[1]));
    else if (this.at >= 0 || this.named || isNew) this.show(-1);
  }

  /** The step that a link or an earlier run names. */
  seek(first, last) {
    const now = this.steps[this.at];
    if (now && now[0] === first && now[1] === last) return;
    for (const unit of ["day", "week", "month"]) {
      const steps = stepsOf(...this.days, unit);
      const at = steps.findIndex(([from, to]) => from === first && to === last);
      if (at < 0) continue;
      this.parts.unit.value = unit;
      this.steps = steps;
      this.show(at);
      return;
    }
    this.show(-1, [first, last]); // days of an address that are no step of any unit
  }

  choose(unit) {
    const day = this.steps[this.at]?.[0];
    this.steps = stepsOf(...this.days, unit);
    if (day === undefined) return this.show(-1);
    this.show(Math.max(0, this.steps.findIndex(([, to]) => to >= day)));
    if (!this.timer) this.report();
  }

  toggle() {
    if (this.timer) return this.pause();
    this.run(this.at >= this.steps.length - 1 ? 0 : this.at + 1);
  }

  run(at) {
    this.show(at);
    const isLast = at >= this.steps.length - 1;
    const wait = (BASE_MS / Number(this.parts.speed.value)) * (this.isBusy(at) ? 1 : EMPTY_SHARE);
    this.timer = setTimeout(() => (isLast ? this.pause() : this.run(at + 1)), wait);
    this.dress();
  }

  step(by) {
    const at = Math.min(this.steps.length - 1, Math.max(0, this.at + by));
    if (at === this.at) return;
    this.show(at);
    this.report();
  }

  pause() {
    this.halt();
    this.report();
  }

  /** Stops where it stands and tells nobody. */
  halt() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.dress();
  }

  leave() {
    this.halt();
    this.show(-1);
    this.report();
  }

  report() {
    const step = this.steps[this.at];
    this.tell(step ? step.map(isoOf) : null);
  }

  isBusy(at) {
    const [first, last] = this.steps[at];
    return this.busy.some(([from, to]) => from <= last && to >= first);
  }

  show(at, named = null) {
    this.at = at;
    this.named = named;
    const step = this.steps[at] ?? named;
    const { range } = this.parts;
    range.max = this.steps.length - 1;
    range.value = Math.max(0, at);
    const words = step ? wordsOf(...step) : "All days";
    range.setAttribute("aria-valuetext", words);
    this.dress();
    showOnMap(step ? { from: isoOf(step[0]), to: isoOf(step[1]) } : null);
  }

  dress() {
    const { play, now, all, back, on } = this.parts;
    const step = this.steps?.[this.at] ?? this.named;
    const isPlaying = Boolean(this.timer);
    play.dataset.playing = isPlaying;
    play.setAttribute("aria-label", isPlaying ? "Pause" : "Play");
    play.title = isPlaying ? "Pause (space)" : "Play through the days (space)";
    now.textContent = step ? wordsOf(...step) : "";
    now.hidden = all.hidden = !step;
    now.setAttribute("aria-live", isPlaying ? "off" : "polite");
    back.disabled = this.at <= 0;
    on.disabled = this.at >= (this.steps?.length ?? 0) - 1;
  }

  /** Space plays and pauses unless it is meant for something else on the page. */
  onKey(event) {
    const isTaken = event.composedPath().some((one) =>
      one.matches?.("input, textarea, select, button, a, summary, canvas, [role], [contenteditable]"));
    if (event.key !== " " || isTaken || this.isStill || event.ctrlKey || event.metaKey) return;
    if (this.at < 0) return; // until it was started, space scrolls the page
    event.preventDefault();
    this.toggle();
  }
}

/** The map's frame is of our own origin; it may still be on its way. */
async function showOnMap(days, patience = MAP_PATIENCE_MS) {
  showOnMap.wanted = days;
  const frame = [...document.querySelectorAll("iframe")]
    .find((one) => one.title.includes("streamlit_folium"));
  const drawing = await frame?.contentWindow?.gazette?.drawing;
  if (showOnMap.wanted !== days) return; // a later step has come in between
  if (drawing) drawing.showDays(days);
  else if (days && patience > 0) setTimeout(() => showOnMap.wanted === days && showOnMap(days, patience - 300), 300);
}

/* Days are counted from 1970, in no time zone: a day is a day wherever the reader sits. */

function dayOf(iso) {
  return Math.round(new Date(`${iso}T00:00:00Z`).getTime() / DAY_MS);
}

function isoOf(day) {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function stepsOf(first, last, unit) {
  const steps = [];
  for (let from = startOf(first, unit); from <= last; ) {
    const next = startOf(from + { day: 1, week: 7, month: 32 }[unit], unit);
    steps.push([from, next - 1]);
    from = next;
  }
  return steps;
}

function startOf(day, unit) {
  if (unit === "day") return day;
  if (unit === "week") return day - ((((day + 3) % 7) + 7) % 7); // 1970 began on a Thursday
  const date = new Date(day * DAY_MS);
  return Math.round(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY_MS);
}

function wordsOf(first, last) {
  const [a, b] = [first, last].map((day) => new Date(day * DAY_MS));
  const month = MONTHS[b.getUTCMonth()];
  const year = b.getUTCFullYear();
  if (first === last) return `${a.getUTCDate()} ${month} ${year}`;
  if (a.getUTCDate() === 1 && last - first > 26) return `${month} ${year}`;
  const start = a.getUTCMonth() === b.getUTCMonth() ? "" : ` ${MONTHS[a.getUTCMonth()]}`;
  return `${a.getUTCDate()}${start}–${b.getUTCDate()} ${month} ${year}`;
}
