import { readAccountName } from "../../domain/account-names.ts";
import { readBroadcast } from "../../domain/broadcasts/file.ts";
import type { NewBroadcast } from "../../domain/broadcasts/work.ts";
import type { Locale } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import type { ConsoleParts } from "../parts.ts";
import type { Form } from "../visitor.ts";
import { pageMessages as messages } from "./messages.ts";

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
};

/** Reads a filled-in form; accounts must be known. */
export async function readForm(
  { store, isPlayground }: Pick<ConsoleParts, "store" | "isPlayground">,
  form: Form,
  locale: Locale,
): Promise<ReadForm> {
  const read = readBroadcast(givenBy(form), Date.now());
  if (!read.ok) {
    const fields = read.mistakes.map((mistake) => labelOf(mistake.split(": ")[0] ?? "", locale));
    const mistakes = [...new Set(fields)].map((field) => fill(messages.mistake, locale, { field }));
    return { ok: false, mistakes };
  }
  const { broadcast } = read;
  const people = await personsOf(store, broadcast.people);
  const required = await personsOf(store, broadcast.required);
  const unknown = [...people.unknown, ...required.unknown];
  if (unknown.length > 0) {
    const mistakes = unknown.map((account) => fill(messages.unknownAccount, locale, { account }));
    return { ok: false, mistakes };
  }
  const named = people.found.length > 0 ? [{ kind: "people" as const, people: people.found }] : [];
  const { content, topic, buttons, scheduledAt, override } = broadcast;
  return {
    ok: true,
    wish: {
      content,
      topic,
      buttons,
      scheduledAt,
      override,
      playground: isPlayground(),
      required: required.found,
      audience: [...broadcast.audience, ...named],
    },
  };
}

function givenBy(form: Form) {
  const isSet = (name: string) => form[name] === "yes";
  const word = (name: string) => (form[name] ?? "").trim();
  const list = (name: string) =>
    word(name)
      .split(/[\s,，]+/)
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
    },
    buttons: (["read", "question"] as const).filter(isSet),
    required: list("required"),
    ...(word("at") === "" ? {} : { at: word("at") }),
    ...(word("override") === "" ? {} : { override: word("override") }),
  };
}

function labelOf(path: string, locale: Locale): string {
  const name = LABELS[path] ?? LABELS[path.split(".")[0] ?? ""] ?? "audience";
  const entry = messages[name];
  return typeof entry.zh === "string" ? text({ zh: entry.zh, en: String(entry.en) }, locale) : path;
}

async function personsOf(store: ConsoleParts["store"], names: readonly string[]) {
  const found: string[] = [];
  const unknown: string[] = [];
  for (const name of names) {
    const account = readAccountName(name);
    const person =
      account && (await store.people.named(account.platform, account.team, account.account));
    if (person === undefined) unknown.push(name);
    else found.push(person);
  }
  return { found, unknown };
}
