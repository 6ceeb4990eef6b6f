import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { topicChoices } from "../schema/index.ts";
import { sessionOf } from "../session.ts";

/** What a person said about a topic. */
export type TopicChoice = "subscribed" | "muted";

/** Keeps what a person wants of a topic, in the place of what they said before. */
export async function chooseTopic(
  transaction: Transaction,
  person: string,
  topic: string,
  choice: TopicChoice,
): Promise<void> {
  await sessionOf(transaction)
    .db.insert(topicChoices)
    .values({ person, topic, choice })
    .onConflictDoUpdate({
      target: [topicChoices.person, topicChoices.topic],
      set: { choice, at: sql`now()` },
    });
}

/** What a person said about a topic; undefined when nothing. */
export async function topicChoice(
  transaction: Transaction,
  person: string,
  topic: string,
): Promise<TopicChoice | undefined> {
  const [row] = await sessionOf(transaction)
    .db.select({ choice: topicChoices.choice })
    .from(topicChoices)
    .where(and(eq(topicChoices.person, person), eq(topicChoices.topic, topic)));
  return row?.choice;
}
