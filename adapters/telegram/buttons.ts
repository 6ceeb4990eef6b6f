import type { Capabilities, TokenOf } from "../../src/engine/adapter.ts";
import type { Action, Button, ChoiceOption } from "../../src/engine/intent.ts";
import { MAX_CALLBACK_BYTES } from "./capabilities.ts";

/** A button as the Bot API takes it. */
export type KeyboardButton = { readonly text: string; readonly style?: "primary" | "danger" } & (
  | { readonly callback_data: string }
  | { readonly url: string }
);

/** Rows of buttons under a message. */
export type Keyboard = readonly (readonly KeyboardButton[])[];

/** What making buttons takes. */
export interface ButtonServices {
  readonly tokenOf: TokenOf;
  readonly limits: Capabilities["buttons"];
  /** Turns a token into an address that works outside of the chat; for buttons that lead to the direct chat. */
  readonly linkOf?: ((token: string) => string) | undefined;
  /** Where paths of our own begin, without a slash at the end. */
  readonly publicUrl: string | undefined;
}

/** The button of an action; undefined for a link that is not safe to follow. Throws when a token does not fit. */
export function keyboardButton(
  { label, action, style }: Pick<Button, "label" | "action" | "style">,
  services: ButtonServices,
): KeyboardButton | undefined {
  const target = targetOf(action, services);
  return target && { text: label, ...target, ...(style ? { style } : {}) };
}

function targetOf(action: Action, { tokenOf, linkOf, publicUrl }: ButtonServices) {
  if (action.kind === "link") {
    const url = safeUrl(action.url, publicUrl);
    return url === undefined ? undefined : { url };
  }
  const token = tokenOf(action);
  if (token === undefined || Buffer.byteLength(token) > MAX_CALLBACK_BYTES) {
    throw new Error(`The token of a ${action.kind} action does not fit a button`);
  }
  return linkOf ? { url: linkOf(token) } : { callback_data: token };
}

/** An address a button may lead to: another site over https, or a path of our own when we have an address. */
function safeUrl(url: string, publicUrl: string | undefined): string | undefined {
  const isPath = /^\/(?![/\\])/.test(url);
  if (isPath && publicUrl === undefined) return undefined;
  const whole = isPath ? `${publicUrl}${url}` : url;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, hostname, username, password, href } = new URL(whole);
  // Telegram refuses the whole message for an address that only this machine could reach.
  const isReachable = protocol === "https:" && hostname.includes(".");
  return isReachable && username === "" && password === "" ? href : undefined;
}

/** How the options of a question are offered. */
export type Offer = "labels" | "numbers" | "list";

/** Labels on buttons; numbers when a label is too long for one; a list to answer by number when they are too many. */
export function offerOf(options: readonly ChoiceOption[], limits: Capabilities["buttons"]): Offer {
  if (options.length > limits.max) return "list";
  return options.every(({ label }) => widthOf(label) <= limits.labelChars) ? "labels" : "numbers";
}

/** Half-width characters in a row of buttons on a phone. */
const ROW_WIDTH = 36;
const NUMBERS_PER_ROW = 6;

/** Buttons in rows, in their order: short ones beside each other, the most weighty alone. */
export function rowsOf(buttons: readonly KeyboardButton[], perRow: number): Keyboard {
  const rows: KeyboardButton[][] = [];
  for (const button of buttons) {
    const row = rows.at(-1);
    if (row && fitsBeside(row, button, perRow)) row.push(button);
    else rows.push([button]);
  }
  return rows;
}

/** Buttons that only hold a number. */
export function numberRowsOf(buttons: readonly KeyboardButton[]): Keyboard {
  const count = Math.ceil(buttons.length / NUMBERS_PER_ROW);
  return Array.from({ length: count }, (_, index) =>
    buttons.slice(index * NUMBERS_PER_ROW, (index + 1) * NUMBERS_PER_ROW),
  );
}

function fitsBeside(row: readonly KeyboardButton[], button: KeyboardButton, perRow: number) {
  const isWeighty = (one: KeyboardButton) => one.style === "primary";
  if (row.length >= perRow || isWeighty(button) || row.some(isWeighty)) return false;
  const share = ROW_WIDTH / (row.length + 1);
  return [...row, button].every(({ text }) => widthOf(text) <= share);
}

/** Width in half-width characters: Chinese, full-width signs and emoji take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    width += /[\u1100-\u115f\u2e80-\uffef]|\p{Extended_Pictographic}/u.test(character) ? 2 : 1;
  }
  return width;
}
