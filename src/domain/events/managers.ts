import type { Transaction } from "../../engine/terms.ts";
import { OPERATOR } from "../../store/audit.ts";
import { permitted } from "../permissions.ts";

/** Whether somebody may run events: staff but viewers, and whoever is at the command line. */
export async function mayManage(transaction: Transaction, who: string): Promise<boolean> {
  return who === OPERATOR || (await permitted(transaction, who, "events.manage")) !== undefined;
}
