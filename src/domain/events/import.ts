import { type Transaction, unreachable } from "../../engine/terms.ts";
import { OPERATOR } from "../../store/audit.ts";
import { type ListedEvent, readEventList } from "./event-list.ts";
import { planEvent } from "./plan.ts";
import type { FieldProblem } from "./problems.ts";
import type { EventProblem } from "./results.ts";
import { type SaveOptions, saveEvent } from "./save-event.ts";

/** Runs work in a transaction of its own. */
export type Run = <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>;

/** What became of a file of events. Good ones are kept, whatever is wrong with others. */
export interface Imported {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  readonly problems: readonly EventProblem[];
}

/** The most events in one file. */
const MOST_EVENTS = 5_000;
/** Events that are committed together. */
const BATCH = 50;

/** Reads a file of events and writes each down; importing the same file again changes nothing. */
export async function importEvents(
  run: Run,
  text: string,
  options: SaveOptions,
): Promise<Imported> {
  const list = readEventList(text);
  if (list.kind === "unreadable") return nothing(problemAt(list.line, "unreadable"));
  if (list.events.length > MOST_EVENTS) return nothing(problemAt(1, "too_many"));
  const { single, repeated } = withoutRepeats(list.events, options);
  const imported: Imported[] = [nothing(...repeated)];
  for (let at = 0; at < single.length; at += BATCH) {
    const batch = single.slice(at, at + BATCH);
    imported.push(...(await run((transaction) => importBatch(transaction, batch, options))));
  }
  return {
    created: imported.flatMap(({ created }) => created),
    changed: imported.flatMap(({ changed }) => changed),
    unchanged: imported.flatMap(({ unchanged }) => unchanged),
    problems: imported
      .flatMap(({ problems }) => problems)
      .sort((one, other) => (one.line ?? 0) - (other.line ?? 0)),
  };
}

async function importBatch(
  transaction: Transaction,
  batch: readonly ListedEvent[],
  options: SaveOptions,
): Promise<readonly Imported[]> {
  const results: Imported[] = [];
  for (const event of batch) results.push(await importOne(transaction, event, options));
  return results;
}

async function importOne(
  transaction: Transaction,
  { value, lineOf }: ListedEvent,
  options: SaveOptions,
): Promise<Imported> {
  const saved = await saveEvent(transaction, OPERATOR, value, options);
  switch (saved.kind) {
    case "created":
    case "changed":
    case "unchanged":
      return { ...nothing(), [saved.kind]: [saved.code] };
    case "invalid":
      return nothing(
        ...saved.problems.map(({ field, problem }) => ({
          line: lineOf(pathOf(field)),
          code: codeOf(value),
          field,
          problem,
        })),
      );
    case "in_use":
    case "below_taken":
      return nothing({
        line: lineOf([]),
        code: codeOf(value),
        field: saved.field,
        problem: saved.kind,
      });
    case "not_found":
    case "not_staff":
      throw new Error(`An import ended with ${saved.kind}`);
    default:
      return unreachable(saved, "result of saving an event");
  }
}

function pathOf(field: string): readonly PropertyKey[] {
  return field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** A code that two events of the file claim belongs to the first; what else is wrong with the other is named too. */
function withoutRepeats(events: readonly ListedEvent[], options: SaveOptions) {
  const seen = new Set<string>();
  const single: ListedEvent[] = [];
  const repeated: EventProblem[] = [];
  for (const event of events) {
    const code = codeOf(event.value);
    if (code !== null && seen.has(code)) {
      const planned = planEvent(event.value, options);
      const others = planned.kind === "faulty" ? planned.problems : [];
      const all: readonly FieldProblem[] = [
        { path: ["code"], problem: "duplicate_code" },
        ...others,
      ];
      repeated.push(
        ...all.map(({ path, problem }) => ({
          line: event.lineOf(path),
          code,
          field: path.map(String).join("."),
          problem,
        })),
      );
    } else single.push(event);
    if (code !== null) seen.add(code);
  }
  return { single, repeated };
}

function codeOf(value: unknown): string | null {
  const code = typeof value === "object" && value !== null && "code" in value ? value.code : null;
  return typeof code === "string" ? code.toUpperCase() : null;
}

function nothing(...problems: readonly EventProblem[]): Imported {
  return { created: [], changed: [], unchanged: [], problems };
}

function problemAt(line: number, problem: EventProblem["problem"]): EventProblem {
  return { line, code: null, field: "", problem };
}
