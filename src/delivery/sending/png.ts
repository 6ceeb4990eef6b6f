import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * A picture of dark and light squares as PNG (ISO/IEC 15948): one bit a pixel, greyscale, `scale` pixels to a
 * square's side.
 */
export function pngOf(
  squares: readonly (readonly boolean[])[],
  scale: number,
): Uint8Array<ArrayBuffer> {
  const side = squares.length * scale;
  const lineBytes = Math.ceil(side / 8);
  const lines = new Uint8Array(side * (lineBytes + 1));
  for (let y = 0; y < side; y += 1) {
    const row = squares[Math.floor(y / scale)] ?? [];
    for (let x = 0; x < side; x += 1) {
      if (row[Math.floor(x / scale)] === true) continue;
      const at = y * (lineBytes + 1) + 1 + (x >> 3);
      lines[at] = (lines[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, side);
  header.setUint32(4, side);
  // Bit depth 1, greyscale; compression, filter and interlace have only one value each.
  header.setUint8(8, 1);
  return joined([
    SIGNATURE,
    chunk("IHDR", new Uint8Array(header.buffer)),
    chunk("IDAT", deflateSync(lines)),
    chunk("IEND", new Uint8Array()),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = joined([new TextEncoder().encode(type), data]);
  return joined([uint32(data.length), named, uint32(crc32(named))]);
}

function uint32(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value);
  return new Uint8Array(view.buffer);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
