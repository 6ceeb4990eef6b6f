import type { Action } from "./intent.ts";

/** Turns text into a keyed digest of at least 12 characters of `[A-Za-z0-9_-]`. */
export type Mac = (text: string) => string;

const MAC_LENGTH = 12;

/** The most bytes any platform takes in a button. */
export const MAX_TOKEN_BYTES = 64;

/**
 * The token of an action: `[A-Za-z0-9_-]`, at most 64 bytes, so that it fits a Telegram button and a deep link.
 * Undefined for links, which need none. Throws when ids are too long: a bug of whoever made them.
 */
export function encodeToken(action: Action, mac: Mac): string | undefined {
  const payload = payloadOf(action);
  if (payload === undefined) return undefined;
  const token = `${payload}${sign(payload, mac)}`;
  if (!/^[A-Za-z0-9_-]+$/.test(token) || token.length > MAX_TOKEN_BYTES) {
    throw new Error(`A ${action.kind} action does not fit a button token`);
  }
  return token;
}

function payloadOf(action: Action): string | undefined {
  switch (action.kind) {
    case "answer": {
      const { lane, run, question, option } = action;
      const written = option.replace("!", "_");
      return `a_${lane}_${run.toString(36)}_${question.toString(36)}_${written}`;
    }
    case "open":
      return `o_${action.command}_${action.args}`;
    case "link":
      return undefined;
  }
}

function sign(payload: string, mac: Mac): string {
  return mac(payload).slice(0, MAC_LENGTH);
}

const ANSWER = /^a_([a-z0-9]+)_([a-z0-9]+)_([a-z0-9]+)_(_?[a-z0-9-]+)$/;
const OPEN = /^o_([a-z0-9-]+)_([A-Za-z0-9_-]*)$/;

/** The action of a token; undefined when it is not one of ours (forged, cut off, made with another key). */
export function decodeToken(token: string, mac: Mac): Action | undefined {
  if (token.length <= MAC_LENGTH || token.length > MAX_TOKEN_BYTES) return undefined;
  const payload = token.slice(0, -MAC_LENGTH);
  if (!sameText(token.slice(-MAC_LENGTH), sign(payload, mac))) return undefined;
  const answer = ANSWER.exec(payload);
  if (answer) {
    const [, lane = "", run = "", question = "", option = ""] = answer;
    return {
      kind: "answer",
      lane,
      run: Number.parseInt(run, 36),
      question: Number.parseInt(question, 36),
      option: option.replace("_", "!"),
    };
  }
  const open = OPEN.exec(payload);
  return open ? { kind: "open", command: open[1] ?? "", args: open[2] ?? "" } : undefined;
}

/** Equality whose time does not depend on where two texts differ. */
function sameText(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < one.length; index++) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  }
  return difference === 0;
}
