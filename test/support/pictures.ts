import { crc32 } from "node:zlib";
import { pngOf } from "../../src/delivery/sending/png.ts";

/** A black picture of so many pixels on a side; a multiple of ten. */
export function pngPicture(side = 200): Uint8Array<ArrayBuffer> {
  const squares = Array.from({ length: side / 10 }, () => Array<boolean>(side / 10).fill(true));
  return pngOf(squares, 10);
}

/** A JPEG that says it has this size, with nothing to see in it. */
export function jpegHeader(width: number, height: number): Uint8Array<ArrayBuffer> {
  return jpegOf([jfif(), jpegFrame(width, height)]);
}

/** A JPEG of these segments, with a short scan after them. */
export function jpegOf(
  segments: readonly Uint8Array[],
  scan: Uint8Array = jpegScan(),
): Uint8Array<ArrayBuffer> {
  return joined([Uint8Array.of(0xff, 0xd8), ...segments, scan, Uint8Array.of(0xff, 0xd9)]);
}

/** A segment of a JPEG with its marker and length. */
export function jpegSegment(marker: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = payload.length + 2;
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), payload]);
}

/** The baseline frame of a picture with three colours. */
export function jpegFrame(width: number, height: number): Uint8Array<ArrayBuffer> {
  const size = [height >> 8, height & 0xff, width >> 8, width & 0xff];
  const colours = [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  return jpegSegment(0xc0, Uint8Array.of(8, ...size, ...colours));
}

/** The application data every JPEG begins with, and a small copy of the picture if there is one. */
export function jfif(copy: Uint8Array = new Uint8Array()): Uint8Array<ArrayBuffer> {
  const version = [1, 2, 1, 0, 72, 0, 72];
  const sides = copy.length === 0 ? [0, 0] : [copy.length / 3, 1];
  return jpegSegment(0xe0, joined([ascii("JFIF\0"), Uint8Array.of(...version, ...sides), copy]));
}

/** A scan whose coded bytes hold a restart and a coded FF. */
export function jpegScan(): Uint8Array<ArrayBuffer> {
  const header = jpegSegment(0xda, Uint8Array.of(3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0));
  return joined([header, Uint8Array.of(0x12, 0xff, 0x00, 0x34, 0xff, 0xd3, 0x56)]);
}

/** A PNG chunk with its length and checksum. */
export function pngChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const around = new DataView(new ArrayBuffer(8));
  const named = joined([ascii(type), data]);
  around.setUint32(0, data.length);
  around.setUint32(4, crc32(named));
  const [length, checksum] = [around.buffer.slice(0, 4), around.buffer.slice(4)];
  return joined([new Uint8Array(length), named, new Uint8Array(checksum)]);
}

/** The bytes of plain letters. */
export function ascii(words: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(words);
}

/** One after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
