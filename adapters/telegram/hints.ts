import type { OutgoingMessage, SendResult } from "../../src/engine/adapter.ts";
import type { Intent } from "../../src/engine/intent.ts";
import { MAX_ALERT_CHARS } from "./capabilities.ts";
import { deliver } from "./deliver.ts";
import { type BotIdentity, deepLink } from "./identity.ts";
import type { OutboxServices } from "./outbox.ts";

/**
 * Sends what one member of a group alone should see. In answer to their tap it is an alert, or the step into
 * the direct chat itself. Otherwise a hint that leads there is a line for all, since it says nothing of
 * anybody; any other goes to the direct chat.
 */
export async function sendHint(
  services: OutboxServices,
  bot: BotIdentity,
  message: OutgoingMessage,
  account: string,
): Promise<SendResult> {
  const tap = services.taps.take(message.space.platformId, account);
  if (tap !== undefined && (await answerTap(services, bot, tap, message))) {
    return { kind: "sent", messageId: `tap:${tap}` };
  }
  if (leadsToDirect(message.intent)) return deliver(services, bot, message, true);
  const { outbound, intent, locale } = message;
  const space = { platformId: account, kind: "direct" } as const;
  return deliver(services, bot, { outbound, intent, locale, space });
}

function leadsToDirect(intent: Intent): boolean {
  return intent.kind === "notice" && intent.leadsTo === "direct";
}

async function answerTap(
  { client, tokenOf }: OutboxServices,
  bot: BotIdentity,
  id: string,
  { intent }: OutgoingMessage,
): Promise<boolean> {
  const action = leadsToDirect(intent) ? intent.buttons?.[0]?.action : undefined;
  const token = action && tokenOf(action);
  const { ok } = await client.call((api, signal) =>
    api.answerCallbackQuery(
      token === undefined
        ? { callback_query_id: id, text: alertOf(intent), show_alert: true }
        : { callback_query_id: id, url: deepLink(bot, token) },
      signal,
    ),
  );
  return ok;
}

function alertOf({ title, text }: Intent): string {
  const whole = [title, text].filter((part) => part).join("\n");
  if (whole.length <= MAX_ALERT_CHARS) return whole;
  const cut = whole.slice(0, MAX_ALERT_CHARS - 1).replace(/\p{Surrogate}$/u, "");
  return `${cut}…`;
}
