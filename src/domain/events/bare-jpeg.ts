import { exifOf, orientationOf } from "./exif-orientation.ts";

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const SCAN = 0xda;
const END = 0xd9;

/**
 * A JPEG with nothing but what it is shown by: its tables, frames and scans, the pixels' proportions, how its
 * colours are coded and meant and how it is turned. Undefined when it is none, or does not reach its end.
 */
export function bareJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = [bytes.subarray(0, 2)];
  for (let at = 2; at + 2 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    // Any number of these may stand before a marker (ITU T.81, B.1.1.2).
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === END) return Buffer.concat([...kept, bytes.subarray(at, at + 2)]);
    const payload = payloadAt(view, at, marker);
    if (!payload) return undefined;
    const bare = barePayload(marker, payload);
    if (bare) kept.push(segment(marker, bare));
    const after = at + 4 + payload.length;
    at = marker === SCAN ? endOfScan(bytes, after) : after;
    if (marker === SCAN) kept.push(bytes.subarray(after, at));
  }
  return undefined;
}

/** What a marker's segment holds; undefined for a marker that has no place here, and one that is cut off. */
function payloadAt(view: DataView, at: number, marker: number): Uint8Array | undefined {
  // Below stand single bytes and what is reserved; the beginning and the restarts of scans have no segment.
  if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) return undefined;
  if (at + 4 > view.byteLength) return undefined;
  const length = view.getUint16(at + 2);
  if (length < 2 || at + 2 + length > view.byteLength) return undefined;
  return new Uint8Array(view.buffer, view.byteOffset + at + 4, length - 2);
}

/** The same without what nobody needs to see the picture; undefined for all of a segment (ITU T.81, table B.1). */
function barePayload(marker: number, payload: Uint8Array): Uint8Array | undefined {
  if (marker < APP0) return payload;
  switch (marker) {
    case APP0:
      return proportions(payload);
    case APP1: {
      const orientation = orientationOf(payload);
      return orientation === undefined ? undefined : exifOf(orientation);
    }
    case APP2:
      // A colour profile (ICC.1, B.4); previews of other makers stand here as well.
      return begins(payload, "ICC_PROFILE\0") ? payload : undefined;
    case APP14:
      return begins(payload, "Adobe") ? payload.subarray(0, 12) : undefined;
    default:
      return undefined;
  }
}

/** JFIF's version and the pixels' proportions; its small copy of the picture may show what was cut off the large one. */
function proportions(payload: Uint8Array): Uint8Array | undefined {
  if (!begins(payload, "JFIF\0") || payload.length < 14) return undefined;
  return Uint8Array.from([...payload.subarray(0, 12), 0, 0]);
}

function begins(payload: Uint8Array, word: string): boolean {
  return [...word].every((letter, at) => payload[at] === letter.charCodeAt(0));
}

function segment(marker: number, payload: Uint8Array): Uint8Array {
  const length = payload.length + 2;
  return Buffer.concat([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), payload]);
}

/** Where a scan's coded bytes end: at a marker that is neither a coded FF nor a restart (ITU T.81, B.1.1.5). */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length && isWithinScan(bytes[at + 1] ?? 0)) {
    at = bytes.indexOf(0xff, at + 2);
  }
  return at < 0 ? bytes.length : at;
}

function isWithinScan(after: number): boolean {
  return after === 0 || (after >= 0xd0 && after <= 0xd7);
}
