import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { YamlSource } from "./yaml-source.ts";

/** The file in a knowledge folder that the build writes; edited folders have none, or one that no longer fits. */
export const COMPILED_FILE = "compiled.json";

/** One text as it was read: the checked value, or where JSON cannot hold that, the value before the check. */
type Entry = { readonly checked: unknown } | { readonly written: unknown };

/** What texts were read as before, so that they need not be parsed again. */
export interface Compiled {
  /** Undefined for a text that was never read, or read in other words. */
  find(source: YamlSource): Entry | undefined;
  /** Is told of every text that was read without being found. */
  keep(source: YamlSource, written: unknown, checked: unknown): void;
}

/** Knows nothing. */
export const NOT_COMPILED: Compiled = { find: () => undefined, keep: () => undefined };

const entriesSchema = z.record(z.string(), z.unknown());

/** What the build found in this folder; a file that is missing or cut off counts as none. */
export async function openCompiled(folder: string): Promise<Compiled> {
  const text = await readFile(join(folder, COMPILED_FILE), "utf8").catch(() => "{}");
  const entries = entriesSchema.safeParse(parsed(text));
  if (!entries.success) return NOT_COMPILED;
  const { data } = entries;
  return {
    find(source) {
      const entry = Object(data[digestOf(source)]);
      if ("checked" in entry) return { checked: entry.checked };
      return "written" in entry ? { written: entry.written } : undefined;
    },
    keep: () => undefined,
  };
}

/** Remembers what is read, for the file the build writes. */
export function compiling(): Compiled & { text(): string } {
  const entries: Record<string, Entry> = {};
  return {
    find: () => undefined,
    keep(source, written, checked) {
      const entry = survives(checked) ? { checked } : { written };
      if (survives(Object.values(entry)[0])) entries[digestOf(source)] = entry;
    },
    text: () => JSON.stringify(entries),
  };
}

/** Whether JSON gives the same value back. */
function survives(value: unknown): boolean {
  return isDeepStrictEqual(parsed(JSON.stringify(value) ?? ""), value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of the file's name too: the same words in another file have another meaning. */
function digestOf({ file, text }: YamlSource): string {
  return createHash("sha256").update(`${file}\n${text}`).digest("base64url");
}
