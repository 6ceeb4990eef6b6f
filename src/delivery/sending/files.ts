import { encode } from "uqr";
import type { OutgoingFile } from "../../engine/adapter.ts";
import type { Attachment } from "../../engine/intent.ts";
import { pngOf } from "./png.ts";

/** The quiet zone that scanners need (ISO/IEC 18004). */
const QUIET = 4;
const PIXELS_PER_SQUARE = 10;

/** Finds a published event's poster by its version; undefined when it is shown no more. */
export type PosterOf = (
  version: string,
) => Promise<{ readonly bytes: Uint8Array; readonly type: string } | undefined>;

/** A message's attachments as the files that a chat platform takes; a poster that is gone is left out. */
export async function filesOf(
  attachments: readonly Attachment[],
  posterOf: PosterOf | undefined,
): Promise<readonly OutgoingFile[]> {
  const files: OutgoingFile[] = [];
  for (const attachment of attachments) {
    const file =
      attachment.kind === "poster" ? await posterFile(attachment, posterOf) : fileOf(attachment);
    if (file) files.push(file);
  }
  return files;
}

async function posterFile(
  { version, label }: Extract<Attachment, { kind: "poster" }>,
  posterOf: PosterOf | undefined,
): Promise<OutgoingFile | undefined> {
  const poster = await posterOf?.(version);
  if (!poster) return undefined;
  const { type } = poster;
  const name = type === "image/png" ? "poster.png" : "poster.jpg";
  return { kind: "picture", name, type, bytes: new Uint8Array(poster.bytes), label, version };
}

/** An attachment that is made from what the message holds. */
export function fileOf(attachment: Exclude<Attachment, { kind: "poster" }>): OutgoingFile {
  const { label, text } = attachment;
  if (attachment.kind === "calendar") {
    const bytes = new TextEncoder().encode(text);
    return { kind: "document", name: attachment.name, type: "text/calendar", bytes, label };
  }
  const { data } = encode(text, { ecc: "M", border: QUIET });
  const bytes = pngOf(data, PIXELS_PER_SQUARE);
  return { kind: "picture", name: "code.png", type: "image/png", bytes, label };
}
