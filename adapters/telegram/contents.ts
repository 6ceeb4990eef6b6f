import { z } from "zod";
import type { IncomingFile } from "../../src/engine/event.ts";
import { FILE_FIELDS, type Message } from "./update.ts";

/** Whether a message is a picture, a recording, a document or anything else that is no text. */
export function isFile(message: Message): boolean {
  return FILE_FIELDS.some((field) => message[field] !== undefined);
}

const fileId = z.string().regex(/^[\w-]{1,300}$/);
const size = z.int().nonnegative().optional().catch(undefined);
const named = z.object({
  file_id: fileId,
  file_name: z.string().max(400).optional().catch(undefined),
  mime_type: z.string().max(200).optional().catch(undefined),
  file_size: size,
});
const pictures = z.array(z.object({ file_id: fileId, file_size: size })).min(1);

/** The id of a photo in its largest size, which is what was sent (the last of the list, Bot API, PhotoSize). */
export function photoIdOf(photo: unknown): string | undefined {
  return pictures.safeParse(photo).data?.at(-1)?.file_id;
}

/**
 * What can be fetched of a message: a photo in its largest size (the last of the list, Bot API, PhotoSize), or the
 * file itself. A place, a poll or a sticker is none.
 */
export function filesOf(message: Message): readonly IncomingFile[] {
  const photo = pictures.safeParse(message.photo).data?.at(-1);
  if (photo) {
    return [{ reference: photo.file_id, size: photo.file_size, type: "image/jpeg" }];
  }
  const { animation, audio, document, video, voice } = message;
  for (const one of [document, animation, video, audio, voice]) {
    const { data } = named.safeParse(one);
    if (!data) continue;
    const { file_id, file_name, mime_type, file_size } = data;
    return [{ reference: file_id, name: file_name, size: file_size, type: mime_type }];
  }
  return [];
}

/** The id a group had before it was upgraded, in either of the two messages that tell of it. */
export function oldIdOf({ chat, migrate_to_chat_id, migrate_from_chat_id }: Message) {
  return migrate_to_chat_id === undefined ? migrate_from_chat_id : chat.id;
}

/** The id a group has from its upgrade on. */
export function newIdOf({ chat, migrate_to_chat_id, migrate_from_chat_id }: Message) {
  return migrate_from_chat_id === undefined ? migrate_to_chat_id : chat.id;
}
