/** @typedef {Node | string | undefined | false} Child */
/** @typedef {string | number | boolean | undefined | ((event: any) => void)} Property */

/**
 * An element. Functions are listeners (`onclick`), `false` and undefined are left out, the rest are attributes;
 * text only ever becomes text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Property>} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  assign(element, properties);
  element.append(...present(children));
  return element;
}

/** @param {Element} element @param {Record<string, Property>} properties */
export function assign(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === false || value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** @param {Element} element @param {...Child} children */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
}

/** @param {readonly Child[]} children @returns {(Node | string)[]} */
function present(children) {
  return children.flatMap((child) =>
    child === undefined || child === false || child === "" ? [] : [child],
  );
}

/**
 * @template Item
 * @typedef {object} Keyed
 * @property {(item: Item) => string} key
 * @property {(item: Item) => string} signature when it is the same, the node is left alone
 * @property {(item: Item) => HTMLElement} create
 * @property {(node: HTMLElement, item: Item) => void} update
 */

/** @type {WeakMap<Element, Map<string, { node: HTMLElement, signature: string }>>} */
const kept = new WeakMap();

/**
 * Makes these items the element's children, in order, and touches only nodes whose item changed.
 * @template Item
 * @param {Element} parent
 * @param {readonly Item[]} items
 * @param {Keyed<Item>} how
 */
export function renderKeyed(parent, items, how) {
  const before = kept.get(parent) ?? new Map();
  const after = new Map();
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = how.key(item);
    const known = before.get(key) ?? { node: how.create(item), signature: "" };
    const signature = how.signature(item);
    if (known.signature !== signature) keepingFocus(known.node, () => how.update(known.node, item));
    after.set(key, { node: known.node, signature });
    if (place !== null && known.node === place) place = place.nextElementSibling;
    else parent.insertBefore(known.node, place);
  }
  for (const [key, { node }] of before) if (!after.has(key)) node.remove();
  kept.set(parent, after);
}

/** What had the focus inside a node has it again after the node was filled anew. @param {HTMLElement} node @param {() => void} update */
function keepingFocus(node, update) {
  const focusable = () => [...node.querySelectorAll("button, a")];
  const index = document.activeElement ? focusable().indexOf(document.activeElement) : -1;
  update();
  if (index < 0) return;
  const again = focusable()[index] ?? focusable().at(-1);
  if (again instanceof HTMLElement) again.focus();
}

/** Moves the focus among elements with the arrow keys, Home and End. @param {KeyboardEvent} event @param {HTMLElement[]} elements */
export function moveWithArrows(event, elements) {
  const index = elements.findIndex((element) => element.matches(":focus"));
  const last = elements.length - 1;
  /** @type {Record<string, number>} */
  const targets = {
    ArrowDown: index >= last ? 0 : index + 1,
    ArrowUp: index <= 0 ? last : index - 1,
    Home: 0,
    End: last,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  elements[target]?.focus();
}
