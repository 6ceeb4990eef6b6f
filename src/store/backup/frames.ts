import type { z } from "zod";
import { type BackupError, MOST_FRAME_BYTES } from "./format.ts";

/** What ends a table's rows. */
export const END_OF_ROWS = frame(new Uint8Array());

/** A frame of at most as many bytes as one may have. */
export function frame(content: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

/** A frame of JSON. */
export function jsonFrame(value: unknown): Buffer {
  const content = Buffer.from(JSON.stringify(value));
  if (content.length > MOST_FRAME_BYTES) throw new Error("The description of a backup is too long");
  return frame(content);
}

/** Gathers small pieces, and cuts large ones, into pieces that a frame may have; large ones are not copied. */
export async function* piecesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    if (length + piece.length > MOST_FRAME_BYTES) {
      if (length > 0) yield Buffer.concat(held, length);
      held = [];
      length = 0;
    }
    let at = 0;
    for (; piece.length - at > MOST_FRAME_BYTES; at += MOST_FRAME_BYTES) {
      yield piece.subarray(at, at + MOST_FRAME_BYTES);
    }
    // The rest of a large piece is copied, or it would keep all of it in memory.
    held.push(at === 0 ? piece : Buffer.from(piece.subarray(at)));
    length += piece.length - at;
  }
  if (length > 0) yield Buffer.concat(held, length);
}

/** Reads frames one after the other. */
export interface FrameReader {
  /** The next frame's content. Rejects when there is none, or when it is longer than a frame may be. */
  next(): Promise<Buffer>;
  json<Value>(schema: z.ZodType<Value>): Promise<Value>;
  /** Rejects when anything follows. */
  end(): Promise<void>;
}

/** Makes the error that says a file is not as it should be. */
export type Unsound = (cause?: unknown) => BackupError;

export function readFrames(source: AsyncIterable<Buffer>, unsound: Unsound): FrameReader {
  const pieces = source[Symbol.asyncIterator]();
  let piece: Buffer = Buffer.alloc(0);

  async function more(): Promise<boolean> {
    while (piece.length === 0) {
      const next = await pieces.next();
      if (next.done === true) return false;
      piece = next.value;
    }
    return true;
  }

  async function take(length: number): Promise<Buffer> {
    const taken = Buffer.alloc(length);
    for (let filled = 0; filled < length; ) {
      if (!(await more())) throw unsound();
      const count = piece.copy(taken, filled);
      piece = piece.subarray(count);
      filled += count;
    }
    return taken;
  }

  async function next(): Promise<Buffer> {
    const length = (await take(4)).readUInt32BE();
    if (length > MOST_FRAME_BYTES) throw unsound();
    return take(length);
  }

  return {
    next,
    async json(schema) {
      const read = schema.safeParse(parsed((await next()).toString(), unsound));
      if (!read.success) throw unsound(read.error);
      return read.data;
    },
    async end() {
      if (await more()) throw unsound();
    },
  };
}

function parsed(text: string, unsound: Unsound): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unsound(error);
  }
}
