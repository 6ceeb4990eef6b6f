import { z } from "zod";
import type { Intent } from "../../engine/intent.ts";
import type { Locale } from "../locale.ts";
import { storedIntent } from "../outbound/intent-format.ts";
import type { playgroundMessages } from "../schema/index.ts";
import type { DataKey } from "../sealing/data-key.ts";
import { seal, unseal } from "../sealing/seal.ts";

/** What a playground message holds: a member's words, or what the bot means to say. */
export type MessageBody =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "file";
      readonly file: string;
      readonly name: string;
      readonly type: string;
      readonly size: number;
    }
  | { readonly kind: "intent"; readonly intent: Intent; readonly locale: Locale };

/** A message to add. A repeat of its key adds nothing. */
export interface NewMessage {
  readonly key: string;
  readonly space: string;
  readonly thread?: string | undefined;
  readonly author: string;
  readonly onlyFor?: string | undefined;
  readonly replyTo?: string | undefined;
  readonly body: MessageBody;
}

/** A message of the playground. */
export interface Message extends Omit<NewMessage, "key"> {
  /** Decimal digits, rising with time. */
  readonly id: string;
  /** ms UTC. */
  readonly at: number;
  readonly editedAt?: number | undefined;
}

const locale: z.ZodType<Locale> = z.enum(["zh-CN", "en"]);
const storedBody: z.ZodType<MessageBody> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({
    kind: z.literal("file"),
    file: z.string(),
    name: z.string(),
    type: z.string(),
    size: z.number(),
  }),
  z.object({ kind: z.literal("intent"), intent: storedIntent, locale }),
]);

export type MessageRow = typeof playgroundMessages.$inferSelect;

export function sealBody(service: DataKey, body: MessageBody): Uint8Array {
  return seal(service, JSON.stringify(body));
}

export function messageOf(service: DataKey, row: MessageRow): Message {
  const opened = unseal(service, row.body);
  if (opened.kind === "erased") throw new Error("The service's key is missing");
  return {
    id: String(row.id),
    space: row.space,
    thread: row.thread ?? undefined,
    author: row.author,
    onlyFor: row.onlyFor ?? undefined,
    replyTo: row.replyTo ?? undefined,
    body: storedBody.parse(JSON.parse(opened.value)),
    at: row.at,
    editedAt: row.editedAt ?? undefined,
  };
}
