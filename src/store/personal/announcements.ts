import { asc, eq } from "drizzle-orm";
import {
  broadcastAmendments,
  broadcastReads,
  broadcastRecipients,
  broadcasts,
  consoleLinks,
  consoleSessions,
  topicChoices,
} from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import type { PersonalData } from "./personal-data.ts";

/** Which announcements a person wants, got and confirmed. */
export const announcementData: PersonalData<"announcements"> = {
  name: "announcements",
  tables: [broadcasts, broadcastRecipients, broadcastAmendments, broadcastReads, topicChoices],
  async held(transaction, person) {
    const rows = await sessionOf(transaction)
      .db.select()
      .from(topicChoices)
      .where(eq(topicChoices.person, person))
      .orderBy(asc(topicChoices.at));
    return rows.map(({ at, topic, choice }) => ({ at, fields: { topic, choice } }));
  },
  async erase(transaction, person) {
    const { db } = sessionOf(transaction);
    await db.delete(topicChoices).where(eq(topicChoices.person, person));
    await db.delete(broadcastReads).where(eq(broadcastReads.person, person));
  },
  /** Where both chose, the person they become keeps their own choice. */
  async merge(transaction, from, into) {
    const { sql } = sessionOf(transaction);
    for (const [table, key] of [
      ["topic_choices", "topic"],
      ["broadcast_reads", "broadcast"],
    ]) {
      await sql.unsafe(
        `update ${table} mine set person = $2 where person = $1 and not exists (
          select from ${table} theirs where theirs.person = $2 and theirs.${key} = mine.${key})`,
        [from, into],
      );
      await sql.unsafe(`delete from ${table} where person = $1`, [from]);
    }
    await sql.unsafe("update broadcasts set author = $2 where author = $1", [from, into]);
  },
};

/** Browsers in which a member of staff is signed in to the console. */
export const consoleData: PersonalData<"console"> = {
  name: "console",
  tables: [consoleLinks, consoleSessions],
  async held(transaction, person) {
    const rows = await sessionOf(transaction)
      .db.select()
      .from(consoleSessions)
      .where(eq(consoleSessions.person, person))
      .orderBy(asc(consoleSessions.createdAt));
    return rows.map(({ createdAt, lastSeenAt }) => ({
      at: createdAt,
      fields: { lastSeen: new Date(lastSeenAt).toISOString() },
    }));
  },
  erase: signOut,
  /** Whoever is somebody else now signs in again. */
  merge: signOut,
};

async function signOut(
  transaction: Parameters<PersonalData["erase"]>[0],
  person: string,
): Promise<void> {
  const { db } = sessionOf(transaction);
  await db.delete(consoleSessions).where(eq(consoleSessions.person, person));
  await db.delete(consoleLinks).where(eq(consoleLinks.person, person));
}
