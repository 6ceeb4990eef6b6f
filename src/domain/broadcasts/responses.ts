import type { EffectResult } from "../../engine/command.ts";
import type { Address, Transaction } from "../../engine/terms.ts";
import { type Locale, localize } from "../../i18n/locale.ts";
import { fill } from "../../i18n/messages.ts";
import { findBroadcast } from "../../store/broadcasts/broadcasts.ts";
import { addRead, isRecipient } from "../../store/broadcasts/recipients.ts";
import { topicChoice } from "../../store/broadcasts/topics.ts";
import { openTicket } from "../desk-work.ts";
import type { Recipients } from "../recipients.ts";
import type { Topic } from "../topics.ts";
import { broadcastOf } from "./content.ts";
import { broadcastMessages as messages } from "./messages.ts";

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

/** Remembers that somebody has read an announcement. */
export async function confirmRead(
  transaction: Transaction,
  person: string,
  id: string,
): Promise<Tagged<"noted"> | Tagged<"again"> | Tagged<"gone">> {
  const kept = await findBroadcast(transaction, id);
  if (!kept || kept.state === "draft") return { kind: "gone" };
  return { kind: (await addRead(transaction, id, person)) ? "noted" : "again" };
}

/** By what somebody got an announcement. */
type How = "topic" | "list" | "all" | "group" | "event" | "case";

/** Why somebody got an announcement: by their own wish, by name, because all did, or in a group. */
export async function explain(
  transaction: Transaction,
  person: string,
  id: string,
): Promise<Tagged<"explained", { topic: Topic; how: How }> | Tagged<"gone">> {
  const kept = await findBroadcast(transaction, id);
  if (!kept || kept.state === "draft") return { kind: "gone" };
  const { audience, topic } = broadcastOf(kept);
  const has = (kind: (typeof audience)[number]["kind"]) =>
    audience.some((one) => one.kind === kind);
  if (!(await isRecipient(transaction, id, person))) {
    return { kind: "explained", topic, how: "group" };
  }
  const isSubscriber = (await topicChoice(transaction, person, topic)) === "subscribed";
  if (has("topic") && isSubscriber) return { kind: "explained", topic, how: "topic" };
  const how = (["everyone", "event", "case"] as const).find(has) ?? "people";
  return { kind: "explained", topic, how: HOW[how] };
}

const HOW = { everyone: "all", event: "event", case: "case", people: "list" } as const;

/** A question about an announcement. */
export interface QuestionAbout {
  readonly person: string;
  readonly name: string | undefined;
  readonly locale: Locale;
  readonly at: Address;
  readonly broadcast: string;
  readonly question: string;
}

/** Opens a ticket at the general desk, with the announcement attached to the question. */
export async function askAbout(
  transaction: Transaction,
  { broadcast: id, question, ...asker }: QuestionAbout,
): Promise<
  | Tagged<"opened", { code: string; words: string } & Recipients>
  | Tagged<"too_many", { limit: number }>
  | Tagged<"gone">
> {
  const kept = await findBroadcast(transaction, id);
  if (!kept || kept.state === "draft") return { kind: "gone" };
  const { title, body } = broadcastOf(kept).content;
  const words = fill(messages.about, asker.locale, {
    question,
    title: localize(title, asker.locale),
    body: localize(body, asker.locale),
  });
  const opened = await openTicket(transaction, {
    ...asker,
    desk: "general",
    suggested: null,
    question: words,
    public: false,
    messageId: null,
    phone: null,
    source: null,
  });
  if (opened.kind === "too_many") return opened;
  return { kind: "opened", code: opened.code, words, ...opened.recipients };
}
