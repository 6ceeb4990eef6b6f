import type { Adapter } from "../../src/engine/adapter.ts";
import type { AdapterLog } from "./log.ts";
import type { PlaygroundMessages } from "./messages-port.ts";

/** The longest file the pages take, bytes: a little more than is wanted, so that whoever asked says what is. */
export const MAX_FILE_BYTES = 21 * 1024 * 1024;

/** Fetches a file that was sent on one of our own pages. */
export function createFetchFile(
  messages: PlaygroundMessages,
  log: AdapterLog,
): NonNullable<Adapter["fetchFile"]> {
  return async (reference, { maxBytes }) => {
    try {
      const bytes = await messages.fileBytes(reference);
      if (!bytes) return { kind: "gone" };
      return bytes.length > maxBytes ? { kind: "too_large" } : { kind: "fetched", bytes };
    } catch (error) {
      log.warn({ err: error }, "a file could not be read");
      return { kind: "unavailable" };
    }
  };
}

const LONGEST_NAME = 200;

/** What a browser says of a file, fit to be stored and shown as text. */
export function factsOf(name: string, type: string, size: number) {
  const told = name
    .replaceAll("\u0000", "")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .slice(0, LONGEST_NAME);
  const isType = /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.test(type);
  return { name: told, type: isType ? type : "application/octet-stream", size };
}
