import type { Build, Sabotage } from "../support/simulator/process.ts";
import { buttonsOf, type Simulation, simulate } from "../support/simulator/simulator.ts";
import type { World } from "../support/simulator/world.ts";
import { problemsOf } from "./invariants/all.ts";
import { type Operation, PEOPLE, type Saying, type Schedule } from "./schedule.ts";

/** What a schedule came to. */
export interface Outcome {
  /** Every broken promise, one sentence each. */
  readonly problems: readonly string[];
  readonly figures: Figures;
}

/** What happened in one schedule, or in many. */
export interface Figures {
  readonly events: number;
  /** Deliveries beyond the first of each event. */
  readonly redeliveries: number;
  readonly deaths: number;
  /** Where they died. */
  readonly deathsAt: ReadonlyMap<string, number>;
  readonly turns: number;
  readonly effects: number;
  readonly messages: number;
  /** Messages that arrived more than once, each after a process died while sending. */
  readonly repeats: number;
}

export interface RunOptions {
  readonly builds: readonly Build[];
  readonly sabotage?: Sabotage | undefined;
}

/** Runs a schedule in a world that is emptied first, and checks every promise at its end. */
export async function runSchedule(
  world: World,
  { processes, operations }: Schedule,
  { builds, sabotage }: RunOptions,
): Promise<Outcome> {
  await world.reset();
  const [build] = builds;
  if (!build) throw new Error("A schedule needs a build to start with");
  const bot = await simulate(world, { people: PEOPLE, build, processes, sabotage });
  let deliveries = 0;
  try {
    for (const operation of operations) deliveries += await perform(bot, operation, builds);
    await bot.settle();
    bot.platform.faults.length = 0;
    // What was asked to come later is due by then.
    await bot.waits(60_000);
    // What is left must go on in processes that remember nothing.
    for (let count = 0; count < processes; count++) bot.crash();
    await bot.settle();
    const problems = await problemsOf(world, bot);
    return { problems, figures: await figuresOf(world, bot, deliveries) };
  } catch (error) {
    return { problems: [`the schedule broke off: ${String(error)}`], figures: NOTHING };
  } finally {
    await bot.close();
  }
}

/** Returns how many events were delivered for it. */
async function perform(
  bot: Simulation,
  operation: Operation,
  builds: readonly Build[],
): Promise<number> {
  switch (operation.kind) {
    case "says":
      await bot.says(operation.member, operation.text, operation.where);
      return 1;
    case "taps":
      return tap(bot, operation);
    case "redeliver": {
      const { member, last } = operation;
      return (await bot.redeliver(member, { last })).length;
    }
    case "reorder": {
      const events = operation.sayings.map(({ member, text, where }: Saying) =>
        bot.platform.say(member, text, where),
      );
      await bot.reorder(events, operation.order);
      return events.length;
    }
    case "crash":
      bot.crash(operation.point);
      return 0;
    case "later":
      bot.fails("later");
      return 0;
    case "deploy": {
      const build = builds[operation.build];
      if (build) await bot.deploy(build);
      return 0;
    }
    case "waits":
      await bot.waits(operation.ms);
      return 0;
    case "settle":
      await bot.settle();
      return 0;
  }
}

async function tap(
  bot: Simulation,
  { member, back }: Extract<Operation, { kind: "taps" }>,
): Promise<number> {
  const offered = bot.platform
    .seenBy(member)
    .flatMap((message) => buttonsOf(message).map(({ action }) => ({ message, action })));
  const tapped = offered.at(-1 - back);
  if (!tapped) return 0;
  await bot.taps(member, tapped);
  return 1;
}

/** No events at all. */
export const NOTHING: Figures = {
  events: 0,
  redeliveries: 0,
  deaths: 0,
  deathsAt: new Map(),
  turns: 0,
  effects: 0,
  messages: 0,
  repeats: 0,
};

async function figuresOf(
  { clock }: World,
  { inbox, deaths, deathsAt, platform }: Simulation,
  deliveries: number,
): Promise<Figures> {
  const [row] = await clock.sql<{ turns: number; effects: number }[]>`
    select (select count(*) from turns)::int as turns, (select count(*) from effects)::int as effects`;
  const messages = new Set(platform.arrivals.map(({ outbound }) => outbound)).size;
  return {
    events: inbox.events.length,
    redeliveries: deliveries - inbox.events.length,
    deaths: deaths(),
    deathsAt,
    turns: row?.turns ?? 0,
    effects: row?.effects ?? 0,
    messages,
    repeats: platform.arrivals.length - messages,
  };
}

/** The figures of two together. */
export function sumOf(one: Figures, other: Figures): Figures {
  return {
    events: one.events + other.events,
    redeliveries: one.redeliveries + other.redeliveries,
    deaths: one.deaths + other.deaths,
    deathsAt: addedUp(one.deathsAt, other.deathsAt),
    turns: one.turns + other.turns,
    effects: one.effects + other.effects,
    messages: one.messages + other.messages,
    repeats: one.repeats + other.repeats,
  };
}

function addedUp(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const sum = new Map(one);
  for (const [point, count] of other) sum.set(point, (sum.get(point) ?? 0) + count);
  return sum;
}
