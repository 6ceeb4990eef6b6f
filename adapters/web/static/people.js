import { h } from "./dom.js";
import { icon } from "./icons.js";
import { pick } from "./locale.js";

/** @typedef {import("./api.js").Member} Member */
/** @typedef {import("./locale.js").Localized} Localized */

/** As many colours as there are in the style sheet. */
const TONES = 8;

/** Who is in the playground. @type {{ members: readonly Member[], botName: Localized }} */
const people = { members: [], botName: { zh: "聚场助手", en: "Juchang" } };

/** @param {{ members: readonly Member[], botName: Localized }} loaded */
export const setPeople = (loaded) => Object.assign(people, loaded);

export const members = () => people.members;

/** The bot's name in the language of the page. */
export const botName = () => pick(people.botName);

/** @param {string} id */
export const isBot = (id) => id === "bot";

/** @param {string} id */
export const memberOf = (id) => people.members.find((member) => member.id === id);

/** The name of an author in the language of the page. @param {string} id */
export function nameOf(id) {
  if (isBot(id)) return botName();
  const member = memberOf(id);
  return member ? pick(member.name) : id;
}

/** The number of an author's colour. @param {string} id */
export const toneOf = (id) => people.members.findIndex((member) => member.id === id) % TONES;

/** An author's picture: initials on a colour. @param {string} id */
export function avatar(id) {
  if (isBot(id)) return h("span", { class: "avatar avatar-bot", "aria-hidden": "true" }, "聚");
  const name = memberOf(id)?.name.zh ?? id;
  return h(
    "span",
    { class: "avatar", "data-tone": toneOf(id), "aria-hidden": "true" },
    initialsOf(name),
  );
}

/** The picture of a group. @param {string} space */
export function groupAvatar(space) {
  const classes = `avatar avatar-group avatar-${space}`;
  return h("span", { class: classes, "aria-hidden": "true" }, icon("group"));
}

/** @param {string} name */
function initialsOf(name) {
  const han = [...name].filter((letter) => /\p{Script=Han}/u.test(letter));
  if (han.length > 0) return han.at(-1) ?? "";
  return name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join("")
    .slice(0, 2);
}
