import type { Transaction } from "../engine/terms.ts";
import { isMadeUpBesideReal, isPlaygroundSpace } from "../store/made-up-people.ts";
import { positionOf } from "../store/staff.ts";
import type { Ticket } from "../store/tickets.ts";
import { recipientsAtDesk } from "./recipients.ts";

/** Whether a person may work on tickets at all; viewers only look on. */
export async function worksOnTickets(transaction: Transaction, person: string): Promise<boolean> {
  const position = await positionOf(transaction, person);
  return position !== undefined && position.role !== "viewer";
}

/**
 * Whether a person may see and work on this ticket, which is for the people of its desk alone: whoever sits there,
 * whoever looks after a desk that has nobody, and those who oversee the service; all desks when there is nobody of
 * these either. The playground's staff have the playground's tickets only.
 */
export async function mayWorkOn(
  transaction: Transaction,
  person: string,
  { desk, at }: Pick<Ticket, "desk" | "at">,
): Promise<boolean> {
  const position = await positionOf(transaction, person);
  if (!position || position.role === "viewer") return false;
  const isAway =
    (await isMadeUpBesideReal(transaction, person)) &&
    !(await isPlaygroundSpace(transaction, at.space));
  if (isAway) return false;
  if (position.role !== "specialist" || position.desks.includes(desk)) return true;
  const { staff } = await recipientsAtDesk(transaction, desk, at.space);
  return staff.length === 0 || staff.some((told) => told.person === person);
}
