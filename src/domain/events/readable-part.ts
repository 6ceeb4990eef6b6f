import { type EventFile, eventFile } from "./event-file.ts";
import type { FieldProblem } from "./problems.ts";

/** What can be read of an event with mistakes, so that what is wrong in the rest of it is found as well. */
export interface ReadablePart {
  readonly file: EventFile;
  /** Whether what is found there is about what somebody wrote: some fields only stand in for what cannot be read. */
  isWritten(path: readonly PropertyKey[]): boolean;
}

type Fields = Record<string, unknown>;

const WORDS = { zh: "–", en: "–" };
const MOST_PLACES = 100_000;
/** What has more than that is told enough. */
const MOST_PROBLEMS = 200;

/** What stands in for fields that every event has. Others are left out. */
const STAND_INS: Readonly<Fields> = {
  code: "X-1",
  title: WORDS,
  kind: "–",
  description: WORDS,
  place: WORDS,
  capacity: MOST_PLACES,
};

/** The same of sessions, quotas and questions, with what cannot be judged without it. Ids are nobody else's. */
const LISTED: Readonly<Record<string, (id: string) => Readonly<Record<string, Fields>>>> = {
  // Long after anything else that is written, so that these times never are the mistake.
  sessions: (id) => ({
    id: { id },
    startsAt: { startsAt: "9000-01-01 09:00", endsAt: "9000-01-01 10:00" },
    endsAt: { startsAt: "9000-01-01 09:00", endsAt: "9000-01-01 10:00" },
  }),
  quotas: (id) => ({
    id: { id },
    label: { label: WORDS },
    capacity: { capacity: 1 },
    when: { when: { [id]: id } },
  }),
  questions: (id) => ({
    id: { id },
    label: { label: WORDS },
    type: { type: "text", options: [] },
    options: { type: "text", options: [] },
  }),
};

/** The event without the fields that hold these mistakes; undefined when that is not enough to read it. */
export function readablePart(
  written: unknown,
  problems: readonly FieldProblem[],
): ReadablePart | undefined {
  if (!isFields(written) || problems.length > MOST_PROBLEMS) return undefined;
  const fields: Fields = { ...written };
  const faulty = new Set<string>();
  for (const { path } of problems) {
    for (const key of replaced(fields, path.map(String))) faulty.add(key);
  }
  const read = eventFile.safeParse(fields);
  if (!read.success) return undefined;
  const file = read.data;
  return {
    file,
    isWritten(path) {
      const words = path.map(String);
      const isOwn = !words.some((_word, at) => faulty.has(words.slice(0, at + 1).join(".")));
      const [list, index, field] = words;
      return isOwn && !(list === "quotas" && field === "when" && isUntold(Number(index)));
    },
  };

  /** What answer a quota is for cannot be told while its question cannot be read. */
  function isUntold(quota: number): boolean {
    const [question = ""] = Object.keys(file.quotas[quota]?.when ?? {});
    const at = file.questions.findIndex(({ id }) => id === question);
    return at < 0
      ? [...faulty].some((key) => /^questions(?:\.\d+\.id)?$/.test(key))
      : ["type", "options"].some((field) => faulty.has(`questions.${at}.${field}`));
  }
}

/** Puts something in the place of what is wrong; the paths of what was replaced. */
function replaced(fields: Fields, path: readonly string[]): readonly string[] {
  const [key = "", index = "", field = ""] = path;
  const list: unknown = fields[key];
  const one: unknown = Array.isArray(list) ? list[Number(index)] : undefined;
  const standIns = LISTED[key]?.(`stand-in-${index}`);
  if (standIns && Array.isArray(list) && isFields(one) && field !== "") {
    const { [field]: _wrong, ...rest } = one;
    const standIn = standIns[field] ?? {};
    fields[key] = list.map((each: unknown) => (each === one ? { ...rest, ...standIn } : each));
    return [field, ...Object.keys(standIn)].map((each) => `${key}.${index}.${each}`);
  }
  if (key in STAND_INS) fields[key] = STAND_INS[key];
  else delete fields[key];
  return [key];
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
