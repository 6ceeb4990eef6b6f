import type { Event } from "../engine/event.ts";
import { cleanText } from "../engine/normalize.ts";

/** Longer than any platform lets a name be that people give themselves. */
const LONGEST = 200;

/** Signs nobody sees, line breaks among them. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * The event with names as they may stand in anybody's message, list or terminal: on one line, without signs that
 * turn the writing round or pass for the end of a name. People and groups choose them, staff read them.
 */
export function withPlainNames(event: Event): Event {
  const { account, space } = event;
  if (isPlain(account?.name) && isPlain(space.title)) return event;
  return {
    ...event,
    space: { ...space, title: plain(space.title) },
    account: account && { ...account, name: plain(account.name) },
  };
}

function isPlain(name: string | undefined): boolean {
  return name === undefined || (name.length <= LONGEST && !HIDDEN.test(name));
}

/** Undefined when nothing is left of it. */
function plain(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const line = cleanText(name).replace(/\s+/g, " ");
  return line === "" ? undefined : [...line].slice(0, LONGEST).join("");
}
