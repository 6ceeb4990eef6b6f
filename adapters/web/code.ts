import { encode } from "uqr";

/** A QR code as the outline of its dark squares, each one unit wide. */
export interface CodeView {
  /** Units on a side, with the quiet zone around. */
  readonly size: number;
  /** SVG path data. */
  readonly path: string;
}

/** The quiet zone that scanners need (ISO/IEC 18004). */
const QUIET = 4;

/** A text as a QR code with medium error correction. */
export function codeOf(text: string): CodeView {
  const { data, size } = encode(text, { ecc: "M", border: QUIET });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return { size, path };
}
