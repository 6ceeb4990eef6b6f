import { parseArgs } from "node:util";
import { prepareProof } from "../../src/domain/cases/status-work.ts";
import { tellCases } from "../../src/domain/cases/tell-cases.ts";
import { tellGuesses } from "../../src/domain/cases/tell-guesses.ts";
import { tryBinding } from "../../src/store/cases/bindings.ts";
import { addDeskCode } from "../../src/store/cases/codes.ts";
import { findCase } from "../../src/store/cases/read.ts";
import type { Store } from "../../src/store/store.ts";
import { type Bench, printTable } from "./bench.ts";
import {
  ascending,
  benchCase,
  type CaseDatabase,
  onCaseDatabase,
  quantile,
} from "./case-database.ts";

const ACCOUNTS = 50;
const TRIES = 10_000;
const TIMED = 2_000;
const AT_ONCE = 5;
/** How many tries lie between two looks of what tells owners; the service looks every half minute. */
const LOOK_EVERY = 100;
const VICTIM = "BEN-730951";

/** Whether somebody who guesses gets anywhere, and whether the time of an answer says that a number exists. */
export const guessingBench: Bench = {
  name: "guessing",
  usage: "guessing [--tries N] [--timed N]",
  does: `guesses (${TRIES}) from ${ACCOUNTS} accounts, and the time of tries each way (${TIMED})`,
  run(words) {
    const options = {
      tries: { type: "string", default: String(TRIES) },
      timed: { type: "string", default: String(TIMED) },
    } as const;
    const { values } = parseArgs({ args: [...words], options });
    return onCaseDatabase(async (database) => {
      await guess(database, Number(values.tries));
      await time(database, Number(values.timed));
    });
  },
};

async function guess({ store, book }: CaseDatabase, tries: number): Promise<void> {
  const teller = { source: "import", by: "operator" } as const;
  await store.inTransaction((tx) => tellCases(tx, [benchCase(VICTIM)], teller, book));
  const installation = await store.installations.ensure("web", "bench");
  const owner = await store.people.ensureAccount(installation, "owner");
  const mob: string[] = [];
  for (let at = 0; at < ACCOUNTS; at += 1) {
    mob.push(await store.people.ensureAccount(installation, `mob-${at}`));
  }
  // Whoever is told must have the application already; their other account binds it afterwards.
  await attempt(store, owner, VICTIM, await codeOf(store));
  const other = await store.people.ensureAccount(installation, "owner's other account");
  const made = await codeOf(store);
  const before = await messagesIn(store);
  const outcomes = new Map<string, number>();
  const jobs = Array.from({ length: tries }, (_, at) => at);
  const work = async () => {
    for (let at = jobs.shift(); at !== undefined; at = jobs.shift()) {
      const kind = await guessOnce(store, mob[at % ACCOUNTS] ?? "", at);
      outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
      if (at % LOOK_EVERY === LOOK_EVERY - 1) await store.inTransaction(tellGuesses);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  await store.inTransaction(tellGuesses);
  const notices = (await messagesIn(store)) - before;
  const own = await attempt(store, other, VICTIM, made);
  printTable([
    ["guessing", ""],
    ["tries", `${tries} in ${seconds} s`],
    ...[...outcomes].map(([kind, count]) => [kind, count] as const),
    ["notices to the owner, the only messages to anybody", notices],
    ["the owner's other account, afterwards, with a code", own.kind],
  ]);
}

async function messagesIn(store: Store): Promise<number> {
  const { outboundQueued, outboundLater } = await store.counts();
  return outboundQueued + outboundLater;
}

async function codeOf(store: Store): Promise<string> {
  return store.inTransaction(async (tx) => {
    const found = await findCase(tx, VICTIM);
    return (await addDeskCode(tx, { id: found?.id ?? "", number: VICTIM })).code;
  });
}

/** Number and digits are right, as after a look over a shoulder: only the code is guessed. */
async function guessOnce(store: Store, person: string, at: number): Promise<string> {
  if (at % 10 === 0) {
    const claim = { person, space: "direct", number: VICTIM, tail: "0042" };
    await store.inTransaction((tx) => prepareProof(tx, claim, true));
  }
  const code = at % 2 === 0 ? String(at).padStart(6, "0") : `GUES${1000 + (at % 9000)}`;
  return (await attempt(store, person, VICTIM, code)).kind;
}

const attempt = (store: Store, person: string, number: string, code: string) =>
  store.inTransaction((tx) =>
    tryBinding(tx, { person, space: `direct ${person}`, number, tail: "0042", code }),
  );

async function time({ store, book }: CaseDatabase, timed: number): Promise<void> {
  const records = Array.from({ length: timed }, (_, at) => benchCase(`TIM-${100_000 + at}`));
  const teller = { source: "import", by: "operator" } as const;
  await store.inTransaction((tx) => tellCases(tx, records, teller, book));
  const samples: { exists: boolean; ms: number }[] = [];
  const order = Array.from({ length: timed * 2 }, (_, at) => at).sort(() => Math.random() - 0.5);
  for (const at of order) {
    const exists = at < timed;
    const number = exists ? `TIM-${100_000 + at}` : `NON-${100_000 + at}`;
    const begun = performance.now();
    const { kind } = await attempt(store, `timer-${at}`, number, "AAAAAAAA");
    if (kind !== "refused") throw new Error(`A guess came to ${kind}`);
    samples.push({ exists, ms: performance.now() - begun });
  }
  report(samples);
}

function report(samples: readonly { exists: boolean; ms: number }[]): void {
  const of = (exists: boolean) =>
    ascending(samples.filter((one) => one.exists === exists).map(({ ms }) => ms));
  const medians = [quantile(of(true), 0.5), quantile(of(false), 0.5)] as const;
  const learned = samples.filter((_one, at) => at % 2 === 0);
  const judged = samples.filter((_one, at) => at % 2 === 1);
  const { limit, above } = bestThreshold(learned);
  const right = judged.filter(({ exists, ms }) => exists === (ms > limit === above)).length;
  printTable([
    ["time of an answer", ""],
    ["median, the number exists", `${medians[0].toFixed(3)} ms`],
    ["median, it does not", `${medians[1].toFixed(3)} ms`],
    ["difference", `${Math.abs(medians[0] - medians[1]).toFixed(3)} ms`],
    ["a threshold learned on half is right on the other", percent(right / judged.length)],
  ]);
}

const percent = (part: number) => `${(part * 100).toFixed(1)} %`;

/** The threshold, and on which side of it numbers exist, that is right most often. */
function bestThreshold(samples: readonly { exists: boolean; ms: number }[]) {
  const sorted = [...samples].sort((a, b) => a.ms - b.ms);
  const total = sorted.filter(({ exists }) => exists).length;
  let best = { limit: 0, above: true, right: total };
  let below = 0;
  for (const [at, { exists, ms }] of sorted.entries()) {
    if (exists) below += 1;
    const right = total - below + (at + 1 - below);
    if (right > best.right) best = { limit: ms, above: true, right };
    if (sorted.length - right > best.right) {
      best = { limit: ms, above: false, right: sorted.length - right };
    }
  }
  return best;
}
