import type { Build } from "../../support/simulator/process.ts";
import { buttonsOf, simulate } from "../../support/simulator/simulator.ts";
import type { World } from "../../support/simulator/world.ts";
import { reactionTo } from "./answers.ts";
import { openCodeBook } from "./codes.ts";
import { dialogueOf, type Move } from "./dialogue.ts";
import { leaksOf, type Played } from "./leaks.ts";
import { CLERK, MEMBERS, PEOPLE, STAFF } from "./members.ts";
import { listenToOutput } from "./output.ts";
import { setStage } from "./stage.ts";

/** What a dialogue gave away, one sentence each, and how much was looked at. */
export interface Outcome {
  readonly leaks: readonly string[];
  /** What was said, and by whom, when anything was given away: a dialogue depends on which process is the faster, too. */
  readonly talk: readonly string[];
  readonly messages: number;
  readonly deaths: number;
  /** What was reached, for figures: bound applications, seats, tickets, codes. */
  readonly reached: Readonly<Record<string, number>>;
}

/** Runs the dialogue of a seed in a world that is emptied first, and looks for what others could learn. */
export async function runDialogue(world: World, seed: number, build: Build): Promise<Outcome> {
  await world.reset();
  const output = listenToOutput();
  const stage = await setStage(world);
  const bot = await simulate(world, { people: PEOPLE, build, processes: 1 + (seed % 2) });
  const codes = openCodeBook(bot.platform);
  const played: Played = {
    world,
    bot,
    stage,
    codes,
    strayed: new Set(),
    answered: new Set(),
    output,
  };
  try {
    for (const move of dialogueOf(seed)) await perform(played, build, move);
    await bot.settle();
  } finally {
    // What a process counted stands in its metrics when it ends.
    await bot.close();
    output.stop();
  }
  const leaks = await leaksOf(played);
  const { messages } = bot.platform;
  const talk =
    leaks.length === 0
      ? []
      : messages.map(({ space, author, text }) => `${author} in ${space}: ${text}`);
  const figures = { messages: messages.length, deaths: bot.deaths() };
  return { leaks, talk, ...figures, reached: await reached(played) };
}

async function perform(played: Played, build: Build, move: Move): Promise<void> {
  const { bot, stage, codes } = played;
  switch (move.kind) {
    case "says":
      await bot.says(move.by, move.text, move.where);
      return;
    case "answers":
      await bot.settle();
      for (const turn of move.turns) await answer(played, move.by, turn);
      return;
    case "types": {
      const code = codes.all().at(-1 - move.back);
      if (code) await bot.says(move.by, code.text, move.where);
      return;
    }
    case "taps": {
      const seen = bot.platform
        .seenBy(move.by)
        .flatMap((message) => buttonsOf(message).map(({ action }) => ({ message, action })));
      const tapped = seen[seen.length - 1 - (move.back % Math.max(1, seen.length))];
      if (tapped) await bot.taps(move.by, tapped);
      return;
    }
    case "codes":
      return handCode(played, move.of);
    case "tells":
      return stage.tells(move.of, move.status);
    case "redeliver":
      await bot.redeliver(move.by, { last: 1 });
      return;
    case "crash":
      bot.crash(move.point);
      return;
    case "restarts":
      return bot.deploy(build);
    case "waits":
      await stage.sweeps();
      await bot.waits(move.ms);
      return;
    case "settle":
      return bot.settle();
  }
}

/** The clerk makes a code for a member's application. */
async function handCode({ bot, codes }: Played, member: string): Promise<void> {
  const one = MEMBERS.find(({ id }) => id === member);
  codes.askedFor(member);
  await bot.says(CLERK, `绑定码 ${one?.application.number}`);
}

/** Somebody goes on where the bot left them in their direct chat; nobody answers the same message twice. */
async function answer(played: Played, by: string, turn: number): Promise<void> {
  const { bot, codes, strayed, answered } = played;
  const newest = () =>
    bot.platform.messages.findLast(
      ({ author, space }) => author === "bot" && space === `direct:${by}`,
    );
  if (answered.has(newest()?.outbound)) await bot.settle();
  const last = newest();
  if (answered.has(last?.outbound)) return;
  answered.add(last?.outbound);
  const one = MEMBERS.find(({ id }) => id === by) ?? STAFF;
  const reaction = last && reactionTo(last, one, codes, turn);
  if (!last || !reaction) return;
  if (reaction.kind === "asks the clerk") return handCode(played, by);
  if (reaction.kind === "picks") {
    const tapped = buttonsOf(last)[reaction.place] ?? buttonsOf(last)[0];
    if (tapped) await bot.taps(by, { message: last, action: tapped.action });
    return;
  }
  const receipt = await bot.says(by, reaction.text);
  // It comes again when nobody may be asking for it any more.
  if (receipt === undefined && reaction.isFree)
    strayed.add(reaction.text.replace(/^改同行人 /u, ""));
}

/** How far people got: nothing is proven of what nobody reaches. */
async function reached({ world, codes }: Played): Promise<Outcome["reached"]> {
  const [row] = await world.clock.sql<Record<string, number>[]>`
    select (select count(*)::int from case_bindings) as bound,
      (select count(*)::int from seats) as seats,
      (select count(*)::int from tickets) as tickets,
      (select count(*)::int from outbound where cause like 'case%') as notices`;
  return { ...row, codes: codes.all().length };
}
