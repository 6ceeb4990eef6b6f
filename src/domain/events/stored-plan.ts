import { z } from "zod";
import type { Json } from "../../engine/terms.ts";
import type { PlannedSession } from "../../store/events/record.ts";
import type { EventFile } from "./event-file.ts";

const fields = z.record(z.string(), z.json());
const stored = z.object({ settled: fields });

/**
 * How an event was written down, and the same with every time counted from that day settled, so that its later
 * dates can be worked out on another day.
 */
export function storedPlan(
  written: unknown,
  file: EventFile,
  first: readonly PlannedSession[],
): Json {
  const raw = fields.parse(JSON.parse(JSON.stringify(written)));
  const settled = { ...raw, ...settledTimes(raw, file, first) };
  return { written: raw, settled, repeats: file.repeats?.rule ?? null };
}

/** The event of a stored plan, to be planned again. */
export function settledEvent(plan: Json): unknown {
  return stored.parse(plan).settled;
}

/** The same without what its dates do not depend on, and what may have been checked less strictly once. */
export function settledDates(plan: Json): unknown {
  const { reminders: _reminders, ...rest } = stored.parse(plan).settled;
  return rest;
}

function settledTimes(
  raw: Readonly<Record<string, Json>>,
  { sessions, opensAt, closesAt }: EventFile,
  first: readonly PlannedSession[],
): Readonly<Record<string, Json>> {
  const [one] = first;
  if (!one) return {};
  const times = first.map(({ startsLocal, endsLocal }) => ({
    startsAt: startsLocal,
    endsAt: endsLocal,
  }));
  const rawSessions = z.array(fields).safeParse(raw["sessions"]);
  return {
    ...(sessions.length > 0 && rawSessions.success
      ? { sessions: rawSessions.data.map((each, index) => ({ ...each, ...times[index] })) }
      : { ...times[0] }),
    ...(countsFromToday(opensAt) ? { opensAt: iso(one.opensAt ?? one.startsAt) } : {}),
    ...(countsFromToday(closesAt) ? { closesAt: iso(one.closesAt) } : {}),
  };
}

function countsFromToday(time: string | undefined): boolean {
  return time?.startsWith("+") ?? false;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
