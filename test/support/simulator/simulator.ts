import type { Receipt } from "../../../src/engine/adapter.ts";
import type { Event } from "../../../src/engine/event.ts";
import type { Action } from "../../../src/engine/intent.ts";
import type { Desk } from "../../../src/engine/terms.ts";
import { newId } from "../../../src/store/new-id.ts";
import type { CrashPoint } from "./crash-point.ts";
import { createFleet, type Fleet } from "./fleet.ts";
import { type Inbox, openInbox } from "./inbox.ts";
import {
  createPlatform,
  type Member,
  type Platform,
  type PlatformMessage,
  type SendFault,
  type Where,
} from "./platform.ts";
import type { Build, Sabotage } from "./process.ts";
import { appoint, type World } from "./world.ts";

/** Someone in the simulation; staff have desks. */
export interface Person extends Omit<Member, "staff"> {
  readonly desks?: readonly Desk[] | undefined;
}

/** How a simulation is set up. */
export interface Setup {
  readonly people: readonly Person[];
  readonly build: Build;
  /** Processes of the service side by side; one unless said. */
  readonly processes?: number | undefined;
  readonly sabotage?: Sabotage | undefined;
}

/** A tap on an option or button: by its label, the newest one the member can see, or a certain one. */
export type Tapped = string | { readonly message: PlatformMessage; readonly action: Action };

/** The bot as it ships, on a platform whose people, clock, network and mishaps are in the test's hands. */
export interface Simulation {
  readonly platform: Platform;
  readonly inbox: Inbox;
  /** Processes that died so far. */
  deaths(): number;
  /** How many of them died at which point; `anywhere` for those that died at once. */
  readonly deathsAt: ReadonlyMap<string, number>;
  /** What living processes logged as errors. */
  readonly errors: readonly unknown[];
  /** Undefined when the event was not acknowledged: it comes again with `settle`. */
  says(member: string, text: string, where?: Where): Promise<Receipt | undefined>;
  taps(member: string, tapped: Tapped): Promise<Receipt | undefined>;
  leaves(member: string): Promise<Receipt | undefined>;
  /** Delivers a member's last events once more, oldest first. */
  redeliver(member: string, options?: { readonly last: number }): Promise<readonly Receipt[]>;
  /** Delivers events at the same time, in the given order; several processes take turns. */
  reorder(events: readonly Event[], order?: readonly number[]): Promise<void>;
  /** A process dies: at once, or the next time one gets to that point. A fresh one takes its place. */
  crash(point?: CrashPoint): void;
  /** What the next sends come to. */
  fails(...faults: readonly SendFault[]): void;
  /** Ends the processes in order and starts the same ones with another build. */
  deploy(build: Build): Promise<void>;
  /** Lets time pass, and whatever is due happen. */
  waits(ms: number): Promise<void>;
  /** Delivers again what was not acknowledged, and sends everything that can be sent. */
  settle(): Promise<void>;
  /** What a member has read in all chats since they last looked, own words left out. */
  reads(member: string): string;
  close(): Promise<void>;
}

/** Starts a simulation in a world that nobody else uses meanwhile. */
export async function simulate(world: World, setup: Setup): Promise<Simulation> {
  const installation = await world.office.installations.ensure("web", `simulated-${newId()}`);
  for (const { id, desks } of setup.people) {
    if (desks) await appoint(world, installation, id, "specialist", desks);
  }
  const platform = createPlatform({
    installation,
    members: setup.people.map((person) => ({ ...person, staff: person.desks !== undefined })),
    now: world.clock.now,
  });
  const { build, processes: size = 1, sabotage } = setup;
  const fleet = await createFleet(world, platform, { build, size, sabotage });
  const inbox = openInbox(fleet.next);
  const read = new Map<string, number>();

  const settle = () => settleAll(world, fleet, inbox);
  return {
    platform,
    inbox,
    deaths: fleet.deaths,
    deathsAt: fleet.deathsAt,
    errors: fleet.errors,
    says: (member, text, where = {}) => inbox.deliver(platform.say(member, text, where)),
    taps: (member, tapped) => {
      const { message, action } =
        typeof tapped === "string" ? find(platform, member, tapped) : tapped;
      const token = world.tokens.encode(action);
      if (token === undefined) throw new Error("A link is not tapped, it is opened");
      return inbox.deliver(platform.tap(member, token, message));
    },
    leaves: (member) => inbox.deliver(platform.leave(member)),
    async redeliver(member, { last } = { last: 1 }) {
      const receipts: Receipt[] = [];
      for (const event of inbox.lastOf(member, last)) {
        const receipt = await inbox.deliver(event);
        if (receipt) receipts.push(receipt);
      }
      return receipts;
    },
    async reorder(events, order = events.map((_, index) => index).reverse()) {
      const chosen = order.flatMap((index) => events[index] ?? []);
      await Promise.all(chosen.map((event) => inbox.deliver(event)));
    },
    crash: fleet.crash,
    fails: (...faults) => platform.faults.push(...faults),
    deploy: fleet.deploy,
    async waits(ms) {
      await world.clock.advance(ms);
      await settle();
    },
    settle,
    reads(member) {
      const seen = platform.seenBy(member);
      const fresh = seen.slice(read.get(member) ?? 0).filter(({ author }) => author !== member);
      read.set(member, seen.length);
      return fresh.map(({ text }) => text).join("\n---\n");
    },
    close: fleet.close,
  };
}

/** The newest option or button with a label that holds that text, among what the member can see. */
function find(platform: Platform, member: string, label: string) {
  for (const message of [...platform.seenBy(member)].reverse()) {
    const found = buttonsOf(message).find((one) => one.label.includes(label));
    if (found) return { message, action: found.action };
  }
  throw new Error(`${member} sees no button “${label}”`);
}

/** Every option and button of a message, with what it does. */
export function buttonsOf({ intent }: PlatformMessage): readonly {
  readonly label: string;
  readonly action: Action;
}[] {
  const options = intent?.kind === "choose" ? intent.options : [];
  return [...options, ...(intent?.buttons ?? [])].filter(({ action }) => action.kind !== "link");
}

const MOST_ROUNDS = 200;

/** Goes on until everything that came in is acknowledged and everything that may go out is out. */
async function settleAll(world: World, fleet: Fleet, inbox: Inbox): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await inbox.deliverAgain();
    for (const one of await fleet.all()) await one.delivery.beat().catch(() => undefined);
    const isQuiet = inbox.unacknowledged().length === 0;
    const allAlive = (await fleet.all()).every((one) => one.isAlive());
    if (isQuiet && allAlive && (await waiting(world)) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, Math.min(round, 20)));
  }
  throw new Error(`Nothing settles: ${await waiting(world)} messages or timers are still due`);
}

/** Messages and timers that are due by the database's clock. */
async function waiting({ clock }: World): Promise<number> {
  const [row] = await clock.sql<{ count: number }[]>`
    select ((select count(*) from deliveries
        where state in ('queued', 'sending') or state = 'later' and due_at <= now())
      + (select count(*) from timers where due_at <= now()))::int as count`;
  return row?.count ?? 0;
}
