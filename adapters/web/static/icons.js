const PATHS = {
  back: ["m15 5-7 7 7 7"],
  chevron: ["m7 10 5 5 5-5"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  send: ["M4.5 12 20 4.5 15.5 20l-3.5-6.5z", "M12 13.5 20 4.5"],
  attach: ["m8 12.5 6.5-6.5a3 3 0 0 1 4.2 4.2L10.5 18.5a5 5 0 0 1-7-7L11 4"],
  reply: ["M10 6 4 12l6 6", "M4.5 12H14a6 6 0 0 1 6 6v1"],
  lock: ["M7 11V8a5 5 0 0 1 10 0v3", "M5.5 11h13v9h-13z"],
  link: ["M13 5h6v6", "M19 5 10 14", "M17 14v5H5V7h5"],
  down: ["M12 5v14", "m6 13 6 6 6-6"],
  sun: [
    "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
    "M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  ],
  moon: ["M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"],
  check: ["m5 12.5 4.5 4.5L19 7.5"],
  alert: ["M12 8v5", "M12 16.2v.3", "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z"],
  group: [
    "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11z",
    "M3 19.5c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5",
    "M15.5 5a3 3 0 0 1 0 5.6",
    "M17.5 14.4c2.1.6 3.5 2.4 3.5 5.1",
  ],
};

/** @typedef {keyof typeof PATHS} IconName */

const SVG = "http://www.w3.org/2000/svg";

/** A line drawing, hidden from screen readers. @param {IconName} name @returns {SVGSVGElement} */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  for (const d of PATHS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
