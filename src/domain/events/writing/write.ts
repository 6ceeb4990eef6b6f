import type { Transaction } from "../../../engine/terms.ts";
import { databaseNow } from "../../../store/counts.ts";
import { lockEvent } from "../../../store/events/write.ts";
import { mayManage } from "../managers.ts";
import type { CreateEventResult, SaveEventResult } from "../results.ts";
import { saveEvent } from "../save-event.ts";
import { alignSessions } from "./align.ts";
import { countedFromStart, draftOfEvent } from "./drafts.ts";
import { type Draft, type Patch, withPatch } from "./fields.ts";

/** Writes a new event down as a draft; a code that an event has already is never written over. */
export async function createEvent(
  transaction: Transaction,
  staff: string,
  draft: Draft,
  zone: string,
): Promise<CreateEventResult> {
  const { now } = await databaseNow(transaction);
  const saved = await saveEvent(transaction, staff, alignSessions(draft, { now, zone }), {
    zone,
    now,
    state: "draft",
    keepsExisting: true,
  });
  switch (saved.kind) {
    case "created":
    case "invalid":
    case "not_staff":
      return saved;
    case "unchanged":
      return { kind: "code_taken" };
    case "changed":
    case "in_use":
    case "below_taken":
    case "not_found":
      throw new Error(`Writing a new event ended with ${saved.kind}`);
  }
}

/** What staff change of an event. */
export interface Edit {
  readonly code: string;
  readonly patch: Patch;
}

/**
 * Changes a part of an event as it is now, whatever others changed of it in the meantime. One that comes to repeat
 * opens and closes each of its dates as long before as it did its first.
 */
export async function editEvent(
  transaction: Transaction,
  staff: string,
  { code, patch }: Edit,
  zone: string,
): Promise<SaveEventResult> {
  if (!(await mayManage(transaction, staff))) return { kind: "not_staff" };
  const { now } = await databaseNow(transaction);
  await lockEvent(transaction, code);
  const draft = await draftOfEvent(transaction, code);
  if (!draft) return { kind: "not_found" };
  const comesToRepeat = Boolean(patch["repeats"]) && draft["repeats"] === undefined;
  const times = comesToRepeat ? countedFromStart(draft, now) : {};
  const changed = alignSessions(withPatch(draft, { ...times, ...patch }), { now, zone });
  return saveEvent(transaction, staff, changed, { zone, now, state: "draft" });
}
