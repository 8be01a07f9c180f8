/* Loaded as a plain script by the map's frame, before the map exists.
 *
 * Modules arrive later: whatever is said to the map meanwhile waits. They need Leaflet, which
 * the frame names before this script.
 */
(function () {
  "use strict";
  const script = document.currentScript.src;
  const modules = import(new URL("all.js", script).href); // the modules beside it, packed as one

  window.gazette = {
    attach(map, settings) {
      const root = new URL("../../../", script);
      this.drawing = modules.then(({ main, pins }) => {
        const { start } = settings.pins ? pins : main;
        return start(map, { ...settings, root });
      });
      this.drawing.catch((error) => console.error("The map could not be drawn.", error));
    },
    show(state) {
      this.drawing.then((drawing) => drawing.show(state));
    },
  };
})();
