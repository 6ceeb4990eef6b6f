import { inflateSync } from "node:zlib";
import { encode } from "uqr";
import { expect, test } from "vitest";
import { fileOf } from "../../src/delivery/sending/files.ts";

/** Reads the picture back, square by square, as any viewer does. */
function squaresOf(png: Uint8Array, scale: number): readonly (readonly boolean[])[] {
  const view = new DataView(png.buffer, png.byteOffset);
  const side = view.getUint32(16);
  const idat = 33;
  const lines = inflateSync(png.subarray(idat + 8, idat + 8 + view.getUint32(idat)));
  const width = Math.ceil(side / 8) + 1;
  const isDark = (x: number, y: number) =>
    ((lines[y * width + 1 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0;
  const count = side / scale;
  return Array.from({ length: count }, (_row, y) =>
    Array.from({ length: count }, (_square, x) => isDark(x * scale + 3, y * scale + 7)),
  );
}

test("a code becomes a picture that shows exactly its squares", () => {
  const { bytes, type } = fileOf({ kind: "qr", label: "QR", text: "ABCD2345" });
  expect(type).toBe("image/png");
  expect(squaresOf(bytes, 10)).toEqual(encode("ABCD2345", { ecc: "M", border: 4 }).data);
  expect(bytes.length).toBeLessThan(4_000);
});
