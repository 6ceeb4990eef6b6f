import { and, asc, desc, eq, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { playgroundMessages, playgroundReads } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import { storable } from "../storable.ts";
import {
  type Message,
  type MessageBody,
  type MessageRow,
  messageOf,
  type NewMessage,
  sealBody,
} from "./message.ts";

/** The channel on which ids of new and edited messages are announced. */
export const CHANNEL = "playground";

/** Adds a message and tells every process its id; a repeat of the key adds nothing. */
export async function addMessage(
  transaction: Transaction,
  message: NewMessage,
): Promise<{ message: Message; repeated: boolean }> {
  const { db, keyring } = sessionOf(transaction);
  const { key, space, thread, author, onlyFor, replyTo, body } = message;
  const [row] = await db
    .insert(playgroundMessages)
    .values({
      key: storable(key),
      space,
      thread: thread ?? null,
      author,
      onlyFor: onlyFor ?? null,
      replyTo: replyTo ?? null,
      body: sealBody(keyring.service, body),
    })
    .onConflictDoNothing()
    .returning();
  if (row) {
    await announce(transaction, row.id);
    return { message: messageOf(keyring.service, row), repeated: false };
  }
  const [earlier] = await db
    .select()
    .from(playgroundMessages)
    .where(eq(playgroundMessages.key, storable(key)));
  if (!earlier) throw new Error("A playground message vanished while it was being added");
  return { message: messageOf(keyring.service, earlier), repeated: true };
}

/** Puts another body in the place of a message's. */
export async function editMessage(
  transaction: Transaction,
  id: string,
  body: MessageBody,
): Promise<void> {
  const { db, keyring } = sessionOf(transaction);
  await db
    .update(playgroundMessages)
    .set({ body: sealBody(keyring.service, body), editedAt: sql`clock_timestamp()` })
    .where(eq(playgroundMessages.id, Number(id)));
  await announce(transaction, Number(id));
}

async function announce(transaction: Transaction, id: number): Promise<void> {
  const { db } = sessionOf(transaction);
  await db.execute(sql`select pg_notify(${CHANNEL}, ${String(id)})`);
}

/** The newest messages of a space this member may see, oldest first. Nobody sees another's direct chat. */
export async function history(
  transaction: Transaction,
  space: string,
  member: string,
  { before, limit }: { readonly before?: string | undefined; readonly limit: number },
): Promise<readonly Message[]> {
  if (isOthersDirect(space, member)) return [];
  const { db, keyring } = sessionOf(transaction);
  const { id, author, onlyFor } = playgroundMessages;
  const rows = await db
    .select()
    .from(playgroundMessages)
    .where(
      and(
        eq(playgroundMessages.space, space),
        or(isNull(onlyFor), eq(onlyFor, member), eq(author, member)),
        before === undefined ? undefined : lt(id, Number(before)),
      ),
    )
    .orderBy(desc(id))
    .limit(limit);
  return rows.map((row) => messageOf(keyring.service, row)).reverse();
}

/** Direct chats are named after whose they are: `direct:<member>`, and `visitor:<visitor>` in the public chat. */
function isOthersDirect(space: string, member: string): boolean {
  const [kind, ...name] = space.split(":");
  return (kind === "direct" || kind === "visitor") && name.join(":") !== member;
}

/** The messages with these ids, the oldest first; those that are gone are left out. */
export async function findMessages(
  transaction: Transaction,
  ids: readonly string[],
): Promise<readonly Message[]> {
  const { db, keyring } = sessionOf(transaction);
  const rows = await db
    .select()
    .from(playgroundMessages)
    .where(inArray(playgroundMessages.id, ids.map(Number)))
    .orderBy(asc(playgroundMessages.id));
  return rows.map((row) => messageOf(keyring.service, row));
}

/** What was added or edited at or after an instant (ms UTC). */
export async function changedSince(
  transaction: Transaction,
  since: number,
): Promise<readonly Message[]> {
  const { db, keyring } = sessionOf(transaction);
  const instant = new Date(since).toISOString();
  const { at, editedAt, id } = playgroundMessages;
  const rows = await db
    .select()
    .from(playgroundMessages)
    .where(sql`greatest(${at}, ${editedAt}) >= ${instant}::timestamptz`)
    .orderBy(asc(id));
  return rows.map((row) => messageOf(keyring.service, row));
}

/** Members' messages whose event was never acknowledged, oldest first. */
export async function unacknowledged(
  transaction: Transaction,
): Promise<readonly (Message & { readonly key: string })[]> {
  const { db, keyring } = sessionOf(transaction);
  const { acknowledgedAt, author, id } = playgroundMessages;
  const rows: readonly MessageRow[] = await db
    .select()
    .from(playgroundMessages)
    .where(and(isNull(acknowledgedAt), ne(author, "bot")))
    .orderBy(asc(id));
  return rows.map((row) => ({ ...messageOf(keyring.service, row), key: row.key }));
}

/** The event of a message is safe. */
export async function acknowledge(transaction: Transaction, id: string): Promise<void> {
  await sessionOf(transaction)
    .db.update(playgroundMessages)
    .set({ acknowledgedAt: sql`now()` })
    .where(eq(playgroundMessages.id, Number(id)));
}

/** The last message each space was read up to, by space. */
export async function readMarks(
  transaction: Transaction,
  member: string,
): Promise<Readonly<Record<string, string>>> {
  const rows = await sessionOf(transaction)
    .db.select({ space: playgroundReads.space, message: playgroundReads.message })
    .from(playgroundReads)
    .where(eq(playgroundReads.member, member));
  return Object.fromEntries(rows.map(({ space, message }) => [space, String(message)]));
}

/** Reading never goes back: an older mark changes nothing. */
export async function markRead(
  transaction: Transaction,
  member: string,
  space: string,
  id: string,
): Promise<void> {
  const message = Number(id);
  await sessionOf(transaction)
    .db.insert(playgroundReads)
    .values({ member, space, message })
    .onConflictDoUpdate({
      target: [playgroundReads.member, playgroundReads.space],
      set: { message: sql`greatest(${playgroundReads.message}, excluded.message)` },
    });
}
