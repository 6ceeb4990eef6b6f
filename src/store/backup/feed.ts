import { once } from "node:events";
import type { Writable } from "node:stream";
import { setImmediate as nextRound } from "node:timers/promises";
import type postgres from "postgres";

/** Feeds a `copy … from stdin` on a client of one connection, inside of its transaction. */
export async function feed(
  sql: postgres.Sql,
  text: string,
  pieces: AsyncIterable<Buffer>,
): Promise<void> {
  const stream = await sql.unsafe(text).writable();
  let refusal: unknown;
  stream.on("error", (error) => {
    refusal ??= error;
  });
  const closed = once(stream, "close");
  closed.catch(() => undefined);
  try {
    for await (const piece of pieces) await written(stream, piece);
  } catch (error) {
    if (!stream.destroyed) stream.destroy(new Error("The rows could not be read"));
    throw refusal ?? error;
  }
  stream.end();
  await nextRound();
  // The driver does not say when the database refuses rows after their end: what follows in the transaction fails.
  await sql.unsafe("select 1");
  await closed;
}

/** One piece at a time: no more of the rows lies in memory. */
function written(stream: Writable, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}
