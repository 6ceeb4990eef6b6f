import type { Retraction, SendResult } from "../../src/engine/adapter.ts";
import { text } from "../../src/i18n/messages.ts";
import { BOT } from "./members.ts";
import { webMessages } from "./messages.ts";
import type { OutboxServices } from "./outbox.ts";

const AGAIN_AFTER_MS = 1_000;

/** Takes a message back: its words are gone, and a line says that there was one. */
export async function retractMessage(
  { messages, log }: Pick<OutboxServices, "messages" | "log">,
  { space, messageId }: Retraction,
): Promise<SendResult> {
  try {
    const earlier = await messages.find(messageId);
    if (!earlier) return { kind: "sent", messageId };
    if (earlier.author !== BOT || earlier.space !== space.platformId) {
      return { kind: "refused", reason: "no message of the bot's" };
    }
    const locale = earlier.body.kind === "intent" ? earlier.body.locale : "zh-CN";
    const intent = { kind: "say", text: text(webMessages.retracted, locale) } as const;
    await messages.edit(messageId, { kind: "intent", intent, locale });
    return { kind: "sent", messageId };
  } catch (error) {
    log.warn({ err: error }, "a message could not be taken back");
    return { kind: "later", afterMs: AGAIN_AFTER_MS, scope: "token" };
  }
}
