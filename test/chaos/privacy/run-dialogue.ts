import { watchedLog } from "../../support/leaks/watch.ts";
import type { PlatformMessage } from "../../support/simulator/platform.ts";
import type { Build } from "../../support/simulator/process.ts";
import { buttonsOf, type Simulation, simulate } from "../../support/simulator/simulator.ts";
import type { World } from "../../support/simulator/world.ts";
import { dialogueOf, MEMBERS, type Member, type Move, PEOPLE } from "./dialogue.ts";

/** What a dialogue gave away, one sentence each, and how much was looked at. */
export interface Outcome {
  readonly leaks: readonly string[];
  readonly messages: number;
  readonly deaths: number;
}

/** Runs the dialogue of a seed in a world that is emptied first, and looks for what others could learn. */
export async function runDialogue(world: World, seed: number, build: Build): Promise<Outcome> {
  await world.reset();
  const bot = await simulate(world, { people: PEOPLE, build, processes: 1 + (seed % 2) });
  try {
    for (const move of dialogueOf(seed)) await perform(bot, move);
    await bot.settle();
    const leaks = [
      ...shownLeaks(bot, await codesOf(world)),
      ...errorLeaks(bot),
      ...(await storedLeaks(world)),
    ];
    return { leaks, messages: bot.platform.messages.length, deaths: bot.deaths() };
  } finally {
    await bot.close();
  }
}

async function perform(bot: Simulation, move: Move): Promise<void> {
  switch (move.kind) {
    case "says":
      await bot.says(move.by, move.text, move.where);
      return;
    case "taps": {
      const seen = bot.platform
        .seenBy(move.by)
        .flatMap((message) => buttonsOf(message).map(({ action }) => ({ message, action })));
      const tapped = seen[seen.length - 1 - (move.back % Math.max(1, seen.length))];
      if (tapped) await bot.taps(move.by, tapped);
      return;
    }
    case "redeliver":
      await bot.redeliver(move.by, { last: 1 });
      return;
    case "crash":
      bot.crash(move.point);
      return;
    case "waits":
      await bot.waits(move.ms);
      return;
    case "settle":
      await bot.settle();
      return;
  }
}

/** The numbers of each member's tickets. */
async function codesOf({ clock }: World): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await clock.sql<{ code: string; account: string | null }[]>`
    select code, accounts.platform_id as account from tickets
    left join accounts on accounts.person = tickets.asker`;
  const of = (id: string) => rows.filter(({ account }) => account === id).map(({ code }) => code);
  return new Map(MEMBERS.map(({ id }) => [id, of(id)]));
}

function valuesOf({ name, phone, mail, identity, words }: Member): readonly string[] {
  return [name, phone, mail, identity, words];
}

/** What the bot showed to somebody who is neither the one it belongs to nor staff in their direct chat. */
function shownLeaks(bot: Simulation, codes: ReadonlyMap<string, readonly string[]>): string[] {
  const shown = bot.platform.messages.filter(({ author }) => author === "bot");
  return MEMBERS.flatMap((member) => {
    const others = shown.filter((message) => isForOthers(message, member));
    const secrets = valuesOf(member).filter((value) => !isPublished(bot, member, value));
    return [...secrets, ...(codes.get(member.id) ?? [])].flatMap((value) =>
      others
        .filter((message) => JSON.stringify([message.text, message.intent?.title]).includes(value))
        .map(({ space, text }) => `${value} of ${member.id} stands in ${space}: ${text}`),
    );
  });
}

/** Free words that a member wrote into the group are no secret; a number or a name is not repeated all the same. */
function isPublished(bot: Simulation, { id, words }: Member, value: string): boolean {
  return (
    value === words &&
    bot.platform.messages.some(
      ({ author, space, text }) => author === id && space === "group" && text.includes(words),
    )
  );
}

function isForOthers({ space, onlyFor }: PlatformMessage, { id }: Member): boolean {
  if (onlyFor !== undefined) return onlyFor !== id && onlyFor !== "desk";
  return space !== `direct:${id}` && space !== "direct:desk";
}

/** The texts of errors, as they would come into a log by mistake. */
function errorLeaks({ errors }: Simulation): string[] {
  watchedLog().info({ count: errors.length }, "Errors were looked through");
  const text = errors
    .map((error) =>
      JSON.stringify(error, (_key, value) => (value instanceof Error ? String(value) : value)),
    )
    .join("\n");
  return MEMBERS.flatMap(valuesOf)
    .filter((value) => text.includes(value))
    .map((value) => `${value} stands in an error`);
}

/** What whoever has the database, but not the keys, can read. Free words without a name are searchable by design. */
async function storedLeaks({ clock }: World): Promise<readonly string[]> {
  const tables = await clock.sql<{ name: string }[]>`
    select quote_ident(table_name) as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const values = MEMBERS.flatMap(({ name, phone, mail, identity }) => [
    name,
    phone,
    mail,
    identity,
  ]);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await clock.sql<{ value: string }[]>`
      select distinct value from ${clock.sql.unsafe(name)} as row, 
        json_array_elements_text(${JSON.stringify(values)}::text::json) as value
      where position(value in row::text) > 0`;
    found.push(...rows.map(({ value }) => `${value} stands in the table ${name}`));
  }
  return found;
}
