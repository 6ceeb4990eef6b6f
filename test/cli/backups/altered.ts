import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { type BackupHeader, FIRST_LINE, rowsIn } from "../../../src/store/backup/format.ts";
import { END_OF_ROWS, frame, jsonFrame } from "../../../src/store/backup/frames.ts";
import { newBackupFile } from "../../../src/store/backup/new-file.ts";
import { openBackup } from "../../../src/store/backup/read-file.ts";

/** What of a backup becomes different. */
export interface Change {
  readonly header?: (header: BackupHeader) => BackupHeader;
  /** Tables whose rows are left out. */
  readonly without?: string;
}

/** Writes a backup anew with something changed, sound in its form. */
export async function rewrite(from: string, to: string, change: Change): Promise<void> {
  const backup = await openBackup(from, () => Promise.resolve());
  async function* frames() {
    yield jsonFrame(change.header?.(backup.header) ?? backup.header);
    for await (const { table, pieces } of backup.tables()) {
      let rows = 0;
      for await (const piece of pieces) {
        if (table.name === change.without) continue;
        rows += rowsIn(piece);
        yield frame(piece);
      }
      yield END_OF_ROWS;
      yield jsonFrame({ rows });
    }
  }
  await (await newBackupFile(to)).write(frames());
  await backup.close();
}

/** Writes a file that has the right digest, whatever its frames are and however many bytes it says they have. */
export async function forge(to: string, frames: Buffer, says = frames.length): Promise<void> {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(says));
  const all = Buffer.concat([Buffer.from(FIRST_LINE), gzipSync(frames), length]);
  await writeFile(to, Buffer.concat([all, createHash("sha256").update(all).digest()]));
}

/** Writes a copy whose bytes were changed. */
export async function alter(
  from: string,
  to: string,
  change: (bytes: Buffer) => Buffer,
): Promise<void> {
  await writeFile(to, change(await readFile(from)));
}

/** Turns the lowest bit of one byte; counted from the end when negative. */
export function flip(at: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    const index = at < 0 ? bytes.length + at : at;
    bytes[index] = (bytes[index] ?? 0) ^ 1;
    return bytes;
  };
}
