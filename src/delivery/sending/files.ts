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

/** Finds a file for whoever handed it in; undefined when it is another's, or here no more. */
export type HandedInOf = (claim: {
  readonly person: string;
  readonly file: string;
}) => Promise<Pick<OutgoingFile, "name" | "type" | "bytes"> | undefined>;

/** Where the files come from that messages only refer to. */
export interface KeptFiles {
  readonly posterOf?: PosterOf | undefined;
  readonly handedInOf?: HandedInOf | undefined;
}

/** A message's attachments as the files that a chat platform takes; what is gone is left out. */
export async function filesOf(
  attachments: readonly Attachment[],
  kept: KeptFiles,
): Promise<readonly OutgoingFile[]> {
  const files: OutgoingFile[] = [];
  for (const attachment of attachments) {
    const file = await fileFor(attachment, kept);
    if (file) files.push(file);
  }
  return files;
}

async function fileFor(
  attachment: Attachment,
  { posterOf, handedInOf }: KeptFiles,
): Promise<OutgoingFile | undefined> {
  if (attachment.kind === "poster") return posterFile(attachment, posterOf);
  if (attachment.kind !== "handedIn") return fileOf(attachment);
  const found = await handedInOf?.(attachment);
  // A picture as well: nothing of it is to be made smaller on the way.
  return found && { kind: "document", label: attachment.label, ...found };
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
export function fileOf(attachment: Extract<Attachment, { kind: "calendar" | "qr" }>): OutgoingFile {
  const { label, text } = attachment;
  if (attachment.kind === "calendar") {
    const bytes = new TextEncoder().encode(text);
    return { kind: "document", name: attachment.name, type: "text/calendar", bytes, label };
  }
  const { data } = encode(text, { ecc: "M", border: QUIET });
  const bytes = pngOf(data, PIXELS_PER_SQUARE);
  return { kind: "picture", name: "code.png", type: "image/png", bytes, label };
}
