import { createHash } from "node:crypto";
import type { KnowledgeEdit } from "../../store/knowledge-edits.ts";
import { buildDeskGuide, type DeskGuide } from "../answer/desk-guide.ts";
import { type Answerer, createAnswerer } from "../answer.ts";
import type { Clause } from "../content/clause.ts";
import type { KnowledgeBase } from "../load.ts";
import { applyEdits, clauseOf, type Overlaid } from "./apply.ts";
import { dayInShanghai } from "./validity.ts";

/** Where edits come from: the store. */
export interface EditFeed {
  edits(): Promise<readonly KnowledgeEdit[]>;
  /** Differs after every edit. */
  mark(): Promise<string>;
  /** Calls back when an edit may have been made, by whatever process; returns how to stop. */
  onEdited(listener: () => void): () => void;
}

/** What is reported; never with anybody's words. */
export interface LiveLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** The clauses as they stand at one moment, ready to answer from. */
export interface Prepared extends Pick<Overlaid, "unreadable" | "movedOn"> {
  readonly base: KnowledgeBase;
  /** Made when it is first asked for, which takes a fraction of a second. */
  readonly answerer: Answerer;
  readonly guide: DeskGuide;
  readonly clauseById: ReadonlyMap<string, Clause>;
  /** Clauses in use and out of use, by the short key that stands in buttons. */
  readonly clauseByKey: ReadonlyMap<string, Clause>;
  /** Clauses out of use. */
  readonly withdrawn: readonly Clause[];
  /** When staff last edited any of these clauses, ms UTC; 0 when nobody did. */
  changedAt(clauses: readonly string[]): number;
}

/** Answers from the clause files and what staff make of them, without a restart. */
export interface LiveKnowledge {
  /** Never waits; on a new day what has expired is left out. */
  current(): Prepared;
  /** Makes the answerer before anybody asks. */
  getReady(): void;
  /** Follows a feed: resolves once its edits are taken up, and goes on until closed. */
  follow(feed: EditFeed, log: LiveLog): Promise<{ close(): Promise<void> }>;
}

export interface LiveOptions {
  /** ms UTC; only tests replace it. */
  readonly now?: () => number;
  /** How often to look for edits that no announcement told of, ms. */
  readonly pollMs?: number;
}

const POLL_MS = 5_000;

/** 10 characters of `[a-z0-9]` that stand for a clause in a button. */
export function clauseKey(clause: string): string {
  const digest = createHash("sha256").update(clause).digest("hex");
  return BigInt(`0x${digest.slice(0, 16)}`)
    .toString(36)
    .slice(0, 10)
    .padStart(10, "0");
}

/** Answers from a base that was loaded, and from what a feed of edits makes of it once it is followed. */
export function openLiveKnowledge(files: KnowledgeBase, options: LiveOptions = {}): LiveKnowledge {
  const { now = Date.now, pollMs = POLL_MS } = options;
  const read = rememberedClauses();
  let edits: readonly KnowledgeEdit[] = [];
  let day = dayInShanghai(now());
  let prepared = prepare(files, read, edits, day, undefined);

  function current(): Prepared {
    const today = dayInShanghai(now());
    if (today !== day) {
      prepared = prepare(files, read, edits, today, prepared);
      day = today;
    }
    return prepared;
  }

  async function follow(feed: EditFeed, log: LiveLog) {
    let mark = "";
    const refresh = async () => {
      const newest = await feed.mark();
      if (newest === mark) return;
      const found = await feed.edits();
      prepared = prepare(files, read, found, day, prepared);
      edits = found;
      mark = newest;
      report(log, prepared);
    };
    const refresher = inTurn(refresh, log);
    await refresh();
    const stop = feed.onEdited(refresher.ask);
    const timer = setInterval(refresher.ask, pollMs);
    timer.unref();
    return {
      async close() {
        clearInterval(timer);
        stop();
        await refresher.idle();
      },
    };
  }

  return { current, getReady: () => void current().answerer, follow };
}

function report(log: LiveLog, { unreadable, movedOn }: Prepared): void {
  if (unreadable.length > 0) {
    const message =
      "Edited clauses this version cannot read: the files' words stand instead; edit them again";
    log.warn({ clauses: unreadable }, message);
  }
  if (movedOn.length > 0) {
    const message =
      "Edited clauses whose files changed since: the edits count; compare them with knowledge show";
    log.warn({ clauses: movedOn }, message);
  }
}

/** Reads each version of a clause once, so that what did not change is the same object. */
function rememberedClauses(): typeof clauseOf {
  const known = new Map<string, Clause | undefined>();
  return (edit) => {
    const name = `${edit.clause}/${edit.version}`;
    if (!known.has(name)) known.set(name, clauseOf(edit));
    return known.get(name);
  };
}

/** Runs one at a time; asked while it runs, it runs once more. */
function inTurn(work: () => Promise<void>, log: LiveLog) {
  let running: Promise<void> | undefined;
  let again = false;
  async function run(): Promise<void> {
    do {
      again = false;
      await work().catch((error: unknown) =>
        log.warn({ err: error }, "Edits could not be read; the next look tries again"),
      );
    } while (again);
  }
  return {
    ask: () => {
      again = true;
      running ??= run().finally(() => {
        running = undefined;
      });
    },
    idle: async () => running,
  };
}

/** Prepared, with what makes its answerer and says whether it did. */
interface PreparedLate extends Prepared {
  readonly makeAnswerer: Late<Answerer>;
}

/** Makes a value when it is first called. */
interface Late<Value> {
  (): Value;
  isMade?: true;
}

function late<Value>(make: () => Value): Late<Value> {
  let made: { readonly value: Value } | undefined;
  const get: Late<Value> = () => {
    made ??= { value: make() };
    get.isMade = true;
    return made.value;
  };
  return get;
}

/**
 * Where the clauses are the same, so is the answerer. Else there is a new one: if the one before was made,
 * so is this, for no question should wait for an edit.
 */
function prepare(
  files: KnowledgeBase,
  read: typeof clauseOf,
  edits: readonly KnowledgeEdit[],
  day: string,
  before: PreparedLate | undefined,
): PreparedLate {
  const { base, unreadable, movedOn } = applyEdits(files, edits, day, read);
  const isSame =
    before !== undefined &&
    before.base.clauses.length === base.clauses.length &&
    before.base.clauses.every((clause, at) => clause === base.clauses[at]);
  const withdrawn = edits.flatMap((edit) =>
    edit.state === "withdrawn"
      ? (read(edit) ?? files.clauses.filter(({ id }) => id === edit.clause))
      : [],
  );
  const changed = new Map(edits.map(({ clause, at }) => [clause, at]));
  const makeAnswerer = isSame ? before.makeAnswerer : late(() => createAnswerer(base));
  if (before?.makeAnswerer.isMade) makeAnswerer();
  return {
    base,
    makeAnswerer,
    get answerer() {
      return makeAnswerer();
    },
    guide: before?.guide ?? buildDeskGuide(base.desks),
    clauseById: new Map(base.clauses.map((clause) => [clause.id, clause])),
    clauseByKey: new Map(
      [...withdrawn, ...base.clauses].map((clause) => [clauseKey(clause.id), clause]),
    ),
    withdrawn,
    unreadable,
    movedOn,
    changedAt: (clauses) => Math.max(0, ...clauses.map((clause) => changed.get(clause) ?? 0)),
  };
}
