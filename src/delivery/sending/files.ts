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

/** Finds a file for whoever handed it in; undefined when it is another's, or here no more. */
export type HandedInOf = (claim: {
  readonly person: string;
  readonly file: string;
}) => Promise<Pick<OutgoingFile, "name" | "type" | "bytes"> | undefined>;

type PosterAttachment = Extract<Attachment, { kind: "poster" }>;
type MadeAttachment = Extract<Attachment, { kind: "calendar" | "qr" }>;

/**
 * A message's attachments as the files that a chat platform takes; what is gone is left out, and a poster is fetched
 * only when it is needed.
 */
export async function filesOf(
  attachments: readonly Attachment[],
  handedInOf?: HandedInOf,
): Promise<readonly OutgoingFile[]> {
  const files: OutgoingFile[] = [];
  for (const attachment of attachments) {
    const file = await fileFor(attachment, handedInOf);
    if (file) files.push(file);
  }
  return files;
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

async function fileFor(
  attachment: Attachment,
  handedInOf: HandedInOf | undefined,
): Promise<OutgoingFile | undefined> {
  if (attachment.kind === "poster") return undefined;
  if (attachment.kind !== "handedIn") return fileOf(attachment);
  const found = await handedInOf?.(attachment);
  // A picture as well: nothing of it is to be made smaller on the way.
  return found && { kind: "document", label: attachment.label, ...found };
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
export function fileOf(attachment: MadeAttachment): OutgoingFile {
  const { label, text } = attachment;
  if (attachment.kind === "calendar") {
    const bytes = new TextEncoder().encode(text);
    return { kind: "document", name: attachment.name, type: "text/calendar", bytes, label };
  }
  const { data } = encode(text, { ecc: "M", border: QUIET });
  const bytes = pngOf(data, PIXELS_PER_SQUARE);
  return { kind: "picture", name: "code.png", type: "image/png", bytes, label };
}
