/** What a PNG is shown by (ISO/IEC 15948, 11.2 and 11.3; APNG): the rest is words, times, places and histograms. */
const NEEDED: ReadonlySet<string> = new Set([
  ...["IHDR", "PLTE", "IDAT", "IEND"],
  ...["tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "pHYs", "bKGD", "sBIT"],
  ...["acTL", "fcTL", "fdAT"],
]);

const SIGNATURE_BYTES = 8;
/** A chunk's length, its type and its checksum. */
const AROUND = 12;
const HEADER_BYTES = 13;

/** A PNG with nothing but what it is shown by; undefined when it is none, or does not reach its end. */
export function barePng(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = [bytes.subarray(0, SIGNATURE_BYTES)];
  for (let at = SIGNATURE_BYTES; at + AROUND <= bytes.length; ) {
    const end = at + AROUND + view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (end > bytes.length || (isCritical(type) && !NEEDED.has(type))) return undefined;
    if ((at === SIGNATURE_BYTES) !== (type === "IHDR")) return undefined;
    if (type === "IHDR" && end !== at + AROUND + HEADER_BYTES) return undefined;
    if (NEEDED.has(type)) kept.push(bytes.subarray(at, end));
    if (type === "IEND") return Buffer.concat(kept);
    at = end;
  }
  return undefined;
}

/** Whoever does not know such a chunk cannot show the picture (ISO/IEC 15948, 5.4). */
function isCritical(type: string): boolean {
  return !/^[a-z]/.test(type);
}
