import { setTimeout as delay } from "node:timers/promises";
import { localeOfTag } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import { telegramMessages } from "./messages.ts";
import { type ChatCalls, callChat } from "./outbox.ts";
import type { User } from "./update.ts";

/**
 * Tells whoever added the bot to a group, privately, what it cannot hear there. They may never have opened the
 * direct chat, so it is only a help: doctor and the guide say the same. Resolves once the chat may be called again:
 * the token's next owner counts what was sent for it, and does not know of this.
 */
export async function notePrivacy(services: ChatCalls, addedBy: User): Promise<void> {
  if (services.standing.bot()?.readsAll !== false || addedBy.is_bot) return;
  const locale = localeOfTag(addedBy.language_code) ?? "zh-CN";
  const chat = String(addedBy.id);
  // Whoever has just started the bot is being greeted at this moment.
  await rested(services, chat);
  await callChat(services, chat, (api, signal) =>
    api.sendMessage(
      { chat_id: addedBy.id, text: text(telegramMessages.privacyOn, locale) },
      signal,
    ),
  );
  await rested(services, chat);
}

async function rested({ history, now }: ChatCalls, chat: string): Promise<void> {
  for (let restMs = history.restMs(chat, now()); restMs > 0; restMs = history.restMs(chat, now())) {
    await delay(restMs, undefined, { ref: false });
  }
}
