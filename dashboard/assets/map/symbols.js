/* Marker symbols. Diameter says how many, ring and sign say what, shape says how exactly the
 * place is known, a solid outline says that it happened. */

import { familyOf, SANS } from "./palette.js";
import { drawing, svg } from "./svg.js";

const CHOSEN_GROWTH = 1.12;
const HALO_PX = 1.6;

/** Diameter in pixels for a number of events. */
export function diameterOf(count) {
  if (count < 2) return 24;
  if (count < 5) return 28;
  if (count < 10) return 32;
  if (count < 25) return 38;
  return count < 100 ? 44 : 52;
}

/** Half width, half height and corner radius of a shape around a circle of that radius. */
function outlineOf(shape, radius) {
  if (shape === "pill") return { x: radius * 1.45, y: radius * 0.86, corner: radius * 0.86 };
  if (shape === "square") return { x: radius * 0.96, y: radius * 0.96, corner: radius * 0.34 };
  return { x: radius, y: radius, corner: radius };
}

/** The outline as an SVG rectangle, grown by some pixels on all sides. */
function ringAround(outline, grow, attributes) {
  return svg("rect", {
    x: -outline.x - grow,
    y: -outline.y - grow,
    width: 2 * (outline.x + grow),
    height: 2 * (outline.y + grow),
    rx: Math.max(0, outline.corner + grow),
    ...attributes,
  });
}

/** The sign of a family. */
export function sign(family, colour, scale) {
  const { strokes, area, width } = familyOf(family);
  const look = strokes
    ? { d: strokes, fill: "none", stroke: colour, "stroke-width": width, "stroke-linecap": "round" }
    : { d: area, fill: colour };
  return svg("path", { ...look, transform: `scale(${scale})` });
}

/**
 * The symbol of a marker.
 *
 * Gives its size, how much room it takes around its position (for names and for neighbours), how
 * far above its position an exact pin stands, and the function that draws it: most symbols are
 * there already when the map has moved, and need not be made again.
 */
export function symbolOf(marker, isChosen, colours) {
  const radius = (diameterOf(marker.count) * (isChosen ? CHOSEN_GROWTH : 1)) / 2;
  const outline = outlineOf(marker.shape, radius);
  const inner = marker.count === 1 ? single : several;
  const width = 2 * (outline.x + 9);
  const height = 2 * (outline.y + 11);
  const margin = marker.shape === "near" ? 8 : marker.shape === "cluster" || isChosen ? 7 : 3;
  return {
    draw: () =>
      drawing(
        width,
        height,
        ...surroundings(marker, outline, radius, isChosen, colours),
        ...inner(marker, outline, radius, colours),
      ),
    width,
    height,
    halfWidth: outline.x + margin,
    halfHeight: outline.y + margin,
    lift: marker.shape === "pin" ? radius + 9 : 0,
  };
}

/** What stands around the symbol itself: halo, pointer, second outline, choice. */
function surroundings(marker, outline, radius, isChosen, colours) {
  const parts = [];
  const line = (width) => ({ fill: "none", stroke: colours.outline, "stroke-width": width });
  if (marker.shape === "near") {
    const r = radius + 4.5;
    parts.push(svg("circle", { r, fill: "none", stroke: colours.halo, "stroke-width": 4 }));
    parts.push(svg("circle", { r, ...line(1.4), "stroke-dasharray": "3 3" }));
  }
  if (marker.shape === "pin") {
    const pointer = `M-8 ${radius - 4}L0 ${radius + 9}L8 ${radius - 4}Z`;
    const look = { fill: colours.outline, stroke: colours.halo, "stroke-width": 1.5 };
    parts.push(svg("path", { d: pointer, ...look }));
  }
  if (marker.shape === "cluster") {
    parts.push(ringAround(outline, 4.4, { ...line(1.1), fill: colours.paper, opacity: 0.9 }));
  }
  if (isChosen) {
    const paper = { fill: "none", stroke: colours.paper, "stroke-width": 3.4 };
    parts.push(ringAround(outline, 5.2, paper), ringAround(outline, 5.2, line(2.6)));
  }
  parts.push(ringAround(outline, HALO_PX, { fill: colours.paper }));
  return parts;
}

/** One event: filled with its colour; on paper with a dashed outline when it is not established. */
function single(marker, outline, radius, colours) {
  const [family, , isSoft] = marker.families[0];
  const { colour, on } = familyOf(family);
  const look = { stroke: colours.outline };
  const parts = isSoft
    ? [
        ringAround(outline, -0.2, {
          ...look, fill: colours.paper, "stroke-width": 1.6, "stroke-dasharray": "3.2 2.4",
        }),
        sign(family, colour, radius / 11),
      ]
    : [
        ringAround(outline, 0, { ...look, fill: colour, "stroke-width": 1.3 }),
        sign(family, on, radius / 12),
      ];
  if (marker.modality === "denied") {
    const reach = radius * 0.7;
    const bar = `M${-reach} ${reach}L${reach} ${-reach}`;
    parts.push(svg("path", { ...look, d: bar, "stroke-width": 2 }));
  }
  return parts;
}

/** Several events: the number on paper, and a ring of families; thin arcs are not established. */
function several(marker, outline, radius, colours) {
  const thickness = Math.max(4.6, radius * 0.31);
  const parts = [
    ringAround(outline, 0, { fill: colours.paper, stroke: colours.outline, "stroke-width": 1.3 }),
  ];
  const gap = marker.families.length > 1 ? 0.9 : 0;
  let done = 0;
  for (const [family, count, isSoft] of marker.families) {
    const share = (count / marker.count) * 100;
    const dash = Math.max(0.5, share - gap);
    parts.push(
      ringAround(outline, -thickness / 2 - 0.9, {
        fill: "none",
        pathLength: 100,
        stroke: familyOf(family).colour,
        "stroke-width": isSoft ? thickness * 0.36 : thickness,
        "stroke-dasharray": `${dash} ${100 - dash}`,
        "stroke-dashoffset": -done,
      }),
    );
    done += share;
  }
  parts.push(numberOf(marker.count, radius, colours));
  return parts;
}

/** The number, shortened from a thousand on so that it keeps inside the ring. */
function numberOf(count, radius, colours) {
  const text = shortNumber(count);
  const size = Math.round(radius * (text.length > 3 ? 0.58 : text.length > 2 ? 0.68 : 0.8));
  const look = {
    "text-anchor": "middle", y: (size * 0.35).toFixed(1), fill: colours.ink,
    "font-size": size, "font-weight": 700, "font-family": SANS,
  };
  return svg("text", look, text);
}

/** 999, 1.2k, 34k, 1.5M. */
export function shortNumber(count) {
  if (count < 1000) return String(count);
  const [divisor, unit] = count < 999_500 ? [1000, "k"] : [1_000_000, "M"];
  const scaled = count / divisor;
  return (scaled < 9.95 ? scaled.toFixed(1).replace(".0", "") : Math.round(scaled)) + unit;
}

/** A small sign on its colour, as the legend shows it. */
export function legendSign(family, colours) {
  const { colour, on } = familyOf(family);
  const look = { r: 7, fill: colour, stroke: colours.outline, "stroke-width": 1 };
  return drawing(16, 16, svg("circle", look), sign(family, on, 0.78));
}

/** The small pictures of the legend's second row. */
export function legendShape(name, colours) {
  const line = { fill: colours.paper, stroke: colours.outline, "stroke-width": 1.5 };
  const rect = (x, y, rx) =>
    svg("rect", { x: -x, y: -y, width: 2 * x, height: 2 * y, rx, ...line });
  const shapes = {
    exact: () => [
      svg("path", { d: "M-3 3L0 8L3 3Z", fill: colours.outline }),
      svg("circle", { cy: -1.5, r: 5.2, ...line }),
    ],
    town: () => [svg("circle", { r: 6, ...line })],
    region: () => [rect(6, 6, 2.5)],
    country: () => [rect(10, 5, 5)],
    near: () => [
      svg("circle", { r: 7, ...line, fill: "none", "stroke-width": 1.1, "stroke-dasharray": "2 2" }),
      svg("circle", { r: 4, ...line }),
    ],
    soft: () => [svg("circle", { r: 6, ...line, "stroke-dasharray": "2.6 2" })],
    stack: () => [
      svg("circle", { r: 7, ...line }),
      svg("text", {
        "text-anchor": "middle", y: 3.6, "font-size": 10, "font-weight": 700,
        "font-family": SANS, fill: colours.ink,
      }, "3"),
    ],
  };
  return drawing(name === "country" ? 22 : 16, 16, ...shapes[name]());
}
