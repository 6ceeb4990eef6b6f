import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Erasure } from "./store/erasures.ts";
import type { Store } from "./store/store.ts";

const LINE = /^(?<account>[\w-]{43}) (?<at>\d{4}-\d\d-\d\dT[\d:.]+Z)$/;

/** Erasures in the form in which they are kept outside of the database, one a line. */
export function writeErasures(erasures: readonly Erasure[]): string {
  return erasures.map(({ account, at }) => `${account} ${new Date(at).toISOString()}\n`).join("");
}

/** The erasures of such a text; throws with the number of the first line that is none. */
export function readErasures(text: string): readonly Erasure[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const { account, at } = LINE.exec(line.trim())?.groups ?? {};
    if (account === undefined || at === undefined) {
      throw new Error(`Line ${index + 1} of the erasures is none: a hash and a time are expected`);
    }
    return [{ account, at: Date.parse(at) }];
  });
}

/**
 * Keeps the erasures of the database and those noted beside it in the data folder the same. When an older backup
 * was put in the database's place, the folder knows more: whoever came back with it is erased again. Returns how
 * many people that were.
 */
export async function keepErasures(
  { people }: Pick<Store, "people">,
  dataDir: string,
): Promise<number> {
  const file = join(dataDir, "erasures");
  const noted = readErasures(await readOr(file, ""));
  const count = noted.length === 0 ? 0 : await people.repeatErasures(noted);
  const all = writeErasures(await people.erasures());
  if (all !== writeErasures(noted)) {
    await mkdir(dataDir, { recursive: true });
    await writeFile(`${file}.new`, all, { mode: 0o600, flush: true });
    await rename(`${file}.new`, file);
  }
  return count;
}

async function readOr(file: string, otherwise: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return otherwise;
    throw error;
  }
}
