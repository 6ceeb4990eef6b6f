import { pngOf } from "../../src/delivery/sending/png.ts";

/** A black picture of so many pixels on a side; a multiple of ten. */
export function pngPicture(side = 200): Uint8Array<ArrayBuffer> {
  const squares = Array.from({ length: side / 10 }, () => Array<boolean>(side / 10).fill(true));
  return pngOf(squares, 10);
}

/** The header of a JPEG that says it has this size, with nothing to see in it. */
export function jpegHeader(width: number, height: number): Uint8Array<ArrayBuffer> {
  const [high, low] = [(n: number) => n >> 8, (n: number) => n & 0xff];
  const frame = [0xff, 0xc0, 0, 17, 8, high(height), low(height), high(width), low(width)];
  const parts = [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  const applicationData = [0xff, 0xe0, 0, 4, 0xff, 0xc0];
  return Uint8Array.from([
    0xff,
    0xd8,
    ...applicationData,
    ...frame,
    ...parts,
    0xff,
    0xda,
    0xff,
    0xd9,
  ]);
}
