/* Loaded as a plain script by the map's frame, before the map exists.
 *
 * streamlit-folium listens for clicks only on layers that are on the map when its own set-up
 * runs, straight after the map's script. Modules arrive later, so the layer that hands clicks
 * back is made here, and whatever is said to the map meanwhile waits.
 */
(function () {
  "use strict";
  const script = document.currentScript.src;
  const modules = import(new URL("main.js", script).href);

  window.gazette = {
    attach(map, settings) {
      const picks = L.featureGroup().addTo(map);
      const root = new URL("../../../", script);
      this.drawing = modules.then((main) => main.start(map, { ...settings, picks, root }));
      this.drawing.catch((error) => console.error("The map could not be drawn.", error));
    },
    show(state) {
      this.drawing.then((drawing) => drawing.show(state));
    },
  };
})();
