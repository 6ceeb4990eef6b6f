import { and, arrayContains, eq, ne, sql } from "drizzle-orm";
import type { Platform } from "../engine/adapter.ts";
import type { Transaction } from "../engine/terms.ts";
import { newId } from "./new-id.ts";
import { inPlayground } from "./playground-installation.ts";
import { accounts, installations, spaces } from "./schema/index.ts";
import type { Unsealed } from "./sealing/seal.ts";
import { sessionOf } from "./session.ts";
import type { LoadedSpace } from "./turns/loaded.ts";
import { readerFor, readSealed } from "./unsealing.ts";

/** A space as staff see it. */
export interface Space extends LoadedSpace {
  readonly installation: string;
  readonly title: Unsealed | undefined;
  readonly tags: readonly string[];
}

/** The space with our id. */
export async function findSpace(transaction: Transaction, id: string): Promise<Space | undefined> {
  const [row] = await sessionOf(transaction).db.select().from(spaces).where(eq(spaces.id, id));
  if (!row) return undefined;
  const { installation, platformId, kind, locale, mode, tags, titleSealed } = row;
  return {
    id,
    installation,
    platformId,
    kind,
    locale: locale ?? undefined,
    mode,
    tags,
    title: titleSealed ? await readSealed(transaction, titleSealed) : undefined,
  };
}

/** A space with its platform, for a list. */
export interface ListedSpace extends Space {
  readonly platform: Platform;
  /** Since when nothing can be sent there, ms UTC. */
  readonly unreachableSince: number | undefined;
}

/** Every space but direct chats, the oldest first. */
export async function listSpaces(transaction: Transaction): Promise<readonly ListedSpace[]> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(spaces)
    .innerJoin(installations, eq(installations.id, spaces.installation))
    .where(ne(spaces.kind, "direct"))
    .orderBy(spaces.createdAt, spaces.id);
  const read = await readerFor(
    transaction,
    rows.map((row) => row.spaces.titleSealed),
  );
  return rows.map(({ spaces: row, installations: { platform } }) => ({
    id: row.id,
    installation: row.installation,
    platform,
    platformId: row.platformId,
    kind: row.kind,
    locale: row.locale ?? undefined,
    mode: row.mode,
    tags: row.tags,
    title: read(row.titleSealed),
    unreachableSince: row.unreachableSince ?? undefined,
  }));
}

/** A space to be there before anybody spoke in it. */
export interface NewSpace {
  readonly installation: string;
  readonly platformId: string;
  readonly kind: LoadedSpace["kind"];
  readonly tags: readonly string[];
}

/** Adds a space; one that is there already stays as somebody set it. */
export async function ensureSpace(transaction: Transaction, space: NewSpace): Promise<void> {
  await sessionOf(transaction)
    .db.insert(spaces)
    .values({ ...space, id: newId(), tags: [...space.tags] })
    .onConflictDoNothing();
}

/** Our id of a space the platform knows by `platformId`. */
export async function spaceOfPlatform(
  transaction: Transaction,
  installation: string,
  platformId: string,
): Promise<string | undefined> {
  const [row] = await sessionOf(transaction)
    .db.select({ id: spaces.id })
    .from(spaces)
    .where(and(eq(spaces.installation, installation), eq(spaces.platformId, platformId)));
  return row?.id;
}

/** What a space is set to: its language, how much the bot says in it, what staff use it for. */
export interface SpaceSettings {
  readonly locale?: NonNullable<LoadedSpace["locale"]>;
  readonly mode?: LoadedSpace["mode"];
  readonly tags?: readonly string[];
}

/** Changes one setting of a space or more; false when there is no such space. */
export async function setSpace(
  transaction: Transaction,
  id: string,
  { tags, ...settings }: SpaceSettings,
): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.update(spaces)
    .set({ ...settings, ...(tags ? { tags: [...tags] } : {}) })
    .where(eq(spaces.id, id))
    .returning({ id: spaces.id });
  return rows.length > 0;
}

/** As the index of tagged spaces has it: without it every direct chat would be looked at. */
const IS_TAGGED = sql`${spaces.tags} <> '{}'`;

/** Spaces that carry a tag, of the playground or of everything else. */
export async function spacesTagged(
  transaction: Transaction,
  tag: string,
  playground: boolean,
): Promise<readonly string[]> {
  const rows = await sessionOf(transaction)
    .db.select({ id: spaces.id })
    .from(spaces)
    .innerJoin(installations, eq(installations.id, spaces.installation))
    .where(and(IS_TAGGED, arrayContains(spaces.tags, [tag]), inPlayground(playground)))
    .orderBy(spaces.createdAt, spaces.id);
  return rows.map(({ id }) => id);
}

/** Remembers the direct chat that was opened with an account; returns our id of it. */
export async function rememberDirectSpace(
  transaction: Transaction,
  account: string,
  platformId: string,
): Promise<string> {
  const { db } = sessionOf(transaction);
  const [owner] = await db
    .select({ installation: accounts.installation })
    .from(accounts)
    .where(eq(accounts.id, account));
  if (!owner) throw new Error("There is no such account");
  const { installation } = owner;
  await db
    .insert(spaces)
    .values({ id: newId(), installation, platformId, kind: "direct" })
    .onConflictDoNothing();
  const space = await spaceOfPlatform(transaction, installation, platformId);
  if (space === undefined) throw new Error("A space vanished while it was being added");
  await db.update(accounts).set({ directSpace: space }).where(eq(accounts.id, account));
  return space;
}

/**
 * The platform gave a space another id (a group was upgraded). `taken`: somebody spoke in it under its new id
 * before, so that it is known as that space already.
 */
export async function moveSpace(
  transaction: Transaction,
  id: string,
  platformId: string,
): Promise<{ readonly kind: "moved" | "taken"; readonly space: string }> {
  const { db } = sessionOf(transaction);
  const space = await findSpace(transaction, id);
  if (!space) throw new Error("There is no such space");
  const other = await spaceOfPlatform(transaction, space.installation, platformId);
  if (other !== undefined && other !== id) return { kind: "taken", space: other };
  await db.update(spaces).set({ platformId }).where(eq(spaces.id, id));
  return { kind: "moved", space: id };
}
