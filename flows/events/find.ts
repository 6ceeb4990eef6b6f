import type { EventView } from "../../src/domain/events/views.ts";
import { foldText } from "../../src/engine/normalize.ts";
import { formatDay } from "../../src/i18n/dates.ts";

const WEEKDAYS: readonly (readonly [day: string, said: RegExp])[] = [
  ["Mon", /[周期拜]一|\bmon(?:day)?\b/u],
  ["Tue", /[周期拜]二|\btue(?:s|sday)?\b/u],
  ["Wed", /[周期拜]三|\bwed(?:nesday)?\b/u],
  ["Thu", /[周期拜]四|\bthu(?:rs|rsday)?\b/u],
  ["Fri", /[周期拜]五|\bfri(?:day)?\b/u],
  ["Sat", /[周期拜]六|\bsat(?:urday)?\b/u],
  ["Sun", /[周期拜][日天]|\bsun(?:day)?\b/u],
];
const DAYS_AHEAD: readonly (readonly [days: number, said: RegExp])[] = [
  [0, /今[天晚日]|\btoday\b|\btonight\b/u],
  [1, /明[天晚日]|\btomorrow\b/u],
  [2, /后天|\bday after tomorrow\b/u],
];
const DAY = 24 * 60 * 60_000;

/** Words of asking, which say nothing of the event. */
const ASKING =
  /帮我|给我|请|麻烦|我想|我要|想要|报名|报个名|报一个|报上|占个?位|参加|活动|那[个场]|这[个场]|[周期拜][一二三四五六日天]|星期|礼拜|下周|本周|的|吗|吧|和|一个|个/gu;

/** The code of an event somewhere in what was said. */
function codeIn(said: string, events: readonly EventView[]): string | undefined {
  const folded = foldText(said);
  return events.find(({ code }) => {
    const known = code.toLowerCase().split("-").join("[\\s_-]*");
    return new RegExp(`(?<![a-z0-9])${known}(?![a-z0-9])`).test(folded);
  })?.code;
}

/**
 * The events a sentence may mean: by code, else by day and by words of the title and kind. All of them when it
 * names none; the best ones when several fit. `now` is ms UTC.
 */
export function eventsMeant(
  said: string,
  events: readonly EventView[],
  now: number,
): readonly EventView[] {
  const code = codeIn(said, events);
  if (code !== undefined) return events.filter((event) => event.code === code);
  const onDay = events.filter((event) => fitsDay(said, event, now));
  const scored = onDay.map((event) => ({ event, score: overlap(said, event) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const meant = scored.filter(({ score }) => score === best).map(({ event }) => event);
  return meant.length > 0 ? meant : events;
}

function fitsDay(said: string, { sessions, zone }: EventView, now: number): boolean {
  const folded = foldText(said);
  const weekday = WEEKDAYS.find(([, pattern]) => pattern.test(folded))?.[0];
  const ahead = DAYS_AHEAD.findLast(([, pattern]) => pattern.test(folded))?.[0];
  const day = ahead === undefined ? undefined : formatDay(now + ahead * DAY, zone, "en");
  return sessions.some(({ startsAt }) => {
    const starts = formatDay(startsAt, zone, "en");
    return (
      (weekday === undefined || starts.startsWith(weekday)) && (day === undefined || starts === day)
    );
  });
}

/** How many pairs of characters and words of what was said stand in the event's names. */
function overlap(said: string, { title, kind }: EventView): number {
  const names = foldText(`${title.zh} ${title.en} ${kind}`);
  const rest = foldText(said).replace(ASKING, " ");
  const pairs = (rest.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - 1) }, (_none, at) => run.slice(at, at + 2)),
  );
  const words = (rest.match(/[a-z]{3,}/g) ?? []).filter((word) => !COMMON.has(word));
  const known = new Set(names.match(/[a-z]{3,}/g) ?? []);
  return (
    pairs.filter((pair) => names.includes(pair)).length +
    words.filter((word) => known.has(word)).length
  );
}

const COMMON = new Set(
  "the for and sign register book seat please want would like event events join put down".split(
    " ",
  ),
);

const ASKS_TO_SIGN_UP = [
  /(?:帮我|给我|替我).{0,12}(?:报[个一]?名|报一?个|报上|占个?位|登记)/u,
  /(?:^|[,，。 ])(?:我要|我想|想要|我来)报(?:名|一个|个名)(?!表|材料|条件|流程|方式)/u,
  /\b(?:sign me up|register me|put me down|book me)\b/,
  /\bi(?:'d| would)? (?:want|like) to (?:sign up|register) for\b/,
];
const ASKS_HOW = /怎么|如何|什么时候|多少|哪里|要不要|需要什么|条件|\b(?:how|when|what|where)\b/u;

/** Whether a sentence asks to be signed up now, and not how that is done. */
export function asksToSignUp(sentence: string): boolean {
  const said = foldText(sentence);
  return ASKS_TO_SIGN_UP.some((pattern) => pattern.test(said)) && !ASKS_HOW.test(said);
}
