/* Loaded as a plain script by the map's frame, before the map exists.
 *
 * Modules arrive later: whatever is said to the map meanwhile waits.
 */
(function () {
  "use strict";
  const script = document.currentScript.src;
  const modules = import(new URL("main.js", script).href);

  window.gazette = {
    attach(map, settings) {
      const root = new URL("../../../", script);
      this.drawing = modules.then((main) => main.start(map, { ...settings, root }));
      this.drawing.catch((error) => console.error("The map could not be drawn.", error));
    },
    show(state) {
      this.drawing.then((drawing) => drawing.show(state));
    },
  };
})();
