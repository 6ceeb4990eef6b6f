import { kindOfBytes } from "../file-kind.ts";

/** Longer than any good picture for a phone, shorter than what a chat platform refuses. */
export const MOST_POSTER_BYTES = 5 * 1024 * 1024;

const SHORTEST_SIDE = 100;
/** Telegram takes a photo of at most 10,000 pixels on both sides together (sendPhoto). */
const LONGEST_SIDES = 10_000;
/** Telegram takes a photo at most 20 times as long as it is wide; one like that is no poster. */
const MOST_RATIO = 5;

/** A picture that may be shown to everybody. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly type: "image/jpeg" | "image/png";
}

/** Why bytes are no such picture. */
export type PictureProblem = "empty" | "too_large" | "wrong_kind" | "wrong_size";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A JPEG or PNG by its bytes, of a size that every platform shows; nothing is unpacked. */
export function pictureOf(bytes: Uint8Array): Picture | PictureProblem {
  if (bytes.length === 0) return "empty";
  if (bytes.length > MOST_POSTER_BYTES) return "too_large";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = kindOfBytes(bytes);
  if (kind === "png") return checked(bytes, "image/png", pngSize(view));
  return kind === "jpeg" ? checked(bytes, "image/jpeg", jpegSize(view)) : "wrong_kind";
}

function checked(
  bytes: Uint8Array,
  type: Picture["type"],
  size: Size | undefined,
): Picture | PictureProblem {
  if (!size) return "wrong_kind";
  const { width, height } = size;
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const fits =
    short >= SHORTEST_SIDE && short + long <= LONGEST_SIDES && long <= short * MOST_RATIO;
  return fits ? { bytes, type } : "wrong_size";
}

const IHDR = 0x49484452;
const IEND = 0x49454e44;

/** What the header says (ISO/IEC 15948, 11.2.2); undefined when the picture does not reach its end. */
function pngSize(view: DataView): Size | undefined {
  if (view.byteLength < 33 || view.getUint32(12) !== IHDR) return undefined;
  for (let at = 8; at + 12 <= view.byteLength; at += 12 + view.getUint32(at)) {
    if (view.getUint32(at + 4) === IEND) {
      return { width: view.getUint32(16), height: view.getUint32(20) };
    }
  }
  return undefined;
}

/** C4, C8 and CC are no frames (ITU T.81, table B.1). */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** What the frame header says (ITU T.81, B.2.2); undefined when there is none before the picture itself. */
function jpegSize(view: DataView): Size | undefined {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // The scan has no size of its own: a frame would have come before it.
    if (marker === 0xda || marker === 0xd9) return undefined;
    const length = view.getUint16(at + 2);
    if (length < 2) return undefined;
    at += 2 + length;
  }
  return undefined;
}
