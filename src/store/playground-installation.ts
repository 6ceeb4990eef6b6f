import { and, eq, ne, not, type SQL, sql } from "drizzle-orm";
import type { Platform } from "../engine/adapter.ts";
import { installations } from "./schema/index.ts";

/** The platform id of the playground. */
export const PLAYGROUND = "playground";

/** The platform id of the public chat, whose visitors come from outside: no playground, though on the web too. */
export const PUBLIC_CHAT = "public";

/** Whether an installation is the playground, whose people and staff have rights only there. */
export function isPlaygroundInstallation(
  installation:
    | { readonly platform: Platform | null; readonly platformId: string | null }
    | undefined,
): boolean {
  return installation?.platform === "web" && installation.platformId !== PUBLIC_CHAT;
}

/** The same as a condition on joined installations. */
export function inPlayground(playground: boolean): SQL | undefined {
  const plays = and(eq(installations.platform, "web"), ne(installations.platformId, PUBLIC_CHAT));
  return plays && !playground ? not(plays) : plays;
}

/** The same in SQL that names the table by itself. */
export const IN_PLAYGROUND_TEXT = `installations.platform = 'web' and installations.platform_id <> '${PUBLIC_CHAT}'`;

/** The same for built queries. */
export const IN_PLAYGROUND = sql.raw(IN_PLAYGROUND_TEXT);
