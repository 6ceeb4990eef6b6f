import { isIP } from "node:net";
import { z } from "zod";

/** A web address without user, query or fragment; a slash at its end goes. */
export const webAddress = z
  .string()
  .refine((text) => isWebAddress(text), {
    message: "must be an address that starts with http:// or https://, such as https://example.org",
  })
  .transform((text) => text.replace(/\/+$/, ""));

/** An outgoing proxy; it may hold a user and a password. */
export const proxyAddress = z.string().refine((text) => hasScheme(text, ["http:", "https:"]), {
  message: "must be a proxy's address, such as http://proxy.example.org:3128",
});

/** An address of a server that takes one of these schemes, such as `redis:`; `like` shows one. */
export function serverAddress(schemes: readonly string[], like: string) {
  return z.string().refine((text) => hasScheme(text, schemes), {
    message: `must be an address like ${like}, with special characters of the password as %XX`,
  });
}

/** A host name or an IP address, IPv6 without brackets. */
export const host = z.string().refine((text) => isIP(text) !== 0 || isHostName(text), {
  message: "must be a host name or an IP address, without port or brackets",
});

/** A TCP port; 0 lets the system choose one. */
export const port = z
  .string()
  .regex(/^\d{1,5}$/, { message: "must be a whole number from 0 to 65535" })
  .transform(Number)
  .refine((value) => value <= 65_535, { message: "must be a whole number from 0 to 65535" });

/** The name of a time zone this machine knows. */
export const timezone = z.string().refine(isTimezone, {
  message: "must be the name of a time zone, such as Asia/Shanghai",
});

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]) {
  return z.enum(words, { error: `must be one of ${words.join(", ")}` });
}

/** A secret given by a platform; what is wrong with it is told without showing it. */
export function secretLike(pattern: RegExp, must: string) {
  return z.string().regex(pattern, { message: must });
}

/**
 * Entries between commas. `read` gives an entry's key and value, or undefined when it is written wrong;
 * every wrong entry is told by its place in the list, `like` shows a right one.
 */
export function entries<Key extends string, Value>(
  read: (entry: string) => readonly [key: Key, value: Value] | undefined,
  like: string,
) {
  return z.string().transform((text, context) => {
    const found = new Map<Key, Value>();
    for (const [index, entry] of splitList(text).entries()) {
      const pair = read(entry);
      const mistake = mistakeIn(pair, found, like);
      if (mistake) context.addIssue({ code: "custom", message: `entry ${index + 1} ${mistake}` });
      else if (pair) found.set(...pair);
    }
    return found;
  });
}

/** The parts of a list with commas, without blanks and empty ones. */
export function splitList(text: string): string[] {
  return text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

/** Whether a host reaches only this machine. */
export function isLoopback(name: string): boolean {
  const bare = name.replace(/^\[|\]$/g, "").toLowerCase();
  return bare === "localhost" || bare === "::1" || (isIP(bare) === 4 && bare.startsWith("127."));
}

function mistakeIn(
  pair: readonly [string, unknown] | undefined,
  found: ReadonlyMap<string, unknown>,
  like: string,
): string | undefined {
  if (!pair) return `must be like ${like}`;
  return found.has(pair[0]) ? "repeats an earlier entry: leave one of them out" : undefined;
}

function isWebAddress(text: string): boolean {
  if (!hasScheme(text, ["http:", "https:"])) return false;
  const { username, password, search, hash } = new URL(text);
  return [username, password, search, hash].every((part) => part === "");
}

function hasScheme(text: string, schemes: readonly string[]): boolean {
  if (!/^[a-z]+:\/\/\S+$/i.test(text) || !URL.canParse(text)) return false;
  return schemes.includes(new URL(text).protocol);
}

function isHostName(text: string): boolean {
  return text.length <= 253 && /^(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(text);
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
