import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import {
  BackupError,
  type BackupHeader,
  DIGEST_BYTES,
  FIRST_LINE,
  FORMAT,
  footerSchema,
  headerSchema,
  LENGTH_BYTES,
  MAGIC,
  rowsIn,
} from "./format.ts";
import { readFrames, type Unsound } from "./frames.ts";

/** A table's rows as they come out of a file, in pieces; each table is read to its end before the next. */
export interface TableRows {
  readonly table: BackupHeader["tables"][number];
  readonly pieces: AsyncIterable<Buffer>;
}

/** A backup file that was found whole and unaltered. */
export interface BackupFile {
  readonly header: BackupHeader;
  readonly rows: number;
  tables(): AsyncIterable<TableRows>;
  close(): Promise<void>;
}

interface Place {
  readonly path: string;
  readonly handle: FileHandle;
  /** Where the packed frames end. */
  readonly end: number;
  readonly unpacked: number;
}

/**
 * Looks at every byte of a file before anything is done with it. Rejects when it is not a whole backup, or when
 * `fits` rejects the bytes it will become: it is asked before anything is unpacked.
 */
export async function openBackup(
  path: string,
  fits: (bytes: number) => Promise<void>,
): Promise<BackupFile> {
  const handle = await open(path).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new BackupError(`${path} cannot be read (${code}): name a backup file that is there`, {
      cause: error,
    });
  });
  try {
    const place = await placeIn(path, handle);
    await checkDigest(place);
    await fits(place.unpacked);
    const seen = await lookThrough(place);
    return {
      ...seen,
      tables: () => tablesIn(place),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function placeIn(path: string, handle: FileHandle): Promise<Place> {
  const stat = await handle.stat();
  const format = stat.isFile() ? formatOf(await bytesAt(handle, 0, MAGIC.length + 12)) : undefined;
  if (format === undefined) {
    throw new BackupError(
      `${path} is no backup of this service: name a file that “backup” wrote (one of pg_dump goes to pg_restore)`,
    );
  }
  if (format > FORMAT) {
    throw new BackupError(
      `${path} was written by a newer version of the service: restore it with that version`,
    );
  }
  const end = stat.size - DIGEST_BYTES - LENGTH_BYTES;
  if (end <= FIRST_LINE.length) throw unsound(path)();
  const unpacked = Number((await bytesAt(handle, end, LENGTH_BYTES)).readBigUInt64BE());
  return { path, handle, end, unpacked };
}

/** The number in the first line; a file that is cut within it is none of ours. */
function formatOf(start: Buffer): number | undefined {
  const [, digits] = new RegExp(`^${MAGIC}(\\d{1,9})\\n`).exec(start.toString("latin1")) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

async function checkDigest({ path, handle, end }: Place): Promise<void> {
  const hash = createHash("sha256");
  const all = end + LENGTH_BYTES;
  for await (const bytes of partOf(handle, 0, all)) hash.update(bytes);
  if (!hash.digest().equals(await bytesAt(handle, all, DIGEST_BYTES))) throw unsound(path)();
}

async function lookThrough(place: Place): Promise<Pick<BackupFile, "header" | "rows">> {
  const reader = readFrames(framesIn(place), unsound(place.path));
  const header = await reader.json(headerSchema);
  let rows = 0;
  for await (const { pieces } of tablesIn(place)) {
    for await (const piece of pieces) rows += rowsIn(piece);
  }
  return { header, rows };
}

async function* tablesIn(place: Place): AsyncGenerator<TableRows> {
  const wrong = unsound(place.path);
  const reader = readFrames(framesIn(place), wrong);
  const { tables } = await reader.json(headerSchema);
  for (const table of tables) {
    let rows = 0;
    async function* pieces() {
      for (let piece = await reader.next(); piece.length > 0; piece = await reader.next()) {
        rows += rowsIn(piece);
        yield piece;
      }
    }
    yield { table, pieces: pieces() };
    if ((await reader.json(footerSchema)).rows !== rows) throw wrong();
  }
  await reader.end();
}

/** Unpacks no more than the file says it holds, however much its bytes would become. */
async function* framesIn({ path, handle, end, unpacked }: Place): AsyncGenerator<Buffer> {
  const packed = Readable.from(partOf(handle, FIRST_LINE.length, end), { objectMode: false });
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  packed.on("error", (error) => gunzip.destroy(error));
  let length = 0;
  try {
    for await (const bytes of packed.pipe(gunzip) as AsyncIterable<Buffer>) {
      length += bytes.length;
      if (length > unpacked) throw unsound(path)();
      yield bytes;
    }
  } catch (error) {
    throw isOfUnpacking(error) ? unsound(path)(error) : error;
  } finally {
    packed.destroy();
  }
  if (length !== unpacked) throw unsound(path)();
}

function isOfUnpacking(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}

const READ_BYTES = 256 * 1024;

async function* partOf(handle: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const bytes = await bytesAt(handle, at, Math.min(READ_BYTES, end - at));
    if (bytes.length === 0) return;
    at += bytes.length;
    yield bytes;
  }
}

async function bytesAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

function unsound(path: string): Unsound {
  return (cause) =>
    new BackupError(
      `${path} is cut short or was altered since it was written, and nothing was changed: take another copy of it`,
      { cause },
    );
}
