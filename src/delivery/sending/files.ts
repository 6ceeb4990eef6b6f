import { encode } from "uqr";
import type { OutgoingFile, OutgoingPoster } from "../../engine/adapter.ts";
import type { Attachment } from "../../engine/intent.ts";
import { pngOf } from "./png.ts";

/** The quiet zone that scanners need (ISO/IEC 18004). */
const QUIET = 4;
const PIXELS_PER_SQUARE = 10;

/** Finds a published event's poster by its version; undefined when it is shown no more. */
export type PosterOf = (
  version: string,
) => Promise<{ readonly bytes: Uint8Array; readonly type: string } | undefined>;

type PosterAttachment = Extract<Attachment, { kind: "poster" }>;

/** A message's attachments as the files that a chat platform takes; a poster is fetched only when it is needed. */
export function filesOf(attachments: readonly Attachment[]): readonly OutgoingFile[] {
  return attachments.flatMap((one) => (one.kind === "poster" ? [] : [fileOf(one)]));
}

/** The poster that a message refers to; undefined for one without. */
export function posterIn(
  attachments: readonly Attachment[],
  posterOf: PosterOf,
): OutgoingPoster | undefined {
  const found = attachments.find((one) => one.kind === "poster");
  if (!found) return undefined;
  const { label, version } = found;
  return { label, version, load: () => posterFile(found, posterOf) };
}

async function posterFile(
  { version, label }: PosterAttachment,
  posterOf: PosterOf,
): Promise<OutgoingFile | undefined> {
  const poster = await posterOf(version);
  if (!poster) return undefined;
  const { type } = poster;
  const name = type === "image/png" ? "poster.png" : "poster.jpg";
  return { kind: "picture", name, type, bytes: new Uint8Array(poster.bytes), label };
}

/** An attachment that is made from what the message holds. */
export function fileOf(attachment: Exclude<Attachment, PosterAttachment>): OutgoingFile {
  const { label, text } = attachment;
  if (attachment.kind === "calendar") {
    const bytes = new TextEncoder().encode(text);
    return { kind: "document", name: attachment.name, type: "text/calendar", bytes, label };
  }
  const { data } = encode(text, { ecc: "M", border: QUIET });
  const bytes = pngOf(data, PIXELS_PER_SQUARE);
  return { kind: "picture", name: "code.png", type: "image/png", bytes, label };
}
