/* Colours and signs. The paper is calm on purpose: nothing in it is darker than a marker's
 * outline, and one colour means one family of events everywhere. */

export const SANS = '"Gazette Sans", "Source Sans", system-ui, sans-serif';
export const SERIF = '"Gazette Serif", "Source Serif", Georgia, serif';

const PAPER = {
  light: {
    sea: "#cddbe3", land: "#f6f3ec", coast: "#9fb3bf", river: "#b7cdd9", border: "#a79e92", contested: "#a0594f",
    ink: "#1e2428", muted: "#5f5a52", water: "#3d6074", outline: "#2b3136",
    paper: "#ffffff", halo: "#f6f3ec", line: "#dad5cc", focus: "#1b6ea8",
    relief: 0.115,
  },
  dark: {
    sea: "#14191d", land: "#272c31", coast: "#46535c", river: "#34444f", border: "#5d646b", contested: "#b98078",
    ink: "#efebe3", muted: "#a9a69f", water: "#7f9fb2", outline: "#e8e4dc",
    paper: "#191d20", halo: "#272c31", line: "#353b41", focus: "#8cc7ee",
    relief: 0.42,
  },
};

/** The colours of a theme, also set as custom properties for the style sheet. */
export function paletteOf(theme) {
  const colours = PAPER[theme] ?? PAPER.light;
  for (const [name, value] of Object.entries(colours)) {
    document.documentElement.style.setProperty(`--${name}`, value);
  }
  document.documentElement.dataset.theme = theme;
  return colours;
}

const DARK_SIGN = "#1e2428";
const WHITE_SIGN = "#ffffff";

/** Families in legend order: colour, the colour of the sign on it, and the sign in a box of ±5. */
export const FAMILIES = {
  Battle: { colour: "#D55E00", on: WHITE_SIGN, strokes: "M-4-4L4 4M4-4L-4 4", width: 2.4 },
  Strikes: {
    colour: "#E69F00", on: DARK_SIGN, width: 1.7,
    strokes: "M0-5.2V5.2M-5.2 0H5.2M-3.7-3.7L3.7 3.7M3.7-3.7L-3.7 3.7",
  },
  Protest: { colour: "#CC79A7", on: DARK_SIGN, area: "M0-5L5 4H-5Z" },
  Talks: { colour: "#0072B2", on: WHITE_SIGN, area: "M-4-4H4V4H-4Z" },
  Humanitarian: {
    colour: "#009E73", on: WHITE_SIGN,
    area: "M-1.7-5H1.7V-1.7H5V1.7H1.7V5H-1.7V1.7H-5V-1.7H-1.7Z",
  },
  Movement: { colour: "#56B4E9", on: DARK_SIGN, area: "M0-5.4L5.4 0L0 5.4L-5.4 0Z" },
  Other: { colour: "#777777", on: WHITE_SIGN, area: "M-3.8 0A3.8 3.8 0 1 0 3.8 0A3.8 3.8 0 1 0-3.8 0Z" },
};

/** A family that this script does not know yet is drawn as Other, not left out. */
export const familyOf = (name) => FAMILIES[name] ?? FAMILIES.Other;
