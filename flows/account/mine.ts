import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import { type Act, type Flow, openButton, type Parsed } from "../../src/engine/flow.ts";
import { foldLabel } from "../../src/engine/normalize.ts";
import { zoneName } from "../../src/i18n/dates.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { mineMessages as messages } from "./mine-messages.ts";
import { rightsMessages } from "./rights-messages.ts";
import type { AccountServices, QuietHours } from "./services.ts";

const MINUTE = 60_000;
const SHORT = { version: 1, surface: "private", idleMs: 10 * MINUTE, ttlMs: 60 * MINUTE } as const;

/** 我的: what a person has under way here, and how they like to be talked to. */
export function mineFlow(services: AccountServices): Flow {
  return flow("account.mine", SHORT)
    .load("rows", ({ actor }) => services.mine(actor.person))
    .load("quiet", ({ actor }) => services.quietHours(actor.person))
    .say("card", ({ loaded: { rows, quiet }, locale, space }): readonly Act[] => [
      {
        kind: "say",
        form: "card",
        content: {
          title: text(messages.title, locale),
          text: text(rows.length === 0 ? messages.nothing : messages.text, locale),
          rows: [
            ...rows.map(({ label, value }) => ({
              label: localize(label, locale),
              value: localize(value, locale),
            })),
            { label: text(messages.languageLabel, locale), value: text(messages.language, locale) },
            { label: text(messages.quietLabel, locale), value: hoursText(quiet, locale) },
          ],
          buttons: [
            ...rows.flatMap(({ label, open }) =>
              open ? [openButton(localize(label, locale), open.command, open.args)] : [],
            ),
            openButton(text(messages.changeQuiet, locale), "quiet"),
            openButton(text(messages.myData, locale), "privacy"),
          ],
        },
      },
      ...(space === "direct"
        ? []
        : [{ kind: "remark" as const, text: text(rightsMessages.privately, locale) }]),
    ])
    .build();
}

/** 免打扰: the hours in which reminders and announcements wait. */
export function quietFlow(services: AccountServices): Flow {
  return flow("account.quiet", SHORT)
    .input(z.object({ hours: z.string().nullable() }))
    .ask("hours", {
      label: messages.hoursLabel,
      prompt: ({ locale }) => ({ text: text(messages.hoursPrompt, locale) }),
      parse: parseHours,
      prefill: ({ input: { hours } }) => {
        const parsed = hours === null ? undefined : parseHours(hours);
        return parsed?.ok ? parsed.value : undefined;
      },
      show: ({ from, until }) => `${clock(from)}–${clock(until)}`,
    })
    .effect("set", {
      key: ({ run }) => `account.quiet:${run}`,
      perform: (transaction, { actor, answers }) =>
        services.setQuietHours(transaction, actor.person, answers.hours),
    })
    .match("set", {
      set: {
        to: "end",
        acts: ({ zone }, { locale, answers: { hours } }) => [
          { kind: "say", content: { text: doneText({ ...hours, zone }, locale) } },
        ],
      },
    })
    .build();
}

const HOURS =
  /(?<from>[01]?\d|2[0-4])(?:[:：点时](?<fromMinute>[0-5]\d)?)?\s*(?:-|–|—|~|～|到|至|to|until)\s*(?:次日|第二天)?(?<until>[01]?\d|2[0-4])(?:[:：点时](?<untilMinute>[0-5]\d)?)?/iu;
const OFF = new Set(
  ["关闭", "关", "关掉", "不用", "不需要", "没有", "off", "none", "no"].map(foldLabel),
);
const DAY_MINUTES = 24 * 60;

/** Hours as people write them: 22:00-08:00, 22点到8点, off. */
export function parseHours(
  said: string,
): Parsed<{ readonly from: number; readonly until: number }> {
  if (OFF.has(foldLabel(said))) return { ok: true, value: { from: 0, until: 0 } };
  const { from, fromMinute, until, untilMinute } = HOURS.exec(said.normalize("NFKC"))?.groups ?? {};
  if (from === undefined || until === undefined)
    return { ok: false, reason: messages.hoursInvalid };
  return {
    ok: true,
    value: { from: minutes(from, fromMinute), until: minutes(until, untilMinute) },
  };
}

function minutes(hour: string, minute = "0"): number {
  return (Number(hour) * 60 + Number(minute)) % DAY_MINUTES;
}

function clock(minute: number): string {
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}

interface ZonedHours extends QuietHours {
  readonly zone: string;
}

function hoursText(hours: ZonedHours | undefined, locale: Locale): string {
  if (hours === undefined || hours.from === hours.until) return text(messages.quietOff, locale);
  return fill(messages.quietHours, locale, shown(hours, locale));
}

function doneText(hours: ZonedHours, locale: Locale): string {
  if (hours.from === hours.until) return text(messages.hoursOff, locale);
  return fill(messages.hoursSet, locale, shown(hours, locale));
}

function shown({ from, until, zone }: ZonedHours, locale: Locale) {
  return { from: clock(from), until: clock(until), zone: zoneName(zone, locale) };
}
