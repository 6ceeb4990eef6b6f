import { encode } from "uqr";
import type { OutgoingFile } from "../../engine/adapter.ts";
import type { Attachment } from "../../engine/intent.ts";
import { pngOf } from "./png.ts";

/** The quiet zone that scanners need (ISO/IEC 18004). */
const QUIET = 4;
const PIXELS_PER_SQUARE = 10;

/** An attachment as the file that a chat platform takes. */
export function fileOf(attachment: Attachment): OutgoingFile {
  const { label, text } = attachment;
  if (attachment.kind === "calendar") {
    const bytes = new TextEncoder().encode(text);
    return { kind: "document", name: attachment.name, type: "text/calendar", bytes, label };
  }
  const { data } = encode(text, { ecc: "M", border: QUIET });
  const bytes = pngOf(data, PIXELS_PER_SQUARE);
  return { kind: "picture", name: "code.png", type: "image/png", bytes, label };
}
