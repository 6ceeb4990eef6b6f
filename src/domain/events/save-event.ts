import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import { lockAllPlaces } from "../../store/events/places.ts";
import type { EventRecord } from "../../store/events/record.ts";
import { insertSessions } from "../../store/events/sessions.ts";
import { insertEvent, isSamePlan, lockEvent, updateEvent } from "../../store/events/write.ts";
import { mayManage } from "./managers.ts";
import { type PlanSettings, planEvent } from "./plan.ts";
import type { FieldProblem } from "./problems.ts";
import { replaceSessions, sessionChanges } from "./replace-sessions.ts";
import type { EventProblem, SaveEventResult } from "./results.ts";

/** How an event is written over one with the same code. */
export interface SaveOptions extends PlanSettings {
  /** What is there already stays as it is. */
  readonly keepsExisting?: boolean | undefined;
}

/** Writes an event down: a new one, or another version of the one with its code. */
export async function saveEvent(
  transaction: Transaction,
  staff: string,
  written: unknown,
  options: SaveOptions,
): Promise<SaveEventResult> {
  if (!(await mayManage(transaction, staff))) return { kind: "not_staff" };
  const planned = planEvent(written, options);
  if (planned.kind === "faulty") {
    return { kind: "invalid", problems: planned.problems.map(withoutLine(planned.code)) };
  }
  const result = await write(transaction, planned.record, options);
  if (result.kind === "created" || result.kind === "changed") {
    const { code } = planned.record;
    await addAudit(transaction, { who: staff, what: `event.${result.kind}`, onWhat: code });
  }
  return result;
}

function withoutLine(code: string | undefined) {
  return ({ path, problem }: FieldProblem): EventProblem => ({
    line: null,
    code: code ?? null,
    field: path.map(String).join("."),
    problem,
  });
}

async function write(
  transaction: Transaction,
  record: EventRecord,
  { keepsExisting = false }: SaveOptions,
): Promise<SaveEventResult> {
  const { code } = record;
  const known = await lockEvent(transaction, code);
  if (!known) {
    const id = await insertEvent(transaction, record);
    await insertSessions(transaction, id, record.sessions);
    return { kind: "created", code };
  }
  if (keepsExisting || (await isSamePlan(transaction, known.id, record.plan))) {
    return { kind: "unchanged", code };
  }
  if (known.state === "cancelled") return { kind: "in_use", field: "state" };
  await lockAllPlaces(transaction, { event: known.id });
  const changes = await sessionChanges(transaction, known.id, record.sessions);
  if (changes.kind === "in_use") return changes;
  await updateEvent(transaction, known.id, record);
  const told = await replaceSessions(transaction, known.id, changes);
  return { kind: "changed", code, told };
}
