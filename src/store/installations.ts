import { and, eq, isNotNull } from "drizzle-orm";
import type { Platform } from "../engine/adapter.ts";
import type { Transaction } from "../engine/terms.ts";
import { newId } from "./new-id.ts";
import { isPlaygroundInstallation } from "./playground-installation.ts";
import { installations } from "./schema/index.ts";
import { seal, unseal } from "./sealing/seal.ts";
import { sessionOf } from "./session.ts";

/** Our id of an installation; made when it is new. `platformId` is the bot's or workspace's id there. */
export async function ensureInstallation(
  transaction: Transaction,
  platform: Platform,
  platformId: string,
): Promise<string> {
  const { db } = sessionOf(transaction);
  await db
    .insert(installations)
    .values({ id: newId(), platform, platformId })
    .onConflictDoNothing();
  const [row] = await db
    .select({ id: installations.id })
    .from(installations)
    .where(and(eq(installations.platform, platform), eq(installations.platformId, platformId)));
  if (!row) throw new Error("An installation vanished while it was being added");
  return row.id;
}

/** The installations on a platform, by the ids it has for them. */
export async function installationsOn(
  transaction: Transaction,
  platform: Platform,
): Promise<readonly { readonly id: string; readonly platformId: string }[]> {
  return sessionOf(transaction)
    .db.select({ id: installations.id, platformId: installations.platformId })
    .from(installations)
    .where(eq(installations.platform, platform))
    .orderBy(installations.createdAt, installations.id);
}

/** An installation as operators list it; its token is never part of it. */
export interface ListedInstallation {
  readonly id: string;
  readonly platform: Platform;
  /** The bot's or workspace's id there. */
  readonly platformId: string;
  /** Whether its token is kept here; otherwise the environment gives it, or nobody does. */
  readonly hasToken: boolean;
  /** ms UTC. */
  readonly createdAt: number;
}

/** All installations, the oldest first. */
export async function listInstallations(
  transaction: Transaction,
): Promise<readonly ListedInstallation[]> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(installations)
    .orderBy(installations.createdAt, installations.id);
  return rows.map(({ tokenSealed, ...row }) => ({ ...row, hasToken: tokenSealed !== null }));
}

/** Keeps an installation's token, sealed with the service's key, in place of any before; undefined: keeps none. */
export async function setToken(
  transaction: Transaction,
  installation: string,
  token: string | undefined,
): Promise<void> {
  const { db, keyring } = sessionOf(transaction);
  const tokenSealed = token === undefined ? null : seal(keyring.service, token);
  await db.update(installations).set({ tokenSealed }).where(eq(installations.id, installation));
}

/** An installation whose token is kept here. */
export interface InstalledBot {
  readonly installation: string;
  readonly platformId: string;
  readonly token: string;
}

/** The installations on a platform whose tokens are kept, opened; the oldest first. */
export async function installedBots(
  transaction: Transaction,
  platform: Platform,
): Promise<readonly InstalledBot[]> {
  const { db, keyring } = sessionOf(transaction);
  const rows = await db
    .select()
    .from(installations)
    .where(and(eq(installations.platform, platform), isNotNull(installations.tokenSealed)))
    .orderBy(installations.createdAt, installations.id);
  return rows.flatMap(({ id, platformId, tokenSealed }) => {
    const opened = tokenSealed && unseal(keyring.service, tokenSealed);
    if (opened?.kind !== "unsealed") return [];
    return [{ installation: id, platformId, token: opened.value }];
  });
}

/** Whether an installation is the playground, whose people and staff have rights only there. */
export async function isPlayground(
  transaction: Transaction,
  installation: string,
): Promise<boolean> {
  const [row] = await sessionOf(transaction)
    .db.select({ platform: installations.platform, platformId: installations.platformId })
    .from(installations)
    .where(eq(installations.id, installation));
  return isPlaygroundInstallation(row);
}
