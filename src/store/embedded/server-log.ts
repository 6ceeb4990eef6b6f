import { type FileHandle, open, readFile, rename, stat } from "node:fs/promises";
import { codeOf } from "./embedded-error.ts";

/** Bytes after which a log is put aside; one older log is kept. */
const LARGEST = 1_000_000;

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return 0;
    throw error;
  }
}

/** A server's log opened for one start. */
export interface ServerLog {
  readonly handle: FileHandle;
  /** What was written since it was opened. */
  written(): Promise<string>;
}

/** Opens the log for appending, only its owner may read it; a long one is put aside first. */
export async function openServerLog(file: string): Promise<ServerLog> {
  if ((await sizeOf(file)) > LARGEST) await rename(file, `${file}.1`);
  const before = await sizeOf(file);
  return {
    handle: await open(file, "a", 0o600),
    written: async () => (await readFile(file)).subarray(before).toString("utf8"),
  };
}
