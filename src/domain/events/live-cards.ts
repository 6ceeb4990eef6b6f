import type { Content } from "../../engine/intent.ts";
import type { Address, Transaction } from "../../engine/terms.ts";
import type { Locale } from "../../i18n/locale.ts";
import { type DueCard, putCard, takeDueCards } from "../../store/events/cards.ts";
import { findEvent } from "../../store/events/read.ts";
import { newId } from "../../store/new-id.ts";
import { addMessages } from "../../store/outbound/add.ts";
import { eventCard, movedCard } from "./card.ts";
import { cardMessages as messages } from "./card-messages.ts";
import type { NotFound, Tagged } from "./results.ts";
import type { EventView } from "./views.ts";

/** Shared cards hold both languages; this one decides what surrounds them. */
const LOCALE: Locale = "zh-CN";

/** Puts an event's card into a group and keeps it right from now on; an earlier one points down to it. */
export async function postCard(
  transaction: Transaction,
  at: Address,
  code: string,
): Promise<Tagged<"posted"> | NotFound> {
  const event = await findEvent(transaction, code);
  if (!event || event.state === "draft") return { kind: "not_found" };
  const { space, thread } = at;
  const put = await putCard(transaction, { space, thread, event: event.id });
  const card = { space, thread: thread ?? null, event: event.id, code: event.code, ...put };
  if (put.posted > 1) {
    const before = { ...card, posted: put.posted - 1, edition: put.edition - 1 };
    await say(transaction, before, movedCard(event));
  }
  await say(transaction, card, withPoster(event));
  return { kind: "posted" };
}

/** Edits the cards that no longer show what is so; returns how many. */
export async function refreshCards(transaction: Transaction, limit: number): Promise<number> {
  const due = await takeDueCards(transaction, limit);
  for (const card of due) {
    const event = await findEvent(transaction, card.code);
    if (event) await say(transaction, card, withPoster(event));
  }
  return due.length;
}

async function say(transaction: Transaction, card: DueCard, content: Content): Promise<void> {
  const { space, thread, event, code, posted, edition } = card;
  await addMessages(transaction, `card:${space}:${event}:${edition}`, [
    {
      id: newId(),
      to: { kind: "space", at: { space, ...(thread === null ? {} : { thread }) } },
      intent: { kind: "card", key: `event:${code}:${posted}`, ...content },
      locale: LOCALE,
      purpose: "notice",
      announce: true,
    },
  ]);
}

/** Where files stand apart from words, the picture goes ahead of the card once, which is then edited without it. */
function withPoster(event: EventView): Content {
  const { title, posterVersion: version } = event;
  if (version === null) return eventCard(event);
  const label = `${messages.poster.zh} / ${messages.poster.en}: ${[...new Set([title.zh, title.en])].join(" / ")}`;
  return { ...eventCard(event), attachments: [{ kind: "poster", label, version }] };
}
