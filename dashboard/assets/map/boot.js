/* Loaded as a plain script by the map's frame, before the map exists.
 *
 * Modules arrive later: whatever is said to the map meanwhile waits.
 */
(function () {
  "use strict";
  const script = document.currentScript.src;
  const names = ["base_choice", "cells", "controls", "events", "legend", "link", "names", "palette",
    "placement", "requests", "svg", "symbols"]; // all at once, not one after the other has named the next
  for (const name of names) {
    const early = document.createElement("link");
    early.rel = "modulepreload";
    early.href = new URL(`${name}.js`, script).href;
    document.head.append(early);
  }
  const load = (name) => import(new URL(name, script).href);

  window.gazette = {
    attach(map, settings) {
      const root = new URL("../../../", script);
      const module = load(settings.pins ? "pins.js" : "main.js");
      this.drawing = module.then((main) => main.start(map, { ...settings, root }));
      this.drawing.catch((error) => console.error("The map could not be drawn.", error));
    },
    show(state) {
      this.drawing.then((drawing) => drawing.show(state));
    },
  };
})();
