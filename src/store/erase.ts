import { and, asc, eq, inArray, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { Transaction } from "../engine/terms.ts";
import { addAudit, OPERATOR } from "./audit.ts";
import { addErasures, type Erasure, takeErasures } from "./erasures.ts";
import { everyoneIn } from "./people.ts";
import { PERSONAL_DATA } from "./personal/registry.ts";
import { announceRights } from "./rights-channel.ts";
import { deliveries, lanes, people } from "./schema/index.ts";
import { sessionOf } from "./session.ts";

/**
 * Erases a person, with everybody who turned out to be the same one: their data keys are destroyed, so that
 * everything sealed for them is unreadable, backups included; every kind of personal data then empties what it
 * holds. Their accounts are noted, so that an older backup does not bring them back. Runs under way become
 * stale. Call it in a transaction. False when there is nobody to erase. `who` is noted as the one who did it.
 */
export async function erasePerson(
  transaction: Transaction,
  person: string,
  who = person,
): Promise<boolean> {
  const everyone = await lockEveryone(transaction, person);
  const { db } = sessionOf(transaction);
  const erased = await db
    .update(people)
    .set({ dataKey: null, masterKey: null, locale: null, erasedAt: sql`now()` })
    .where(and(inArray(people.id, [...everyone]), isNull(people.erasedAt)))
    .returning({ id: people.id });
  if (erased.length === 0) return false;
  await addErasures(transaction, everyone);
  for (const kind of PERSONAL_DATA) {
    for (const one of everyone) await kind.erase(transaction, one);
  }
  await addAudit(transaction, { who, what: "person.erased", onWhat: person });
  return true;
}

/** The person and all who were merged into them; lanes first and in order of their ids, as turns lock them. */
async function lockEveryone(transaction: Transaction, person: string): Promise<readonly string[]> {
  const { db } = sessionOf(transaction);
  const ids = await everyoneIn(transaction, person);
  await db
    .select({ id: lanes.id })
    .from(lanes)
    .where(inArray(lanes.id, [...ids]))
    .orderBy(asc(sql`${lanes.id} collate "C"`))
    .for("update");
  return ids;
}

/** Somebody wants to be erased: that happens once what was said to them last has reached them. */
export async function askErasure(transaction: Transaction, person: string): Promise<void> {
  await sessionOf(transaction)
    .db.update(people)
    .set({ erasureAskedAt: sql`now()` })
    .where(and(eq(people.id, person), isNull(people.erasedAt)));
  await announceRights(transaction);
}

/** A farewell that cannot be sent holds an erasure up for this long at most. */
const LONGEST_WAIT = "interval '10 minutes'";

/** People whose erasure is due: nothing that was said to them still waits to be sent, or it waited too long. */
export async function dueErasures(
  transaction: Transaction,
  limit: number,
): Promise<readonly string[]> {
  const { db } = sessionOf(transaction);
  const waiting = db
    .select({ one: sql`1` })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.chat, people.id),
        inArray(deliveries.state, ["queued", "later", "sending"]),
      ),
    );
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(
      and(
        isNotNull(people.erasureAskedAt),
        isNull(people.erasedAt),
        or(
          lt(people.erasureAskedAt, sql.raw(`now() - ${LONGEST_WAIT}`)),
          sql`not exists ${waiting}`,
        ),
      ),
    )
    .orderBy(asc(people.erasureAskedAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/**
 * Erases again whoever an older backup brought back, by the erasures that were noted elsewhere; returns how many
 * people that were. All in one transaction: what is noted here is also done.
 */
export async function repeatErasures(
  transaction: Transaction,
  noted: readonly Erasure[],
): Promise<number> {
  let count = 0;
  for (const person of await takeErasures(transaction, noted)) {
    if (await erasePerson(transaction, person, OPERATOR)) count += 1;
  }
  return count;
}
