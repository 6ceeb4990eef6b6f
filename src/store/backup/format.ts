import { z } from "zod";

/*
 * A backup file:
 *   the line `juchang backup 1`
 *   gzip of frames: the header, then for each table its rows in pieces, an empty frame and its footer
 *   8 bytes: how many bytes the frames are unpacked
 *   32 bytes: SHA-256 of everything before
 * A frame is 4 bytes of length, big-endian, and as many bytes. Rows are in the text format of PostgreSQL's COPY,
 * one a line, so that every version of PostgreSQL reads them.
 */

/** What every backup file begins with, before the number of its format. */
export const MAGIC = "juchang backup ";
export const FORMAT = 1;
export const FIRST_LINE = `${MAGIC}${FORMAT}\n`;

export const LENGTH_BYTES = 8;
export const DIGEST_BYTES = 32;

/** No frame is longer, whatever a file says; what is longer is written in several. */
export const MOST_FRAME_BYTES = 256 * 1024;

/** Something about a backup or its file; the message is a line that says what to do. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}

const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

export const tableSchema = z.object({ name, columns: z.array(name).min(1) });
export const sequenceSchema = z.object({
  name,
  /** As text: it may be beyond what a number holds. */
  value: z.string().regex(/^-?\d{1,19}$/),
  called: z.boolean(),
});

export const headerSchema = z.object({
  /** The version of the service that made it. */
  version: z.string().max(40),
  /** The time of the last migration that its database had had: which tables and columns there are. */
  migration: z.number().int().positive(),
  /** ISO 8601, UTC: what was committed by then is in it. */
  createdAt: z.iso.datetime(),
  /** Ids of the master keys without which it cannot be read. */
  keys: z.array(z.string().regex(/^[0-9a-f]{8}$/)),
  /** In an order in which no table refers to a later one. */
  tables: z.array(tableSchema).min(1),
  /** Tables whose rows are not in it on purpose. */
  leftOut: z.array(name),
  sequences: z.array(sequenceSchema),
});

/** What a backup says of itself. */
export type BackupHeader = z.infer<typeof headerSchema>;
export type BackupTable = z.infer<typeof tableSchema>;

/** What stands behind a table's rows. */
export const footerSchema = z.object({ rows: z.number().int().nonnegative() });

/** How many rows a piece of rows ends: the text format writes a line's end within a value as two letters. */
export function rowsIn(piece: Uint8Array): number {
  let count = 0;
  for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) count += 1;
  return count;
}
