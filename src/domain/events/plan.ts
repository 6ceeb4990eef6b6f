import type { EventRecord } from "../../store/events/record.ts";
import { dateOf, isZone } from "./calendar.ts";
import { type EventFile, eventFile } from "./event-file.ts";
import { type FieldProblem, problemsOf } from "./problems.ts";
import { readablePart } from "./readable-part.ts";
import { reminderProblems } from "./reminder-times.ts";
import { planSessions } from "./sessions.ts";
import { storedPlan } from "./stored-plan.ts";

/** What an event is planned with. */
export interface PlanSettings {
  /** ms UTC. */
  readonly now: number;
  /** The zone of events that name none. */
  readonly zone: string;
  /** The state of events that name none. */
  readonly state: "draft" | "open";
}

/** An event as it is to be written, or all that is wrong with it. */
export type Planned =
  | {
      readonly kind: "planned";
      readonly record: EventRecord;
      readonly repeats: boolean;
      /** The date it was written for, in its zone: the first one of an event that repeats. */
      readonly firstDate: string;
    }
  | {
      readonly kind: "faulty";
      readonly code: string | undefined;
      readonly problems: readonly FieldProblem[];
    };

/** Checks an event somebody wrote down, all of it whatever is wrong with some, and works its sessions out. */
export function planEvent(written: unknown, settings: PlanSettings): Planned {
  const parsed = eventFile.safeParse(written, { reportInput: true });
  if (!parsed.success) return faultyPlan(written, problemsOf(parsed.error), settings);
  const file = parsed.data;
  const { planned, problems, zone } = checked(file, settings);
  if (problems.length > 0 || "problems" in planned) {
    return { kind: "faulty", code: file.code, problems };
  }
  const plan = storedPlan(written, file, planned.first);
  const { sessions } = planned;
  return {
    kind: "planned",
    record: recordOf(file, { zone, state: settings.state, plan, sessions }),
    repeats: file.repeats !== undefined,
    firstDate: dateOf({ local: planned.first[0]?.startsLocal ?? "" }),
  };
}

/** What no field shows by itself. In a zone that nobody knows, times are read as in the usual one. */
function checked(file: EventFile, settings: PlanSettings) {
  const zone = file.zone ?? settings.zone;
  const isKnown = isZone(zone);
  const planned = planSessions(file, isKnown ? zone : settings.zone, settings.now);
  const problems = [
    ...crossChecks(file),
    ...(isKnown ? [] : [problem(["zone"], "unknown_zone")]),
    ...("problems" in planned ? planned.problems : []),
  ];
  return { planned, problems, zone };
}

/** Mistakes in some fields do not hide those in others. */
function faultyPlan(
  written: unknown,
  problems: readonly FieldProblem[],
  settings: PlanSettings,
): Planned {
  const part = readablePart(written, problems);
  if (!part) return { kind: "faulty", code: undefined, problems };
  const others = checked(part.file, settings).problems.filter(({ path }) => part.isWritten(path));
  const code = part.isWritten(["code"]) ? part.file.code : undefined;
  return { kind: "faulty", code, problems: [...problems, ...others] };
}

function recordOf(
  file: EventFile,
  more: Pick<EventRecord, "zone" | "state" | "plan" | "sessions">,
): EventRecord {
  return {
    ...file,
    ...more,
    bring: file.bring ?? null,
    state: file.state ?? more.state,
    questions: file.questions.map(({ id, ...question }) => ({ key: id, ...question })),
    quotas: file.quotas.map(({ id, label, capacity, when }) => {
      const [[question, option] = ["", ""]] = Object.entries(when);
      return { key: id, label, capacity, question, option };
    }),
  };
}

function crossChecks(file: EventFile): readonly FieldProblem[] {
  return [
    ...quotaProblems(file),
    ...questionProblems(file),
    ...repeatedIds(file),
    ...reminderProblems(file.reminders),
  ];
}

function quotaProblems({ quotas, questions, capacity, sessions }: EventFile): FieldProblem[] {
  const smallest = Math.min(...sessions.map((one) => one.capacity ?? capacity ?? 0));
  const places = sessions.length > 0 ? smallest : (capacity ?? 0);
  let left = places;
  return quotas.flatMap((quota, index): FieldProblem[] => {
    const [[key, option] = ["", ""]] = Object.entries(quota.when);
    const question = questions.find(({ id }) => id === key);
    const isAnswer =
      question?.type === "yes_no"
        ? option === "yes" || option === "no"
        : question?.options.some(({ id }) => id === option);
    left -= quota.capacity;
    return [
      ...(left < 0 ? [problem(["quotas", index, "capacity"], "quota_too_large")] : []),
      ...(isAnswer ? [] : [problem(["quotas", index, "when"], "unknown_question")]),
    ];
  });
}

function questionProblems({ questions }: EventFile): FieldProblem[] {
  return questions.flatMap(({ type, options }, index) =>
    (type === "choice") === options.length > 0
      ? []
      : [problem(["questions", index, "options"], options.length > 0 ? "invalid" : "missing")],
  );
}

function repeatedIds({ sessions, quotas, questions }: EventFile): FieldProblem[] {
  const lists = { sessions, quotas, questions };
  return Object.entries(lists).flatMap(([name, list]) =>
    list.flatMap(({ id }, index) =>
      list.findIndex((other) => other.id === id) < index
        ? [problem([name, index, "id"], "duplicate_id")]
        : [],
    ),
  );
}

function problem(path: readonly PropertyKey[], kind: FieldProblem["problem"]): FieldProblem {
  return { path, problem: kind };
}
