import { readBroadcast } from "../../domain/broadcasts/file.ts";
import { resolveBroadcast } from "../../domain/broadcasts/resolve.ts";
import type { NewBroadcast } from "../../domain/broadcasts/work.ts";
import type { Locale } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { personNamed } from "../../store/people.ts";
import type { ConsoleParts } from "../parts.ts";
import type { Form } from "../visitor.ts";
import { audienceMessages, unknownNames } from "./audience-messages.ts";
import { pageMessages } from "./messages.ts";

const messages = { ...pageMessages, ...audienceMessages };

/** What a form asks for, or what is wrong with it, a sentence each. */
export type ReadForm =
  | { readonly ok: true; readonly wish: NewBroadcast }
  | { readonly ok: false; readonly mistakes: readonly string[] };

const LABELS: Readonly<Record<string, keyof typeof messages>> = {
  "title.zh": "titleZh",
  "title.en": "titleEn",
  "body.zh": "bodyZh",
  "body.en": "bodyEn",
  body: "tooLong",
  topic: "topic",
  at: "at",
  audience: "audience",
  override: "override",
  buttons: "buttonSignUp",
  "audience.event": "event",
  "audience.case": "programmeField",
};

/** Reads a filled-in form; whatever it names must be known. */
export async function readForm(
  { store, programmes, isPlayground }: Pick<ConsoleParts, "store" | "programmes" | "isPlayground">,
  form: Form,
  locale: Locale,
): Promise<ReadForm> {
  const read = readBroadcast(givenBy(form), Date.now());
  if (!read.ok) {
    const fields = read.mistakes.map((mistake) => labelOf(mistake.split(": ")[0] ?? "", locale));
    const mistakes = [...new Set(fields)].map((field) => fill(messages.mistake, locale, { field }));
    return { ok: false, mistakes };
  }
  const resolved = await store.inTransaction((transaction) =>
    resolveBroadcast(transaction, read.broadcast, {
      programmes,
      personOf: ({ platform, team, account }) => personNamed(transaction, platform, team, account),
    }),
  );
  if (resolved.ok) return { ok: true, wish: { ...resolved.wish, playground: isPlayground() } };
  const mistakes = resolved.unknown.map(({ what, name }) =>
    fill(unknownNames[what], locale, { name }),
  );
  return { ok: false, mistakes };
}

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

function labelOf(path: string, locale: Locale): string {
  const [first = "", second = ""] = path.split(".");
  const name = LABELS[path] ?? LABELS[`${first}.${second}`] ?? LABELS[first] ?? "audience";
  const entry = messages[name];
  return typeof entry.zh === "string" ? text({ zh: entry.zh, en: String(entry.en) }, locale) : path;
}
