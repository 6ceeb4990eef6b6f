import { expect, test } from "vitest";
import { freshBytes } from "../../../src/store/sealing/random-bytes.ts";

test("gives as many bytes as asked for, none of them twice, across many draws", () => {
  const given = Array.from({ length: 2_000 }, () => freshBytes(12));
  expect(given.every(({ length }) => length === 12)).toBe(true);
  expect(new Set(given.map((bytes) => bytes.toString("hex"))).size).toBe(2_000);
});

test("keeps what it gave apart from what it gives later", () => {
  const first = freshBytes(16);
  const kept = first.toString("hex");
  for (let count = 0; count < 1_000; count += 1) freshBytes(16);
  expect(first.toString("hex")).toBe(kept);
});

test("uses every value of a byte about as often", () => {
  const counts = new Array<number>(256).fill(0);
  for (const byte of Buffer.concat(Array.from({ length: 500 }, () => freshBytes(1_000)))) {
    counts[byte] = (counts[byte] ?? 0) + 1;
  }
  const expected = (500 * 1_000) / 256;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // With 255 degrees of freedom 400 is more than six standard deviations away.
  expect(chiSquare).toBeLessThan(400);
});

test("gives no more at once than it draws", () => {
  expect(() => freshBytes(1_025)).toThrow(RangeError);
});
