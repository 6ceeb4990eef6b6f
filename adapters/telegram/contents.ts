import { z } from "zod";
import { FILE_FIELDS, type Message } from "./update.ts";

/** Whether a message is a picture, a recording, a document or anything else that is no text. */
export function isFile(message: Message): boolean {
  return FILE_FIELDS.some((field) => message[field] !== undefined);
}

const named = z.object({ file_name: z.string().max(200) });

/** The name of the document, when it has one. */
export function documentName(message: Message): string | undefined {
  return named.safeParse(message.document).data?.file_name;
}

/** The id a group had before it was upgraded, in either of the two messages that tell of it. */
export function oldIdOf({ chat, migrate_to_chat_id, migrate_from_chat_id }: Message) {
  return migrate_to_chat_id === undefined ? migrate_from_chat_id : chat.id;
}

/** The id a group has from its upgrade on. */
export function newIdOf({ chat, migrate_to_chat_id, migrate_from_chat_id }: Message) {
  return migrate_from_chat_id === undefined ? migrate_to_chat_id : chat.id;
}
