import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { databaseBytes } from "../store/cases/file-bytes.ts";
import { allFilesOfPerson } from "../store/cases/files.ts";
import type { Store } from "../store/store.ts";

/** A file that a person handed in, and where it lies now. */
export interface WrittenFile {
  readonly item: string;
  /** The name its sender gave it; the one it lies under is ours. */
  readonly name: string | null;
  readonly path: string;
}

/** Makes the folder, for its owner's eyes alone; false when it is there already or cannot be made. */
export function newFolder(folder: string): Promise<boolean> {
  return mkdir(folder, { mode: 0o700 }).then(
    () => true,
    () => false,
  );
}

/** Writes what a person handed in and is still here into a folder, one by one: each may have 20 MB. */
export async function writeFilesOf(
  { read }: Pick<Store, "read">,
  person: string,
  folder: string,
): Promise<readonly WrittenFile[]> {
  const written: WrittenFile[] = [];
  for (const { id, label, name, kind } of await read((tx) => allFilesOfPerson(tx, person))) {
    const bytes = await read((tx) => databaseBytes.get(tx, id));
    if (!bytes) continue;
    const path = join(folder, kind === undefined ? id : `${id}.${kind}`);
    await writeFile(path, bytes, { flag: "wx", mode: 0o600 });
    written.push({ item: label.zh, name: name ?? null, path });
  }
  return written;
}
