import { access, constants, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Erasure } from "./store/erasures.ts";
import { newId } from "./store/new-id.ts";
import type { Store } from "./store/store.ts";

const LINE = /^(?<account>[\w-]{43}) (?<at>\d{4}-\d\d-\d\dT[\d:.]+Z)$/;

/** Erasures in the form in which they are kept outside of the database, one a line. */
export function writeErasures(erasures: readonly Erasure[]): string {
  return erasures.map(({ account, at }) => `${account} ${new Date(at).toISOString()}\n`).join("");
}

/** The erasures of such a text; throws with the number of the first line that is none. */
function readErasures(text: string): readonly Erasure[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const { account, at } = LINE.exec(line.trim())?.groups ?? {};
    if (account === undefined || at === undefined) {
      throw new Error(`Line ${index + 1} of the erasures is none: a hash and a time are expected`);
    }
    return [{ account, at: Date.parse(at) }];
  });
}

/** The erasures in a file that somebody named; says what to do when it cannot be read. */
export async function erasuresIn(path: string): Promise<readonly Erasure[]> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    const why = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    throw new Error(
      `${path} cannot be read (${why}): name the list of who was erased; a data folder without one has erased nobody`,
      { cause },
    );
  });
  return readErasures(text);
}

/** What to do when the data folder cannot hold the erasures. */
export const NOT_NOTED =
  "Erasures cannot be noted in the data folder, so an older backup would bring people back: set DATA_DIR to a folder the service may write to";

/**
 * Keeps the erasures of the database and those noted beside it in the data folder the same. When an older backup
 * was put in the database's place, the folder knows more: whoever came back with it is erased again. Returns how
 * many people that were. A folder that cannot be used keeps nobody from being erased and no service from
 * starting: `onNotNoted` hears why.
 */
export async function keepErasures(
  { people }: Pick<Store, "people">,
  dataDir: string,
  onNotNoted: (error: unknown) => void,
): Promise<number> {
  const file = join(dataDir, "erasures");
  const text = await usingFiles(() => readOr(file, ""), onNotNoted);
  if (text === undefined) return 0;
  const noted = readErasures(text);
  const count = noted.length === 0 ? 0 : await people.repeatErasures(noted);
  const all = writeErasures(await people.erasures());
  if (all !== writeErasures(noted)) await usingFiles(() => replace(file, all), onNotNoted);
  return count;
}

/** Adds erasures noted elsewhere to those of the data folder: `keepErasures` then sees to them, whatever comes between. */
export async function addNoted(dataDir: string, more: readonly Erasure[]): Promise<void> {
  const file = join(dataDir, "erasures");
  const noted = new Map<string, number>();
  for (const { account, at } of [...readErasures(await readOr(file, "")), ...more]) {
    noted.set(account, Math.max(at, noted.get(account) ?? 0));
  }
  const all = [...noted].map(([account, at]) => ({ account, at }));
  await replace(file, writeErasures(all.sort((one, other) => one.at - other.at)));
}

/** Whether erasures are noted there. */
export async function hasNoted(dataDir: string): Promise<boolean> {
  return (await readOr(join(dataDir, "erasures"), "")) !== "";
}

/** Whether erasures can be noted there, now or once the folder is made. */
export async function canNoteErasures(dataDir: string): Promise<boolean> {
  try {
    await access(dataDir, constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    const parent = dirname(resolve(dataDir));
    return isSystemError(error) && error.code === "ENOENT" && parent !== resolve(dataDir)
      ? canNoteErasures(parent)
      : false;
  }
}

/** Several processes may share the folder: each writes under a name of its own before it puts it in place. */
async function replace(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const written = `${file}.${newId()}`;
  await writeFile(written, text, { mode: 0o600, flush: true });
  await rename(written, file);
}

async function usingFiles<Result>(
  work: () => Promise<Result>,
  onFailure: (error: unknown) => void,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    onFailure(error);
    return undefined;
  }
}

function isSystemError(error: unknown): error is Error & { readonly code: unknown } {
  return error instanceof Error && "code" in error && "syscall" in error;
}

async function readOr(file: string, otherwise: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return otherwise;
    throw error;
  }
}
