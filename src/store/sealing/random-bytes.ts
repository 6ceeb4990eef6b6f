import { randomFillSync } from "node:crypto";

/** Drawn at once: asking the system costs more than the bytes. */
const pool = Buffer.alloc(4096);
let used = pool.length;

/** Random bytes nobody can guess, as `randomBytes` gives them; each is handed out once. At most 1,024 at a time. */
export function freshBytes(length: number): Buffer {
  if (length > 1024) throw new RangeError("More random bytes than are drawn at once");
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + length));
  // What was handed out must not stay here.
  pool.fill(0, used, used + length);
  used += length;
  return bytes;
}
