import type { Transaction } from "../engine/terms.ts";
import { addAudit, OPERATOR } from "../store/audit.ts";
import { endSessionsOf } from "../store/console/sessions.ts";
import { ensureOperator } from "../store/people.ts";
import { type Position, positionOf, setPosition } from "../store/staff.ts";

/** Gives a person a role and desks; who did it is kept. */
export async function giveRole(
  transaction: Transaction,
  by: string,
  person: string,
  position: Position,
): Promise<void> {
  await setPosition(transaction, person, position);
  const details = { role: position.role, desks: [...position.desks] };
  await addAudit(transaction, { who: by, what: "role.changed", onWhat: person, details });
}

/** Takes a person's role away and ends their console sessions; false when they had none. */
export async function removeRole(
  transaction: Transaction,
  by: string,
  person: string,
): Promise<boolean> {
  const before = await positionOf(transaction, person);
  if (!before) return false;
  await setPosition(transaction, person, undefined);
  await endSessionsOf(transaction, person);
  const details = { role: before.role };
  await addAudit(transaction, { who: by, what: "role.removed", onWhat: person, details });
  return true;
}

/** The one at the command line as a person who can sign in to the console: an admin without an account. */
export async function operatorAsStaff(transaction: Transaction): Promise<string> {
  await ensureOperator(transaction);
  if (!(await positionOf(transaction, OPERATOR))) {
    await giveRole(transaction, OPERATOR, OPERATOR, { role: "admin", desks: [] });
  }
  return OPERATOR;
}
