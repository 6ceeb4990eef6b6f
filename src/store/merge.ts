import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { LaneState } from "../engine/state.ts";
import type { Transaction } from "../engine/terms.ts";
import { ensureAccount } from "./people.ts";
import { PERSONAL_DATA } from "./personal/registry.ts";
import { accounts, lanes, people, timers } from "./schema/index.ts";
import { seal } from "./sealing/seal.ts";
import { sessionOf } from "./session.ts";
import { stateOf } from "./turns/load.ts";
import { keyOf } from "./unsealing.ts";

/** Two people who are to be one: the older one stays. */
export interface Pair {
  readonly from: string;
  readonly into: string;
  /** Stored states as JSON; undefined for a lane nobody has used. */
  readonly fromState: unknown;
  readonly intoState: unknown;
}

/**
 * Locks both lanes in the order of their ids, as turns do, and reads where they stand. Undefined when one of the
 * two was erased or is part of somebody else already.
 */
export async function lockPair(
  transaction: Transaction,
  one: string,
  other: string,
): Promise<Pair | undefined> {
  const { db } = sessionOf(transaction);
  const ids = [one, other];
  const locked = await db
    .select()
    .from(lanes)
    .where(inArray(lanes.id, ids))
    .orderBy(asc(sql`${lanes.id} collate "C"`))
    .for("update");
  const both = await db
    .select({ id: people.id })
    .from(people)
    .where(and(inArray(people.id, ids), isNull(people.erasedAt), isNull(people.mergedInto)))
    .orderBy(asc(people.createdAt), asc(people.id));
  const [into, from] = both.map(({ id }) => id);
  if (into === undefined || from === undefined) return undefined;
  const read = async (person: string) => {
    const key = await keyOf(transaction, person);
    const lane = locked.find(({ id }) => id === person);
    return key && stateOf(key, lane?.state ?? null);
  };
  return { from, into, fromState: await read(from), intoState: await read(into) };
}

/**
 * Makes two locked people one: everything of `from` is `into`'s, its runs go on there under higher numbers, and
 * both lanes move on, so that turns being computed right now are stale.
 */
export async function mergeLocked(
  transaction: Transaction,
  { from, into }: Pick<Pair, "from" | "into">,
  state: LaneState,
  runsAdded: number,
): Promise<void> {
  const { db } = sessionOf(transaction);
  const key = await keyOf(transaction, into);
  if (!key) throw new Error("People are merged into one who was erased");
  const run = state.runs.at(-1);
  const moved = {
    state: seal(key, JSON.stringify(state)),
    stateFormat: state.stateFormat,
    openFlow: run?.flow ?? null,
    openStep: run?.step ?? null,
  };
  await db
    .insert(lanes)
    .values({ id: into, revision: 1, ...moved })
    .onConflictDoUpdate({
      target: lanes.id,
      set: { ...moved, revision: sql`${lanes.revision} + 1` },
    });
  await db
    .update(lanes)
    .set({
      state: null,
      stateFormat: null,
      openFlow: null,
      openStep: null,
      revision: sql`${lanes.revision} + 1`,
    })
    .where(eq(lanes.id, from));
  await db
    .update(timers)
    .set({ lane: into, run: sql`${timers.run} + ${runsAdded}` })
    .where(eq(timers.lane, from));
  for (const kind of PERSONAL_DATA) await kind.merge(transaction, from, into);
  await db
    .update(people)
    .set({ mergedInto: into, mergedRuns: runsAdded })
    .where(eq(people.id, from));
  await db
    .update(people)
    .set({ locale: state.locale ?? null })
    .where(eq(people.id, into));
}

/** What a run of a lane that went on in a person's own is called there; undefined for somebody else's. */
export async function runAfterMerge(
  transaction: Transaction,
  lane: string,
  run: number,
  person: string,
): Promise<number | undefined> {
  const rows = await sessionOf(transaction).sql.unsafe<{ run: number }[]>(
    `with recursive way as (
      select merged_into as lane, $2::int + merged_runs as run from people
        where id = $1 and merged_into is not null
      union all select people.merged_into, way.run + people.merged_runs from way
        join people on people.id = way.lane where people.merged_into is not null)
    select run from way where lane = $3`,
    [lane, run, person],
  );
  return rows[0]?.run;
}

/**
 * Takes one account out of a person again: it is somebody new from now on. What both did until now stays with
 * the person. False when it is their only account.
 */
export async function splitAccount(
  transaction: Transaction,
  account: { readonly installation: string; readonly platformId: string },
): Promise<string | undefined> {
  const { db } = sessionOf(transaction);
  const one = and(
    eq(accounts.installation, account.installation),
    eq(accounts.platformId, account.platformId),
  );
  const [row] = await db.select().from(accounts).where(one);
  if (!row) return undefined;
  const siblings = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.person, row.person));
  if (siblings.length < 2) return undefined;
  await db.delete(accounts).where(eq(accounts.id, row.id));
  const person = await ensureAccount(transaction, account.installation, account.platformId);
  await db
    .update(accounts)
    .set({ directSpace: row.directSpace, localeTag: row.localeTag })
    .where(one);
  return person;
}
