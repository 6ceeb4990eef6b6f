import type { Transaction } from "../engine/terms.ts";
import { sessionOf } from "./session.ts";

/** The channel on which is announced that somebody's wish about their data can be carried out. */
export const RIGHTS_CHANNEL = "rights";

/** Tells every process, once the transaction commits, that there is something to carry out. */
export async function announceRights(transaction: Transaction): Promise<void> {
  await sessionOf(transaction).sql.unsafe("select pg_notify($1, '')", [RIGHTS_CHANNEL]);
}
