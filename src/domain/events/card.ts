import type { Button, Content, Row } from "../../engine/intent.ts";
import { formatMoment, formatSpan } from "../../i18n/dates.ts";
import type { Localized } from "../../i18n/locale.ts";
import { fill, type Template } from "../../i18n/messages.ts";
import { cardMessages as messages } from "./card-messages.ts";
import { COMMANDS } from "./commands.ts";
import type { EventView, SessionView } from "./views.ts";

/** More groups than these would make the card longer than a screen. */
const MOST_SESSIONS = 8;

/** An event as a group sees it: when, where, places, waiting, state. Counts only, never a name. */
export function eventCard(event: EventView): Content {
  const [first] = event.sessions;
  const sessions = event.sessions
    .filter(({ occurrence }) => occurrence === first?.occurrence)
    .slice(0, MOST_SESSIONS);
  const { zone, place, code } = event;
  return {
    title: `${code} ${both(event.title)}`,
    text: [...new Set([event.description.zh, event.description.en])].join("\n"),
    rows: [
      ...(sessions.length === 1 && first
        ? [{ label: both(messages.when), value: span(first, zone) }]
        : []),
      { label: both(messages.where), value: both(place) },
      ...sessions.flatMap((session) => sessionRows(session, zone, sessions.length > 1)),
    ],
    footnote: both(messages.private),
    buttons: cardButtons(code, sessions),
  };
}

function sessionRows(session: SessionView, zone: string, isOneOfMany: boolean): readonly Row[] {
  const { capacity, taken, held, waiting, title } = session;
  const state = both(stateOf(session, zone));
  const counts = `${taken + held}/${capacity}`;
  const name = title ? ` ${both(title)}` : "";
  if (isOneOfMany) {
    const queue = waiting > 0 ? ` · ${both(messages.waiting)} ${waiting}` : "";
    const label = `${formatMoment(session.startsAt, zone, "zh-CN")}${name}`;
    return [{ label, value: `${counts}${queue} · ${state}` }];
  }
  return [
    { label: both(messages.seats), value: `${counts} · ${state}` },
    ...(waiting > 0 ? [{ label: both(messages.waiting), value: String(waiting) }] : []),
  ];
}

function span({ startsAt, endsAt }: SessionView, zone: string): string {
  return `${formatSpan(startsAt, endsAt, zone, "zh-CN")} (${formatSpan(startsAt, endsAt, zone, "en")})`;
}

function stateOf(session: SessionView, zone: string): Localized {
  switch (session.openness) {
    case "open":
      return hasRoom(session)
        ? moment(messages.closes, session.closesAt, zone)
        : takesWaiting(session)
          ? messages.fullQueue
          : messages.full;
    case "not_yet_open":
      return moment(messages.opens, session.opensAt ?? session.startsAt, zone);
    case "closed":
      return messages.closed;
    case "over":
      return messages.over;
    case "cancelled":
      return messages.cancelled;
    case "draft":
      return messages.draft;
  }
}

function hasRoom({ quotas }: SessionView): boolean {
  return quotas.some(({ capacity, taken, held }) => taken + held < capacity);
}

function takesWaiting({ quotas }: SessionView): boolean {
  return quotas.some(({ waitlist, waiting }) => waitlist === null || waiting < waitlist);
}

function moment(words: Template<{ at: string }>, at: number, zone: string): Localized {
  return {
    zh: fill(words, "zh-CN", { at: formatMoment(at, zone, "zh-CN") }),
    en: fill(words, "en", { at: formatMoment(at, zone, "en") }),
  };
}

function cardButtons(code: string, sessions: readonly SessionView[]): readonly Button[] {
  const open = sessions.filter(({ openness }) => openness === "open");
  const opens = (label: Localized, command: string): Button => ({
    label: both(label),
    action: { kind: "open", command, args: code },
    style: "primary",
  });
  if (open.some(hasRoom)) return [opens(messages.signUp, COMMANDS.signUp)];
  if (open.some(takesWaiting)) return [opens(messages.joinQueue, COMMANDS.signUp)];
  const isAwaited = sessions.some(({ openness }) => openness === "not_yet_open");
  return isAwaited ? [opens(messages.remindMe, COMMANDS.remindMe)] : [];
}

/** A text in both languages, the same only once. */
function both({ zh, en }: Localized): string {
  return zh === en ? zh : `${zh} / ${en}`;
}

/** What an earlier card says once a new one stands further down. */
export function movedCard(event: EventView): Content {
  const { zh, en } = event.title;
  return {
    text: [
      fill(messages.movedBelow, "zh-CN", { title: zh }),
      fill(messages.movedBelow, "en", { title: en }),
    ].join("\n"),
  };
}
