import { and, eq } from "drizzle-orm";
import type { Platform } from "../engine/adapter.ts";
import type { Transaction } from "../engine/terms.ts";
import { newId } from "./new-id.ts";
import { installations } from "./schema/index.ts";
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
    .orderBy(installations.id);
}

/** Whether an installation is the playground, whose people and staff have rights only there. */
export async function isPlayground(
  transaction: Transaction,
  installation: string,
): Promise<boolean> {
  const [row] = await sessionOf(transaction)
    .db.select({ platform: installations.platform })
    .from(installations)
    .where(eq(installations.id, installation));
  return row?.platform === "web";
}
