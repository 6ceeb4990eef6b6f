import { describeError } from "./log-error.ts";
import type { WordlessErrors } from "./wordless-errors.ts";

type Reading = (value: unknown) => string | number | undefined;

/** Digits from which a term could be somebody's phone or receipt number. */
const MOST_DIGITS = 6;
/** Beyond the largest figure we log (ms of an hour or two), a number could be somebody's phone number. */
const LARGEST_FIGURE = 10_000_000;

/** Our own ids, alone or followed by a revision or a run: `<id>-<revision>`. Never a platform's id. */
const ID = /^[02-9a-hjkmnp-z]{14}(?:-[0-9a-z]{1,8}){0,2}$/;
/** A word of the code: `desk.ticket`, `not_stated`, `zh-CN`, `ECONNREFUSED`, `57P01`. */
const TERM = /^(?:[a-z][A-Za-z0-9]*(?:[._-][A-Za-z0-9]+)*|[A-Z0-9_]{2,40})$/;
/** A route as the code has it: `/playground/api/messages/:id`. Never the path that was asked for. */
const ROUTE = /^\/(?:[a-z0-9/._:*-]|\{[^}]*\})*$/i;

const id: Reading = (value) => matching(value, ID);
const term: Reading = (value) => fewDigits(matching(value, TERM));
const route: Reading = (value) => fewDigits(matching(value, ROUTE));
const figure: Reading = (value) =>
  typeof value === "number" && Math.abs(value) < LARGEST_FIGURE ? value : undefined;

/** The names that may be logged, and what their values must look like. Everything else is dropped. */
export const LOG_FIELDS = {
  installation: id,
  space: id,
  account: id,
  person: id,
  lane: id,
  turn: id,
  run: id,
  outbound: id,
  ticket: id,
  platform: term,
  kind: term,
  flow: term,
  step: term,
  outcome: term,
  result: term,
  receipt: term,
  reason: term,
  state: term,
  request: term,
  queue: term,
  job: term,
  timer: term,
  clauses: term,
  checks: term,
  room: term,
  locale: term,
  signal: term,
  method: term,
  route,
  count: figure,
  tries: figure,
  revision: figure,
  version: figure,
  status: figure,
  port: figure,
  durationMs: figure,
  afterMs: figure,
  lagMs: figure,
} as const satisfies Readonly<Record<string, Reading>>;

const LONGEST_LIST = 20;

/** What a log line is about; a field that isn't listed here does not compile, and is dropped. */
export type LogFields = { readonly [Name in keyof typeof LOG_FIELDS]?: unknown } & {
  readonly err?: unknown;
};

/** What is left of fields once everything that could be somebody's words is gone; `dropped` counts it. */
export function keepFields(
  fields: object,
  wordless: WordlessErrors,
): Readonly<Record<string, unknown>> {
  if (fields instanceof Error) return { err: describeError(fields, wordless) };
  const kept: Record<string, unknown> = {};
  let dropped = 0;
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const fit = name === "err" ? describeError(value, wordless) : keepField(name, value);
    if (fit === undefined) dropped += 1;
    else kept[name] = fit;
  }
  return dropped === 0 ? kept : { ...kept, dropped };
}

function keepField(name: string, value: unknown): unknown {
  if (!isListed(name)) return undefined;
  const read = LOG_FIELDS[name];
  if (!Array.isArray(value)) return read(value);
  const all = value.slice(0, LONGEST_LIST).map(read);
  return all.includes(undefined) ? undefined : all;
}

function isListed(name: string): name is keyof typeof LOG_FIELDS {
  return Object.hasOwn(LOG_FIELDS, name);
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === "string" && value.length <= 120 && pattern.test(value)
    ? value
    : undefined;
}

function fewDigits(text: string | undefined): string | undefined {
  const digits = text?.match(/\d/g)?.length ?? 0;
  return digits <= MOST_DIGITS ? text : undefined;
}
