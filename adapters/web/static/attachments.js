import { h } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {import("../encode.ts").IntentView} IntentView */
/** @typedef {import("../encode.ts").AttachmentView} AttachmentView */

const SVG = "http://www.w3.org/2000/svg";

/** What stands beside the words: a code to scan, files to keep. @param {IntentView} view */
export function attachments(view) {
  return h("div", { class: "attachments" }, ...view.attachments.map(attachment));
}

/** @param {AttachmentView} view */
function attachment(view) {
  switch (view.kind) {
    case "qr":
      return code(view);
    case "poster":
      return poster(view);
    case "calendar":
      return file(view);
  }
}

/** It may be gone by now, then nothing stands there. @param {Extract<AttachmentView, { kind: "poster" }>} view */
function poster({ label, src }) {
  const picture = h("img", { class: "poster", src, alt: label, loading: "lazy" });
  picture.addEventListener("error", () => picture.remove());
  return picture;
}

/** Dark on white whatever the theme: scanners need it. @param {Extract<AttachmentView, { kind: "qr" }>} view */
function code({ label, size, path }) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("class", "code");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  svg.setAttribute("shape-rendering", "crispEdges");
  const squares = document.createElementNS(SVG, "path");
  squares.setAttribute("d", path);
  svg.append(squares);
  return svg;
}

/** A file made in the page: nothing to fetch. @param {Extract<AttachmentView, { kind: "calendar" }>} view */
function file({ label, name, text }) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
    h("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return h("button", { class: "button file", type: "button", onclick: save }, icon("down"), label);
}
