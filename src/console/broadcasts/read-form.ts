import {
  LEAST_REASON,
  lengthOf,
  MOST_BODY,
  MOST_CHARACTERS,
  MOST_REASON,
  MOST_TITLE,
} from "../../domain/broadcasts/content.ts";
import { readBroadcast } from "../../domain/broadcasts/file.ts";
import { resolveBroadcast } from "../../domain/broadcasts/resolve.ts";
import type { NewBroadcast } from "../../domain/broadcasts/work.ts";
import type { Locale, Localized } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { personNamed } from "../../store/people.ts";
import type { ConsoleParts } from "../parts.ts";
import type { Form } from "../visitor.ts";
import { mistakeMessages as messages } from "./mistake-messages.ts";
import { type FormMistake, fieldAt, unknownMistake } from "./mistakes.ts";

/** What a form asks for, or what is wrong with it, each at its field. */
export type ReadForm =
  | { readonly ok: true; readonly wish: NewBroadcast }
  | { readonly ok: false; readonly mistakes: readonly FormMistake[] };

/** Reads a filled-in form; whatever it names must be known. */
export async function readForm(
  { store, programmes, isPlayground }: Pick<ConsoleParts, "store" | "programmes" | "isPlayground">,
  form: Form,
  locale: Locale,
): Promise<ReadForm> {
  const now = Date.now();
  const given = givenBy(form);
  const read = readBroadcast(given, now);
  if (!read.ok) {
    const places = read.mistakes.map((mistake) => mistake.split(": ")[0] ?? "");
    return { ok: false, mistakes: mistakesAt(places, given, locale) };
  }
  const resolved = await store.inTransaction((transaction) =>
    resolveBroadcast(transaction, read.broadcast, {
      programmes,
      personOf: ({ platform, team, account }) => personNamed(transaction, platform, team, account),
    }),
  );
  const unknown = resolved.ok ? [] : resolved.unknown;
  const isPast = (read.broadcast.scheduledAt ?? Number.POSITIVE_INFINITY) <= now;
  const mistakes = [
    ...withoutWhole(form, locale),
    ...unknown.map((one) => unknownMistake(one, form, locale)),
    ...(isPast ? [{ field: "at" as const, sentence: text(messages.past, locale) }] : []),
  ];
  if (!resolved.ok || mistakes.length > 0) return { ok: false, mistakes };
  return { ok: true, wish: { ...resolved.wish, playground: isPlayground() } };
}

/** A session of no event and statuses of no programme: they would narrow nothing. */
function withoutWhole(form: Form, locale: Locale): readonly FormMistake[] {
  const wholes = [
    { part: "session", field: "event", sentence: text(messages.sessionOfNone, locale) },
    { part: "status", field: "programme", sentence: text(messages.statusOfNone, locale) },
  ] as const;
  const isEmpty = (name: string) => (form[name] ?? "").trim() === "";
  return wholes.filter(({ part, field }) => !isEmpty(part) && isEmpty(field));
}

type Given = ReturnType<typeof givenBy>;

/** A sentence for each place that could not be read; several places of one field have one. */
function mistakesAt(
  places: readonly string[],
  given: Given,
  locale: Locale,
): readonly FormMistake[] {
  return places
    .map((place) => ({ field: fieldAt(place), sentence: sentenceFor(place, given, locale) }))
    .filter(
      (mistake, index, all) => all.findIndex(({ field }) => field === mistake.field) === index,
    );
}

function sentenceFor(place: string, given: Given, locale: Locale): string {
  const { title, body, override = "" } = given;
  const words = (value: string, most: number, empty: Localized) =>
    value === ""
      ? text(empty, locale)
      : fill(messages.long, locale, { most, length: value.length });
  switch (place) {
    case "title.zh":
      return words(title.zh, MOST_TITLE, messages.emptyChinese);
    case "title.en":
      return words(title.en, MOST_TITLE, messages.emptyEnglish);
    case "body.zh":
      return words(body.zh, MOST_BODY, messages.emptyChinese);
    case "body.en":
      return words(body.en, MOST_BODY, messages.emptyEnglish);
    case "body":
      return fill(messages.longTogether, locale, {
        most: MOST_CHARACTERS,
        length: lengthOf(given),
      });
    case "override":
      return override.length < LEAST_REASON
        ? fill(messages.shortReason, locale, { least: LEAST_REASON })
        : fill(messages.long, locale, { most: MOST_REASON, length: override.length });
    default:
      return text(BY_FIELD[place] ?? BY_FIELD[fieldAt(place)] ?? messages.unreadable, locale);
  }
}

const BY_FIELD: Readonly<Record<string, Localized>> = {
  at: messages.badTime,
  audience: messages.noAudience,
  "audience.case": messages.privateOnly,
  platform: messages.platformAlone,
  people: messages.badAccounts,
  required: messages.badAccounts,
  event: messages.badEvent,
  signup: messages.badEvent,
};

function givenBy(form: Form) {
  const isSet = (name: string) => form[name] === "yes";
  const word = (name: string) => (form[name] ?? "").trim();
  const list = (name: string) =>
    word(name)
      .split(/[\s,，]+/)
      .filter((one) => one !== "");
  const listed = (name: string) =>
    word(name)
      .split(/[,，、]/)
      .map((one) => one.trim())
      .filter((one) => one !== "");
  const maybe = (name: string) => (word(name) === "" ? [] : [word(name)]);
  const platform = maybe("platform");
  const everyone = isSet("everyone") ? { everyone: true } : {};
  return {
    title: { zh: word("titleZh"), en: word("titleEn") },
    body: { zh: word("bodyZh"), en: word("bodyEn") },
    topic: word("topic"),
    audience: {
      ...everyone,
      platform,
      groups: isSet("groups"),
      tag: maybe("tag"),
      topic: isSet("subscribers") ? [word("topic")] : [],
      people: list("people"),
      received: maybe("received"),
      event: maybe("event").map((code) => ({
        code,
        seats: maybe("seats"),
        ...(word("session") === "" ? {} : { session: word("session") }),
      })),
      case: maybe("programme").map((programme) => ({ programme, status: listed("status") })),
    },
    buttons: [
      ...(["read", "question"] as const).filter(isSet),
      ...maybe("signup").map((signup) => ({ signup })),
    ],
    required: list("required"),
    ...(word("at") === "" ? {} : { at: word("at") }),
    ...(word("override") === "" ? {} : { override: word("override") }),
  };
}
