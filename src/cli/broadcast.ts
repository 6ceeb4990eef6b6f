import { readFile } from "node:fs/promises";
import { type AccountName, readAccountName } from "../domain/account-names.ts";
import { estimate } from "../domain/broadcasts/estimate.ts";
import { readBroadcastFile, type WrittenBroadcast } from "../domain/broadcasts/file.ts";
import type { BroadcastAct } from "../domain/broadcasts/machine.ts";
import { nudgeMissing } from "../domain/broadcasts/nudge.ts";
import { resolveBroadcast, type Unknown } from "../domain/broadcasts/resolve.ts";
import { type BroadcastStatus, statusOf } from "../domain/broadcasts/status.ts";
import {
  type ActResult,
  actOnBroadcast,
  createBroadcast,
  type Wish,
} from "../domain/broadcasts/work.ts";
import { operatorAsStaff } from "../domain/staff-roles.ts";
import { leaveUncertainOf } from "../domain/uncertain-messages.ts";
import { loadProgrammes } from "../knowledge/programmes/load.ts";
import { KNOWLEDGE_FOLDER } from "../paths.ts";
import { ratesOf } from "../send-rates.ts";
import { OPERATOR } from "../store/audit.ts";
import type { Store } from "../store/store.ts";
import { knownPersonOfName } from "./accounts.ts";
import { type CliCommand, type CliSettings, wrongUsage } from "./command.ts";
import { withStore } from "./store.ts";

/** What each verb does to the state machine; `start` also goes on after a rest. */
const ACTS = {
  start: "submit",
  pause: "pause",
  resume: "resume",
  cancel: "cancel",
  recall: "recall",
  retry: "retry",
} as const satisfies Record<string, BroadcastAct>;

/** Sends again also what may have arrived; whoever leaves it away leaves those copies as they are. */
const UNCERTAIN = "--uncertain";

export const broadcastCommand: CliCommand = {
  name: "broadcast",
  usage: `broadcast create FILE | broadcast ${Object.keys(ACTS).join("|")} ID | broadcast retry ID --uncertain | broadcast status|uncertain|leave|nudge ID | broadcast uncertain`,
  does: "announcements: make a draft from YAML or JSON, send it, stop it, take it back, remind readers, see how it goes",
  run: (given, settings) => {
    const words = given.filter((word) => word !== "--json" && word !== UNCERTAIN);
    const evenUncertain = given.includes(UNCERTAIN);
    const [verb = "", name = "", ...rest] = words;
    if (verb === "uncertain" && words.length === 1) return withStore(settings, listAnnouncements);
    if (name === "" || rest.length > 0) return Promise.resolve(wrongUsage(broadcastCommand));
    if (verb === "create") return create(name, settings);
    if (verb === "status") return withStore(settings, (store) => status(store, name));
    if (verb === "uncertain") return withStore(settings, (store) => listUncertain(store, name));
    if (verb === "leave") return withStore(settings, (store) => leave(store, name));
    if (verb === "nudge") return withStore(settings, (store) => nudge(store, name));
    const act = Object.entries(ACTS).find(([known]) => known === verb)?.[1];
    if (!act || (evenUncertain && act !== "retry"))
      return Promise.resolve(wrongUsage(broadcastCommand));
    const wish: Wish = { id: name, by: OPERATOR, evenUncertain };
    return withStore(settings, (store) => perform(store, settings, act, wish));
  },
};

async function create(file: string, settings: CliSettings): Promise<number> {
  const read = readBroadcastFile(await readFile(file, "utf8"), Date.now());
  if (!read.ok) return complain(read.mistakes);
  const { broadcast } = read;
  const programmes = await loadProgrammes(KNOWLEDGE_FOLDER);
  const playground = isForPlayground(broadcast, settings);
  const rateOf = ratesOf(settings.config.sendRates);
  return withStore(settings, async (store) => {
    const made = await store.inTransaction(async (transaction) => {
      await operatorAsStaff(transaction);
      const personOf = (account: AccountName) => knownPersonOfName(transaction, settings, account);
      const resolved = await resolveBroadcast(transaction, broadcast, { personOf, programmes });
      if (!resolved.ok) return resolved;
      const wish = { ...resolved.wish, playground };
      const id = await createBroadcast(transaction, OPERATOR, wish);
      return { ok: true, id, counted: await estimate(transaction, wish, rateOf) } as const;
    });
    if (!made.ok) return complain([...new Set(made.unknown.map(sentenceOf))]);
    const { id, counted } = made;
    if (id === undefined)
      return complain(["the operator's role was taken away: give it back with “console link”"]);
    process.stdout.write(`${JSON.stringify({ id, state: "draft", ...counted })}\n`);
    return 0;
  });
}

const UNKNOWN: Readonly<Record<Unknown["what"], (name: string) => string>> = {
  account: (name) =>
    `${name} is not known: check how it is written; they must have written to the bot once`,
  event: (name) => `there is no event ${name}: “events list” shows them`,
  session: (name) => `the event has no session ${name}`,
  programme: (name) => `there is no programme ${name}`,
  status: (name) => `the programme has no status ${name}`,
  announcement: (name) => `there is no announcement ${name}`,
};

function sentenceOf({ what, name }: Unknown): string {
  return UNKNOWN[what](name);
}

/** A playground that is open is alone; elsewhere announcements go to real chats unless they name the playground. */
function isForPlayground({ audience, people }: WrittenBroadcast, { config }: CliSettings): boolean {
  if (config.playground === "open") return true;
  const named = audience.flatMap((part) => ("platform" in part ? [part.platform] : [undefined]));
  const others = people.map((name) => readAccountName(name)?.platform);
  const all = [...named, ...others];
  return all.length > 0 && all.every((platform) => platform === "web");
}

/** Whoever starts by hand means now: that is why quiet hours do not hold it, unless a time was set. */
const BY_HAND = "started at the command line";

async function perform(
  store: Store,
  { config }: CliSettings,
  act: BroadcastAct,
  wish: Wish,
): Promise<number> {
  const { id } = wish;
  const result = await store.inTransaction(async (transaction): Promise<ActResult> => {
    await operatorAsStaff(transaction);
    const now = Date.now();
    const before = await statusOf(transaction, id, now);
    if (!before) return { kind: "not_found" };
    const { state, scheduledAt } = before.broadcast;
    const parts = { now, rateOf: ratesOf(config.sendRates) };
    const meant = act === "submit" && state === "paused" ? "resume" : act;
    if (meant !== "submit") return actOnBroadcast(transaction, meant, wish, parts);
    if (state === "awaiting_approval") return actOnBroadcast(transaction, "approve", wish, parts);
    const override = scheduledAt === undefined ? BY_HAND : undefined;
    return actOnBroadcast(transaction, "submit", { ...wish, override }, parts);
  });
  return report(id, result);
}

function report(id: string, result: ActResult): number {
  switch (result.kind) {
    case "done":
      process.stdout.write(`${JSON.stringify({ id, state: result.state })}\n`);
      return 0;
    case "not_found":
      return complain([`there is no announcement ${id}`]);
    case "not_now":
      return complain([`that cannot be done now: the announcement is ${result.state}`]);
    case "nobody":
      return complain(["its audience is nobody: nothing was sent"]);
    case "past":
      return complain(["its time is past: write it again with another “at”"]);
    case "too_long":
      return complain([`that is too long: ${result.length} characters of at most ${result.most}`]);
    case "own":
      return complain(["whoever wrote it cannot approve it: let a second person do that"]);
    case "not_allowed":
      return complain(["the operator's role was changed: give it back with “console link”"]);
  }
}

async function status(store: Store, id: string): Promise<number> {
  const found = await store.inTransaction((transaction) => statusOf(transaction, id, Date.now()));
  if (!found) return complain([`there is no announcement ${id}`]);
  process.stdout.write(`${JSON.stringify(statusJson(found))}\n`);
  return 0;
}

/** Reminds the required readers who have not confirmed. */
async function nudge(store: Store, id: string): Promise<number> {
  const result = await store.inTransaction(async (transaction) => {
    await operatorAsStaff(transaction);
    return nudgeMissing(transaction, id, OPERATOR, { now: Date.now() });
  });
  switch (result.kind) {
    case "nudged": {
      const { reminded, recently, muted, unreachable } = result;
      process.stdout.write(`${JSON.stringify({ id, reminded, recently, muted, unreachable })}\n`);
      return 0;
    }
    case "quiet":
      return complain(["it is night (22:00–08:00 in Shanghai): remind them after eight"]);
    case "not_now":
      return complain([
        `there is nobody to remind: the announcement is ${result.state}, or nobody who must confirm is missing`,
      ]);
    case "not_found":
    case "not_allowed":
      return report(id, result);
  }
}

/** Lets the copies be of which nobody knows whether they arrived. */
async function leave(store: Store, id: string): Promise<number> {
  const result = await store.inTransaction(async (transaction) => {
    await operatorAsStaff(transaction);
    return leaveUncertainOf(transaction, id, OPERATOR);
  });
  if (result.kind !== "left") return report(id, result);
  process.stdout.write(`${JSON.stringify({ id, left: result.count })}\n`);
  return 0;
}

/** The announcements with copies that may have arrived or not and that nobody let be, a JSON line each. */
async function listAnnouncements(store: Store): Promise<number> {
  for (const { id, count } of await store.outbound.uncertainAnnouncements()) {
    const state = (await store.broadcasts.find(id))?.state ?? null;
    process.stdout.write(`${JSON.stringify({ id, state, uncertain: count })}\n`);
  }
  return 0;
}

const PAGE = 500;

/** Everybody of whom nobody knows whether their copy arrived, a JSON line each. */
async function listUncertain(store: Store, id: string): Promise<number> {
  if (!(await store.broadcasts.find(id))) return complain([`there is no announcement ${id}`]);
  for (let after = 0; ; ) {
    const page = { after, limit: PAGE, state: "uncertain" } as const;
    const rows = await store.broadcasts.recipients(id, page);
    for (const { ordinal, copy, platform, isGroup, name } of rows) {
      const shown = name?.kind === "unsealed" ? name.value : null;
      const line = {
        number: ordinal,
        id: copy ?? null,
        platform: platform ?? null,
        isGroup,
        name: shown,
      };
      process.stdout.write(`${JSON.stringify(line)}\n`);
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return 0;
    after = last.ordinal;
  }
}

function statusJson(found: BroadcastStatus) {
  const { broadcast, audience, sent, failed, skipped, uncertain, queued, perSecond } = found;
  const { retracted, corrected, edited, readers } = found;
  const time = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  return {
    id: broadcast.id,
    state: broadcast.state,
    audience,
    sent,
    failed,
    skipped,
    uncertain,
    queued,
    startedAt: time(broadcast.startedAt),
    finishedAt: time(broadcast.finishedAt),
    perSecond,
    scheduledAt: time(broadcast.scheduledAt),
    read: { count: readers.count, missing: readers.missing.length },
    edited,
    recalled: { deleted: retracted.done, ...retracted, corrected: corrected.done },
  };
}

function complain(sentences: readonly string[]): number {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  return 1;
}
