import { createHash } from "node:crypto";
import { type FileHandle, link, lstat, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { newId } from "../new-id.ts";
import { BackupError, FIRST_LINE, LENGTH_BYTES } from "./format.ts";

/** A backup file that is being written under a name of its own; it gets its name once it is whole. */
export interface NewBackupFile {
  /** Writes frames, forces everything to the disk and gives the file its name. Returns its size in bytes. */
  write(frames: AsyncIterable<Buffer>): Promise<number>;
  /** Removes what is unfinished; nothing once it has its name. */
  discard(): Promise<void>;
}

/** Readable by its owner alone. Rejects when there is a file of that name, or none can be made. */
export async function newBackupFile(path: string): Promise<NewBackupFile> {
  if (await isThere(path)) throw taken(path);
  const unfinished = `${path}.${newId()}.part`;
  const handle = await opened(path, unfinished);
  return {
    async write(frames) {
      const size = await fill(handle, frames).catch((error: unknown) => {
        throw codeOf(error) === "ENOSPC" ? full(path) : error;
      });
      await handle.sync();
      await handle.close();
      await giveName(unfinished, path);
      await forceNames(dirname(path));
      return size;
    },
    async discard() {
      await handle.close().catch(() => undefined);
      await rm(unfinished, { force: true });
    },
  };
}

async function opened(path: string, unfinished: string): Promise<FileHandle> {
  try {
    return await open(unfinished, "wx", 0o600);
  } catch (error) {
    throw new BackupError(
      `${path} cannot be written (${codeOf(error)}): name a file in a folder that is there and that you may write to`,
      { cause: error },
    );
  }
}

async function fill(handle: FileHandle, frames: AsyncIterable<Buffer>): Promise<number> {
  const hash = createHash("sha256");
  let size = 0;
  let unpacked = 0;
  const put = async (bytes: Uint8Array) => {
    await handle.writeFile(bytes);
    hash.update(bytes);
    size += bytes.length;
  };
  async function* counted() {
    for await (const bytes of frames) {
      unpacked += bytes.length;
      yield bytes;
    }
  }
  await put(Buffer.from(FIRST_LINE));
  await pipeline(counted, createGzip(), async (packed: AsyncIterable<Buffer>) => {
    for await (const bytes of packed) await put(bytes);
  });
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeBigUInt64BE(BigInt(unpacked));
  await put(length);
  const digest = hash.digest();
  await handle.writeFile(digest);
  return size + digest.length;
}

/** A second name is refused where a file got that one meanwhile; a disk that knows no second names renames. */
async function giveName(unfinished: string, path: string): Promise<void> {
  try {
    await link(unfinished, path);
    await rm(unfinished);
  } catch (error) {
    if (codeOf(error) === "EEXIST" || (await isThere(path))) throw taken(path);
    await rename(unfinished, path);
  }
}

/** Not every system can do this for a folder; the file itself is on the disk by then. */
async function forceNames(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function taken(path: string): BackupError {
  return new BackupError(`${path} is there already and is left as it is: name a new file`);
}

function full(path: string): BackupError {
  return new BackupError(
    `The disk of ${path} is full and nothing was kept: make room, or name a file on another disk`,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
