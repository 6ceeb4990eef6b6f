/** @typedef {import("./api.js").MessageView} MessageView */

const LENGTH = 80;

/** A message in one short line. @param {MessageView} view */
export function excerptOf({ body }) {
  const said = "options" in body ? [body.title, body.text].filter(Boolean).join(" · ") : body.text;
  const line = said.replace(/\s+/g, " ").trim();
  const letters = [...line.slice(0, LENGTH * 2)];
  return letters.length > LENGTH ? `${letters.slice(0, LENGTH).join("")}…` : line;
}
