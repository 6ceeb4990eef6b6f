import { setTimeout as delay } from "node:timers/promises";
import { localeOfTag } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import type { CallHistory } from "./call-history.ts";
import type { Client } from "./client.ts";
import { telegramMessages } from "./messages.ts";
import type { Standing } from "./standing.ts";
import type { User } from "./update.ts";

/** What the note takes. */
export interface PrivacyServices {
  readonly client: Client;
  readonly standing: Standing;
  readonly history: CallHistory;
  /** ms. */
  readonly now: () => number;
}

/**
 * Tells whoever added the bot to a group, privately, what it cannot hear there. They may never have opened the
 * direct chat, so it is only a help: doctor and the guide say the same.
 */
export async function notePrivacy(
  { client, standing, history, now }: PrivacyServices,
  addedBy: User,
): Promise<void> {
  if (standing.bot()?.readsAll !== false || addedBy.is_bot) return;
  const locale = localeOfTag(addedBy.language_code) ?? "zh-CN";
  const chat = String(addedBy.id);
  // Whoever has just started the bot is being greeted at this moment.
  for (let restMs = history.restMs(chat, now()); restMs > 0; restMs = history.restMs(chat, now())) {
    await delay(restMs, undefined, { ref: false });
  }
  history.made(chat, now());
  await client.call((api, signal) =>
    api.sendMessage(
      { chat_id: addedBy.id, text: text(telegramMessages.privacyOn, locale) },
      signal,
    ),
  );
}
