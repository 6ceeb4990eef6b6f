import { kindOfBytes } from "../file-kind.ts";
import { bareJpeg } from "./bare-jpeg.ts";
import { barePng } from "./bare-png.ts";

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

/**
 * A JPEG or PNG by its bytes, of a size that every platform shows, without what its camera or program wrote into it:
 * place, time, names, small copies. Nothing is unpacked.
 */
export function pictureOf(bytes: Uint8Array): Picture | PictureProblem {
  if (bytes.length === 0) return "empty";
  if (bytes.length > MOST_POSTER_BYTES) return "too_large";
  const picture = barePicture(bytes);
  const size = picture && sizeOf(picture);
  if (!picture || !size) return "wrong_kind";
  const { width, height } = size;
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const fits =
    short >= SHORTEST_SIDE && short + long <= LONGEST_SIDES && long <= short * MOST_RATIO;
  return fits ? picture : "wrong_size";
}

/** A JPEG or PNG without what its camera or program wrote into it, whatever its size; undefined when it is neither. */
export function barePicture(bytes: Uint8Array): Picture | undefined {
  const kind = kindOfBytes(bytes);
  if (kind !== "png" && kind !== "jpeg") return undefined;
  const bare = kind === "png" ? barePng(bytes) : bareJpeg(bytes);
  return bare && { bytes: bare, type: `image/${kind}` };
}

function sizeOf({ bytes, type }: Picture): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return type === "image/png" ? pngSize(view) : jpegSize(view);
}

/** What the header says (ISO/IEC 15948, 11.2.2). */
function pngSize(view: DataView): Size | undefined {
  if (view.byteLength < 24) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

const SCAN = 0xda;
/** C4, C8 and CC are no frames (ITU T.81, table B.1). */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** What the frame header says (ITU T.81, B.2.2); undefined when there is none before the picture itself. */
function jpegSize(view: DataView): Size | undefined {
  for (let at = 2; at + 9 <= view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // The scan has no size of its own: a frame would have come before it.
    if (marker === SCAN) return undefined;
  }
  return undefined;
}
