import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { eventWork } from "../domain/events/event-work.ts";
import { type Imported, importEvents } from "../domain/events/import.ts";
import type { DoorResult } from "../domain/events/results.ts";
import { rosterCsv } from "../domain/events/roster-csv.ts";
import { formatMoment, formatTime } from "../i18n/dates.ts";
import { LOCALES, type Locale } from "../i18n/locale.ts";
import { OPERATOR } from "../store/audit.ts";
import { findEvents } from "../store/events/read.ts";
import type { EventView, RosterRow } from "../store/events/views.ts";
import type { Store } from "../store/store.ts";
import { type CliCommand, type CliSettings, wrongUsage } from "./command.ts";
import { sayCounts, sayProblem } from "./event-problems.ts";
import { sayCheckIn, sayPoster } from "./event-words.ts";
import { withStore } from "./store.ts";

interface Words {
  readonly verb: string;
  readonly names: readonly string[];
  readonly json: boolean;
  readonly csv: boolean;
  readonly remove: boolean;
  readonly locale: string | undefined;
}

export const eventsCommand: CliCommand = {
  name: "events",
  usage:
    "events import FILE [--locale zh-CN|en] [--json] | events list [--json] | events roster CODE [--csv|--json] | events checkin CODE PASS [--json] | events poster CODE FILE [--json] | events poster CODE --remove [--json]",
  does: "events and who comes: take them in from YAML or JSON, see them, check people in, give one a poster",
  run: async (words, settings) => {
    const read = readWords(words);
    const run = actionOf(read, settings);
    return run ? withStore(settings, run) : wrongUsage(eventsCommand);
  },
};

function readWords(words: readonly string[]): Words {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      csv: { type: "boolean", default: false },
      remove: { type: "boolean", default: false },
      locale: { type: "string" },
    },
  });
  const [verb = "", ...names] = positionals;
  return { verb, names, ...values, locale: values.locale };
}

function actionOf({ verb, names, json, csv, remove, ...words }: Words, settings: CliSettings) {
  const [first = "", second = ""] = names;
  const { timezone: zone } = settings.config;
  const locale = LOCALES.find((known) => known === (words.locale ?? "en"));
  if (!locale || (words.locale !== undefined && verb !== "import")) return undefined;
  if (remove && verb !== "poster") return undefined;
  switch (`${verb} ${names.length}`) {
    case "import 1":
      return (store: Store) => load(store, first, { zone, json, locale });
    case "list 0":
      return (store: Store) => list(store, json);
    case "roster 1":
      return (store: Store) => roster(store, settings, { code: first, json, csv });
    case "checkin 2":
      return (store: Store) => checkIn(store, settings, { code: first, pass: second, json });
    case "poster 1":
      return remove ? (store: Store) => poster(store, settings, { code: first, json }) : undefined;
    case "poster 2":
      return remove
        ? undefined
        : (store: Store) => poster(store, settings, { code: first, file: second, json });
    default:
      return undefined;
  }
}

interface LoadOptions {
  readonly zone: string;
  readonly json: boolean;
  readonly locale: Locale;
}

async function load(
  store: Store,
  file: string,
  { zone, json, locale }: LoadOptions,
): Promise<number> {
  const text = await readFile(file, "utf8");
  const { now } = await store.databaseNow();
  const options = { zone, now, state: "open" } as const;
  const imported = await importEvents(store.inTransaction, text, options);
  if (json) print(imported);
  else sayImported(imported, file, locale);
  return imported.problems.length === 0 ? 0 : 1;
}

function sayImported(imported: Imported, file: string, locale: Locale): void {
  const { created, changed, unchanged, problems } = imported;
  for (const problem of problems) process.stderr.write(`${sayProblem(problem, file, locale)}\n`);
  const counts = {
    created: created.length,
    changed: changed.length,
    unchanged: unchanged.length,
    problems: problems.length,
  };
  process.stdout.write(`${sayCounts(counts, locale)}\n`);
}

async function list(store: Store, json: boolean): Promise<number> {
  const events = await store.inTransaction((transaction) =>
    findEvents(transaction, { by: "ahead", unpublished: true }),
  );
  for (const event of events) {
    if (json) print(event);
    else process.stdout.write(`${lineOf(event)}\n`);
  }
  return 0;
}

function lineOf({ code, state, title, zone, sessions }: EventView): string {
  const [next] = sessions;
  const when = next ? formatMoment(next.startsAt, zone, "zh-CN") : "-";
  const count = (of: "taken" | "capacity" | "waiting") =>
    sessions.reduce((sum, session) => sum + session[of], 0);
  const places = `${count("taken")}/${count("capacity")} +${count("waiting")}`;
  return [code, next?.openness ?? state, when, places, title.zh].join("  ");
}

interface RosterOptions {
  readonly code: string;
  readonly json: boolean;
  readonly csv: boolean;
}

async function roster(
  store: Store,
  { config }: CliSettings,
  { code, json, csv }: RosterOptions,
): Promise<number> {
  const work = eventWork({ zone: config.timezone });
  const [event, rows] = await store.inTransaction(async (transaction) => [
    await work.viewEvent(transaction, code),
    await work.roster(transaction, code),
  ]);
  if (!event || !rows) return notThere(code);
  if (csv) process.stdout.write(rosterCsv(rows, event.questions, config.locale));
  else
    for (const row of rows)
      process.stdout.write(`${json ? JSON.stringify(row) : rosterLine(row)}\n`);
  return 0;
}

function rosterLine({ state, place, name, pass, checkedInAt, zone }: RosterRow): string {
  const queue = place === null ? state : `${state} ${place}`;
  const came = checkedInAt === null ? "-" : formatTime(checkedInAt, zone);
  return [queue, pass, came, name ?? "-"].join("  ");
}

interface CheckInOptions {
  readonly code: string;
  readonly pass: string;
  readonly json: boolean;
}

async function checkIn(
  store: Store,
  { config }: CliSettings,
  { code, pass, json }: CheckInOptions,
): Promise<number> {
  const work = eventWork({ zone: config.timezone });
  const result: DoorResult = await store.inTransaction((transaction) =>
    work.checkInPass(transaction, OPERATOR, code, pass),
  );
  if (json) print(result);
  else process.stdout.write(`${sayCheckIn(result, config.timezone)}\n`);
  return result.kind === "checked_in" || result.kind === "already_in" ? 0 : 1;
}

interface PosterOptions {
  readonly code: string;
  /** None takes the poster away. */
  readonly file?: string;
  readonly json: boolean;
}

async function poster(
  store: Store,
  { config }: CliSettings,
  { code, file, json }: PosterOptions,
): Promise<number> {
  const bytes = file === undefined ? undefined : await readFile(file);
  const work = eventWork({ zone: config.timezone });
  const result = await store.inTransaction((transaction) =>
    bytes
      ? work.givePoster(transaction, OPERATOR, code, bytes)
      : work.removePoster(transaction, OPERATOR, code),
  );
  const isDone = ["changed", "removed", "unchanged"].includes(result.kind);
  if (json) print(result);
  else (isDone ? process.stdout : process.stderr).write(`${sayPoster(result)}\n`);
  return isDone ? 0 : 1;
}

function notThere(code: string): number {
  process.stderr.write(`There is no event ${code}; “events list” shows all of them\n`);
  return 1;
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
