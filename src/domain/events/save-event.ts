import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import { lockAllPlaces } from "../../store/events/places.ts";
import { insertSessions } from "../../store/events/sessions.ts";
import {
  insertEvent,
  isSamePlan,
  type KnownEvent,
  lockEvent,
  updateEvent,
} from "../../store/events/write.ts";
import { mayManage } from "./managers.ts";
import { type Planned, type PlanSettings, planEvent } from "./plan.ts";
import type { FieldProblem } from "./problems.ts";
import { replaceSessions } from "./replace-sessions.ts";
import type { EventProblem, SaveEventResult } from "./results.ts";
import { sessionChanges } from "./session-changes.ts";
import { settledDates } from "./stored-plan.ts";

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
  const result = await write(transaction, planned, options);
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
  { record, repeats, firstDate }: Extract<Planned, { kind: "planned" }>,
  options: SaveOptions,
): Promise<SaveEventResult> {
  const { code } = record;
  const known = await lockEvent(transaction, code);
  if (!known) {
    const id = await insertEvent(transaction, record);
    await insertSessions(transaction, id, record.sessions);
    return { kind: "created", code };
  }
  if (options.keepsExisting === true || (await isSamePlan(transaction, known.id, record.plan))) {
    return { kind: "unchanged", code };
  }
  if (known.state === "cancelled") return { kind: "in_use", field: "state" };
  await lockAllPlaces(transaction, { event: known.id });
  const changes = await sessionChanges(transaction, known.id, {
    planned: record.sessions,
    repeats,
    firstDate,
    before: sessionsBefore(known, options),
    zone: record.zone,
    now: options.now,
  });
  if (changes.kind !== "changes") return changes;
  const isElsewhere = known.placeZh !== record.place.zh || known.placeEn !== record.place.en;
  await updateEvent(transaction, known.id, record);
  const told = await replaceSessions(transaction, known.id, { changes, isElsewhere });
  return { kind: "changed", code, told };
}

/** What the plan that is replaced comes to today. */
function sessionsBefore({ plan, zone }: KnownEvent, options: PlanSettings) {
  const planned = planEvent(settledDates(plan), { ...options, zone });
  return planned.kind === "planned" ? planned.record.sessions : [];
}
