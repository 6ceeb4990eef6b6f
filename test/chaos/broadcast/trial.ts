import { setTimeout as delay } from "node:timers/promises";
import type { TestDatabase } from "../../support/postgres-server.ts";
import type { Chance } from "../chance.ts";
import type { Entry } from "../faults/built-service.ts";
import { openRig, type Rig } from "../faults/rig.ts";
import { type Announcer, type Look, openAnnouncer } from "./announcer.ts";
import { imbalance, type Ledger, ledgerOf } from "./ledger.ts";

/** What a trial is made of. */
export interface TrialOptions {
  readonly entry: Entry;
  readonly database: TestDatabase;
  readonly chats: number;
  readonly perSecond: number;
  readonly processes: 1 | 2;
  /** How many times a process is killed. */
  readonly times: number;
  readonly chance: Chance;
}

/** What came of a trial. */
export interface TrialResult {
  readonly announcements: readonly Ledger[];
  readonly looks: number;
  /** From each death to the next copy, ms. */
  readonly backMs: readonly number[];
  /** From each death until the process that was started again was ready, ms: what the machine makes of a start. */
  readonly startMs: readonly number[];
  /** From the moment it was ready to the next copy, ms; empty when another process sends meanwhile. */
  readonly afterReadyMs: readonly number[];
  /** From each death of the token's owner until another process owned it, ms; empty when there is no other. */
  readonly takenOverMs: readonly number[];
  /** From each pause to the last copy after it, ms. */
  readonly pauseMs: readonly number[];
  /** Copies marked as under way when a process died, all deaths together. */
  readonly inFlight: number;
  /** What must not be, however slow the machine is. */
  readonly problems: readonly string[];
  /** What took longer than promised. */
  readonly delays: readonly string[];
}

const BACK_WITHIN_MS = 5_000;
const PAUSED_WITHIN_MS = 1_000;
const LONGEST_MS = 120_000;
/** The database frees the locks of a dead process's connections within this time. */
const NOTICED_WITHIN_MS = 500;
/** What a process had written to the network when it died arrives within this time. */
const LAST_WORDS_MS = 60;

/** Announces again and again while processes are killed and staff pause and go on. */
export async function tryBroadcasts(options: TrialOptions): Promise<TrialResult> {
  const { entry, database, processes, perSecond, chats } = options;
  const rig = await openRig({ entry, database, people: 0, processes, perSecond });
  const { databaseUrl, masterKey, telegram } = rig;
  const announcer = await openAnnouncer({ databaseUrl, masterKey, telegram, chats });
  const trial = new Trial(options, rig, announcer);
  try {
    return await trial.run();
  } finally {
    await announcer.close();
    await rig.close();
  }
}

class Trial {
  private readonly problems = new Set<string>();
  private readonly delays = new Set<string>();
  private readonly announcements: Ledger[] = [];
  private readonly backMs: number[] = [];
  private readonly startMs: number[] = [];
  private readonly afterReadyMs: number[] = [];
  private readonly takenOverMs: number[] = [];
  private readonly pauseMs: number[] = [];
  private looks = 0;
  private inFlight = 0;
  private inFlightOfThis = 0;
  private title = "";
  private id = "";

  private readonly options: TrialOptions;
  private readonly rig: Rig;
  private readonly announcer: Announcer;

  constructor(options: TrialOptions, rig: Rig, announcer: Announcer) {
    this.options = options;
    this.rig = rig;
    this.announcer = announcer;
  }

  async run(): Promise<TrialResult> {
    await this.begin();
    for (let count = 1; count <= this.options.times; count += 1) {
      await this.someCopies();
      if (this.options.chance.below(4) === 0) await this.rest();
      await this.die();
    }
    await this.end();
    const refusals = this.rig.telegram
      .refusals()
      .map(({ description }) => `refused: ${description}`);
    const problems = [...this.problems, ...new Set(refusals)];
    if (problems.length > 0) problems.push(...this.rig.written().split("\n").slice(0, 10));
    const { announcements, looks, backMs, startMs, pauseMs, inFlight } = this;
    const { afterReadyMs, takenOverMs } = this;
    const times = { backMs, startMs, afterReadyMs, takenOverMs, pauseMs };
    return { announcements, looks, ...times, inFlight, problems, delays: [...this.delays] };
  }

  private async begin(): Promise<void> {
    this.title = `公告 №${this.announcements.length + 1}.`;
    this.inFlightOfThis = 0;
    this.id = await this.announcer.announce(this.title);
  }

  private async look(): Promise<Look> {
    const look = await this.announcer.look(this.id);
    this.looks += 1;
    const wrong = imbalance(look);
    if (wrong !== undefined) this.problems.add(wrong);
    return look;
  }

  /** Waits for a few more; an announcement that ends meanwhile is judged, and the next one begun. */
  private async someCopies(): Promise<void> {
    const more = 1 + this.options.chance.below(Math.ceil(this.options.perSecond / 2));
    const enough = this.copies() + more;
    const until = performance.now() + LONGEST_MS;
    while (this.copies() < enough) {
      if ((await this.look()).state === "done") await this.judge().then(() => this.begin());
      if (performance.now() > until) throw new Error(`No copies any more: ${this.rig.written()}`);
      await delay(this.options.chance.below(20));
    }
  }

  private copies(): number {
    return this.times().length;
  }

  private times(): readonly number[] {
    return this.rig.telegram.calls
      .filter(({ method, status }) => method === "sendMessage" && status === 200)
      .map(({ at }) => at);
  }

  private async rest(): Promise<void> {
    await this.announcer.act("pause", this.id);
    const at = Date.now();
    await delay(PAUSED_WITHIN_MS + 300);
    const last = this.times().at(-1) ?? 0;
    this.pauseMs.push(Math.max(0, last - at));
    const { state } = await this.look();
    if (state === "paused" && last - at > PAUSED_WITHIN_MS) this.delays.add("sent while paused");
    await this.announcer.act("resume", this.id);
    await delay(this.options.chance.below(300));
  }

  private async die(): Promise<void> {
    const { processes } = this.rig;
    const victim = processes[this.options.chance.below(processes.length)];
    if (!victim) return;
    const owner = processes.length > 1 ? await this.announcer.owner() : undefined;
    const at = Date.now();
    await victim.kill();
    const taken = owner === undefined ? undefined : this.takenOver(owner, at);
    const { state, queued, sending } = await this.look();
    this.inFlight += sending;
    this.inFlightOfThis += sending;
    const back = state === "sending" && queued > sending ? this.backAfter(at) : undefined;
    await delay(this.options.chance.below(processes.length === 1 ? 1 : 1_500));
    const begun = Date.now();
    await victim.start();
    const ready = Date.now();
    this.startMs.push(ready - begun);
    const [next] = await Promise.all([back, taken]);
    if (next !== undefined && processes.length === 1) {
      this.afterReadyMs.push(Math.max(0, next - ready));
    }
  }

  /** Whoever still holds the token half a second after the death was not the one that died. */
  private async takenOver(owner: number, killedAt: number): Promise<void> {
    while (Date.now() < killedAt + LONGEST_MS) {
      const now = await this.announcer.owner();
      const ms = Date.now() - killedAt;
      if (now === owner && ms > NOTICED_WITHIN_MS) return;
      if (now !== undefined && now !== owner) {
        this.takenOverMs.push(ms);
        if (ms > BACK_WITHIN_MS) this.delays.add(`the token taken over ${ms} ms after a death`);
        return;
      }
      await delay(10);
    }
    this.problems.add("nobody took the token over");
  }

  private async backAfter(killedAt: number): Promise<number | undefined> {
    const since = killedAt + LAST_WORDS_MS;
    let next: number | undefined;
    while (next === undefined && Date.now() < since + LONGEST_MS) {
      next = this.times().find((at) => at >= since);
      await this.look();
      await delay(20);
    }
    const ms = (next ?? Number.POSITIVE_INFINITY) - killedAt;
    this.backMs.push(ms);
    if (ms > BACK_WITHIN_MS) this.delays.add(`the next copy ${ms} ms after a death`);
    return next;
  }

  private async end(): Promise<void> {
    const until = performance.now() + LONGEST_MS;
    while ((await this.look()).state !== "done" && performance.now() < until) await delay(20);
    await this.judge();
  }

  private async judge(): Promise<void> {
    const { calls } = this.rig.telegram;
    const ledger = ledgerOf(this.title, await this.announcer.recipients(this.id), calls);
    this.announcements.push(ledger);
    const { uncertain, lost, doubled, misreported } = ledger;
    if (lost > 0) this.problems.add(`${lost} copies lost`);
    if (doubled > 0) this.problems.add(`${doubled} chats got it twice`);
    if (misreported > 0)
      this.problems.add(`${misreported} copies arrived and are said to have not`);
    if (uncertain > this.inFlightOfThis) {
      this.problems.add(`${uncertain} uncertain, ${this.inFlightOfThis} under way at deaths`);
    }
  }
}
