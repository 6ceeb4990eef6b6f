import { z } from "zod";
import type { EventView, SeatView } from "../../src/domain/events/views.ts";
import { flow } from "../../src/engine/builder.ts";
import { type Act, type Flow, openButton } from "../../src/engine/flow.ts";
import type { Attachment, Button, Content } from "../../src/engine/intent.ts";
import type { Address, Transaction } from "../../src/engine/terms.ts";
import { formatMoment, formatSpan } from "../../src/i18n/dates.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { remindButton } from "./choices.ts";
import { eventMessages as messages } from "./messages.ts";
import { seatMessages } from "./seat-messages.ts";
import type { EventServices } from "./services.ts";
import { eventRow, seatState, sessionName, signUpButton, stateOf } from "./wording.ts";

const MINUTE = 60_000;
const SHORT = { version: 1, surface: "public", idleMs: 10 * MINUTE, ttlMs: 60 * MINUTE } as const;

/** More than these would not fit under one message. */
const MOST_LISTED = 8;

/**
 * 活动, 活动详情 EV-01: everything that is coming, each a tap away, or one event. In a group that is its live card,
 * which stays right; in a direct chat its details and one's own seat.
 */
export function showFlow(services: EventServices): Flow {
  return flow("events.show", { ...SHORT, version: 2 })
    .input(z.object({ code: z.string().nullable() }))
    .load("shown", async ({ input: { code }, space, actor }): Promise<Shown> => {
      const event = code === null ? undefined : await services.viewEvent(code);
      if (!event || event.state === "draft") {
        return { kind: "all", events: await services.listEvents() };
      }
      const seats = space === "direct" ? await services.mySeats(actor.person) : [];
      return { kind: "one", event, seats };
    })
    .when(
      ({ loaded: { shown } }) => shown.kind === "all",
      (part) => part.say("list", listActs),
    )
    .when(
      ({ loaded: { shown }, space }) => shown.kind === "one" && space === "direct",
      (part) => part.say("event", privateActs),
    )
    .when(
      ({ loaded: { shown }, space }) => shown.kind === "one" && space !== "direct",
      (part) => part.effect("post", postEffect(services, "event.post")).match("post", posted),
    )
    .build();
}

type Shown =
  | { readonly kind: "all"; readonly events: readonly EventView[] }
  | { readonly kind: "one"; readonly event: EventView; readonly seats: readonly SeatView[] };

interface Showing {
  readonly input: { readonly code: string | null };
  readonly loaded: { readonly shown: Shown };
  readonly locale: Locale;
}

function listActs({ input, loaded: { shown }, locale }: Showing): readonly Act[] {
  if (shown.kind !== "all") return [];
  const listed = shown.events.slice(0, MOST_LISTED);
  const words = input.code === null ? "" : text(messages.noSuchEvent, locale);
  const none = [words, text(messages.noEvents, locale)].join("\n").trim();
  const list: Content = {
    title: text(messages.listTitle, locale),
    text: words,
    rows: listed.map((event) => eventRow(event, locale)),
    footnote: text(messages.listHow, locale),
    buttons: listed.map((event) => openButton(localize(event.title, locale), "event", event.code)),
  };
  return [{ kind: "say", form: "card", content: listed.length > 0 ? list : { text: none } }];
}

function privateActs({ loaded: { shown }, locale }: Showing): readonly Act[] {
  if (shown.kind !== "one") return [];
  return [{ kind: "say", form: "card", content: details(shown.event, shown.seats, locale) }];
}

/** 发活动: staff put an event's live card into the group they say it in. */
export function postFlow(services: EventServices): Flow {
  return flow("events.post", SHORT)
    .input(z.object({ code: z.string() }))
    .load("allowed", ({ actor }) => services.mayManage(actor.person))
    .when(
      ({ loaded, space }) => !loaded.allowed || space === "direct",
      (part) =>
        part.say("refused", ({ loaded, locale }) => [
          {
            kind: "remark",
            text: text(loaded.allowed ? messages.postInGroup : seatMessages.staffOnly, locale),
          },
        ]),
    )
    .when(
      ({ loaded, space }) => loaded.allowed && space !== "direct",
      (part) => part.effect("post", postEffect(services, "event.postcard")).match("post", posted),
    )
    .build();
}

function postEffect(services: EventServices, cause: string) {
  return {
    key: ({ run }: Posting) => `${cause}:${run}`,
    perform: (transaction: Transaction, { origin, input }: Posting) =>
      services.postCard(transaction, origin, input.code ?? ""),
  };
}

interface Posting {
  readonly run: string;
  readonly origin: Address;
  readonly input: { readonly code: string | null };
}

const posted = {
  posted: { to: "end" as const },
  not_found: {
    to: "end" as const,
    acts: (_result: unknown, { locale }: { readonly locale: Locale }) => [gone(locale)],
  },
};

function gone(locale: Locale): Act {
  return { kind: "remark", text: text(messages.notFound, locale) };
}

/** More sessions than these are not listed. */
const MOST_SESSIONS = 6;

function details(event: EventView, seats: readonly SeatView[], locale: Locale): Content {
  const { zone, place, bring, code } = event;
  const mine = seats.filter((seat) => seat.code === code);
  const [first] = event.sessions;
  const single = event.sessions.length === 1 && first ? [first] : [];
  return {
    title: localize(event.title, locale),
    text: localize(event.description, locale),
    rows: [
      { label: text(messages.rowCode, locale), value: code },
      ...single.map(({ startsAt, endsAt }) => ({
        label: text(messages.rowWhen, locale),
        value: formatSpan(startsAt, endsAt, zone, locale),
      })),
      { label: text(messages.rowPlace, locale), value: localize(place, locale) },
      ...event.sessions.slice(0, MOST_SESSIONS).map((session) => ({
        label:
          single.length > 0 ? text(messages.rowSeats, locale) : sessionName(session, zone, locale),
        value: stateOf(session, zone, locale),
      })),
      ...single.map(({ closesAt }) => ({
        label: text(messages.rowCloses, locale),
        value: fill(messages.closesAt, locale, { at: formatMoment(closesAt, zone, locale) }),
      })),
      ...(bring
        ? [{ label: text(messages.rowBring, locale), value: localize(bring, locale) }]
        : []),
      ...mine.map((seat) => ({
        label: text(messages.rowMine, locale),
        value: seatState(seat, locale),
      })),
    ],
    buttons: buttonsFor(event, mine, locale),
    attachments: posterOf(event, locale),
  };
}

function posterOf({ posterVersion, title }: EventView, locale: Locale): readonly Attachment[] {
  if (posterVersion === null) return [];
  const label = fill(messages.posterLabel, locale, { title: localize(title, locale) });
  return [{ kind: "poster", label, version: posterVersion }];
}

function buttonsFor(
  event: EventView,
  mine: readonly SeatView[],
  locale: Locale,
): readonly Button[] {
  const [seat] = mine;
  if (seat) return [openButton(text(messages.showMine, locale), "seat", seat.seat, "primary")];
  const states = new Set(event.sessions.map(({ openness }) => openness));
  if (states.has("open")) return [signUpButton(event.code, locale)];
  return states.has("not_yet_open") ? [remindButton(event.code, locale)] : [];
}
