import type { Transaction } from "../../engine/terms.ts";
import { OPERATOR } from "../../store/audit.ts";
import { positionOf } from "../../store/staff.ts";

/** Whether somebody may run events: staff but viewers, and whoever is at the command line. */
export async function mayManage(transaction: Transaction, who: string): Promise<boolean> {
  if (who === OPERATOR) return true;
  const position = await positionOf(transaction, who);
  return position !== undefined && position.role !== "viewer";
}
