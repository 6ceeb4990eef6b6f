import type { Estimate } from "../../domain/broadcasts/estimate.ts";
import type { Unknown } from "../../domain/broadcasts/resolve.ts";
import type { Locale, Localized } from "../../i18n/locale.ts";
import { fill } from "../../i18n/messages.ts";
import type { Form } from "../visitor.ts";
import { audienceMessages, unknownNames } from "./audience-messages.ts";
import { pageMessages } from "./messages.ts";
import { mistakeMessages as messages } from "./mistake-messages.ts";

const names = { ...pageMessages, ...audienceMessages };

/** The fields of the form at which something can be said, by their labels. */
const FIELDS = {
  titleZh: names.titleZh,
  titleEn: names.titleEn,
  bodyZh: names.bodyZh,
  bodyEn: names.bodyEn,
  topic: names.topic,
  audience: names.audience,
  tag: names.tag,
  people: names.people,
  received: names.received,
  event: names.event,
  seats: names.seats,
  session: names.session,
  programme: names.programmeField,
  status: names.statusField,
  platform: names.platform,
  signup: names.buttonSignUp,
  required: names.required,
  at: names.at,
  override: names.override,
} as const satisfies Readonly<Record<string, Localized>>;

/** A field at which something can be said. */
export type FormField = keyof typeof FIELDS;

/** What is wrong at a field, and what to do next, in the language of the page. */
export interface FormMistake {
  readonly field: FormField;
  readonly sentence: string;
}

/** What a field is called where it is spoken of: its label without the example in it. */
export function fieldName(field: FormField): Localized {
  const [zh = "", en = ""] = [FIELDS[field].zh.split("，")[0], FIELDS[field].en.split(",")[0]];
  return { zh: zh.replace(/（(?!中文|英文).*$/, ""), en: en.replace(/ \(.*$/, "") };
}

/** Where the domain's names of places are in the form, the longest first. */
const PLACES: readonly (readonly [RegExp, FormField])[] = [
  [/^title\.zh/, "titleZh"],
  [/^title\.en/, "titleEn"],
  [/^body\.en/, "bodyEn"],
  [/^body/, "bodyZh"],
  [/^topic/, "topic"],
  [/^at/, "at"],
  [/^override/, "override"],
  [/^required/, "required"],
  [/^buttons/, "signup"],
  [/^audience\.tag/, "tag"],
  [/^audience\.people/, "people"],
  [/^audience\.received/, "received"],
  [/^audience\.event/, "event"],
  [/^audience\.case/, "programme"],
  [/^audience\.platform/, "platform"],
];

/** The field of a place such as `title.zh`; who gets it, when it is none of a single field. */
export function fieldAt(place: string): FormField {
  return PLACES.find(([pattern]) => pattern.test(place))?.[1] ?? "audience";
}

/** The field in which a name stands that is not known. */
function fieldOf({ what, name }: Unknown, form: Form): FormField {
  const stands = (field: FormField) =>
    (form[field] ?? "").toUpperCase().includes(name.toUpperCase());
  switch (what) {
    case "account":
      return stands("people") ? "people" : "required";
    case "event":
      return stands("event") ? "event" : "signup";
    case "announcement":
      return "received";
    case "session":
    case "programme":
    case "status":
      return what;
  }
}

/** A name that is not known, at its field. */
export function unknownMistake(unknown: Unknown, form: Form, locale: Locale): FormMistake {
  const { what, name } = unknown;
  return { field: fieldOf(unknown, form), sentence: fill(unknownNames[what], locale, { name }) };
}

/** Nobody would get it, and why. */
export function nobodyMistake(
  { unreachable, muted }: Pick<Estimate, "unreachable" | "muted">,
  locale: Locale,
): FormMistake {
  return { field: "audience", sentence: fill(messages.nobody, locale, { unreachable, muted }) };
}
