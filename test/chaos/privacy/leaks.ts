import { stands } from "../../support/leaks/watch.ts";
import type { PlatformMessage } from "../../support/simulator/platform.ts";
import type { Simulation } from "../../support/simulator/simulator.ts";
import type { World } from "../../support/simulator/world.ts";
import type { CodeBook } from "./codes.ts";
import { CLERK, MEMBERS, type Member } from "./members.ts";
import type { Output } from "./output.ts";
import type { Stage } from "./stage.ts";
import { storedLeaks } from "./stored-leaks.ts";

/** A dialogue as it went, to be looked through. */
export interface Played {
  readonly world: World;
  readonly bot: Simulation;
  readonly stage: Stage;
  readonly codes: CodeBook;
  /** Answers that may have arrived when nobody asked for them any more: then they are words like any others. */
  readonly strayed: Set<string>;
  /** The bot's messages that somebody reacted to. */
  readonly answered: Set<string | undefined>;
  readonly output: Output;
}

/** Everything that somebody could learn of another, one sentence each. */
export async function leaksOf(played: Played): Promise<readonly string[]> {
  const secrets = await secretsOf(played);
  return [
    ...shownLeaks(played, secrets),
    ...writtenLeaks(played, secrets),
    ...(await storedLeaks(played)),
  ];
}

/** Values, and whose they are: the accounts that are one person share them. */
interface Secret {
  readonly value: string;
  readonly owners: readonly string[];
}

async function secretsOf(played: Played): Promise<readonly Secret[]> {
  const receipts = await receiptsOf(played.world);
  const sharing = await sharingWith(played.world);
  return MEMBERS.flatMap((member) => {
    const owners = sharing.get(member.id) ?? [member.id];
    const codes = played.codes.all().filter(({ of }) => of === member.id);
    const values = [
      ...valuesOf(member).filter((value) => !isPublished(played.bot, member, value)),
      ...played.stage.standingsOf(member),
      ...(receipts.get(member.id) ?? []),
      ...codes.map(({ text }) => text),
    ];
    return values.map((value) => ({ value, owners }));
  });
}

function valuesOf(member: Member): readonly string[] {
  const { name, phone, mail, identity, words, guest, work, application } = member;
  const { number, applicant, tail, step, missing } = application;
  return [
    ...[name, phone, mail, identity, words, guest, work],
    ...[number, applicant, tail, step, missing],
  ];
}

/** The numbers of each member's tickets. */
async function receiptsOf({ clock }: World): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await clock.sql<{ code: string; account: string | null }[]>`
    select code, accounts.platform_id as account from tickets
    left join accounts on accounts.person = tickets.asker`;
  const of = (id: string) => rows.filter(({ account }) => account === id).map(({ code }) => code);
  return new Map(MEMBERS.map(({ id }) => [id, of(id)]));
}

/** Members who agreed to be one person read the same. */
async function sharingWith({ clock }: World): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await clock.sql<{ account: string; other: string }[]>`
    select one.platform_id as account, two.platform_id as other
    from accounts one join accounts two on two.person = one.person`;
  return new Map(
    MEMBERS.map(({ id }) => [
      id,
      [id, ...rows.filter(({ account }) => account === id).map(({ other }) => other)],
    ]),
  );
}

/** What the bot showed to somebody who is neither the one it belongs to nor staff in their direct chat. */
function shownLeaks({ bot }: Played, secrets: readonly Secret[]): string[] {
  const shown = bot.platform.messages
    .filter(({ author }) => author === "bot")
    .map((message) => ({ message, all: `${message.text}\n${JSON.stringify(message.intent)}` }));
  return secrets.flatMap(({ value, owners }) =>
    shown
      .filter(({ message, all }) => isForOthers(message, owners) && all.includes(value))
      .filter(({ message }) => !isOwnWords(bot, message, value))
      .map(
        ({ message: { space, text } }) => `${value} of ${owners[0]} stands in ${space}: ${text}`,
      ),
  );
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

/** What somebody typed themselves, whoever's it is, they may read again in their own export. */
function isOwnWords({ platform }: Simulation, { space }: PlatformMessage, value: string): boolean {
  return platform.messages.some(
    ({ author, text }) => space === `direct:${author}` && text.includes(value),
  );
}

function isForOthers({ space, onlyFor }: PlatformMessage, owners: readonly string[]): boolean {
  const readers = [...owners, CLERK];
  if (onlyFor !== undefined) return !readers.includes(onlyFor);
  return !readers.some((reader) => space === `direct:${reader}`);
}

/** What stands in the log, the metrics, or the texts of errors as they would come into a log by mistake. */
function writtenLeaks({ bot: { errors }, output }: Played, secrets: readonly Secret[]): string[] {
  const inErrors = errors
    .map((error) =>
      JSON.stringify(error, (_key, value) => (value instanceof Error ? String(value) : value)),
    )
    .join("\n");
  const written = output.text();
  const words = written.replaceAll(SAMPLE, "");
  return [...new Set(secrets.map(({ value }) => value))].flatMap((value) => [
    ...(stands(value, inErrors) ? [`${value} stands in an error`] : []),
    ...((isNumber(value) ? !isAlone(value, words) : !stands(value, written))
      ? []
      : [`${value} stands in the log or the metrics`]),
  ]);
}

/** What a metric comes to is a number of its own. */
const SAMPLE = /(?<=^\w+(?:\{.*\})?) [\d.e+-]+$/gmu;

const isNumber = (value: string) => /^\d{4}$/u.test(value);

/** Four digits are somebody's only where they are no part of a longer number or word. */
function isAlone(value: string, text: string): boolean {
  return new RegExp(`(?<![\\w.:+/-])${value}(?![\\w.:+/-])`, "u").test(text);
}
