import type { Desk, Transaction } from "../engine/terms.ts";
import { DESKS } from "../engine/terms.ts";
import { permitted } from "./permissions.ts";

/**
 * The desks a member of staff may speak for; undefined for everybody else, viewers included. Who oversees the
 * service without sitting at a desk speaks for all of them.
 */
export async function desksToSpeakFor(
  transaction: Transaction,
  person: string,
): Promise<readonly Desk[] | undefined> {
  const position = await permitted(transaction, person, "tickets.answer");
  if (!position) return undefined;
  const oversees = position.role === "admin" || position.role === "operator";
  return oversees && position.desks.length === 0 ? DESKS : position.desks;
}
