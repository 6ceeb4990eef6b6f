import type { Broadcast } from "../../domain/broadcasts/content.ts";
import { TOPICS, topicNames } from "../../domain/topics.ts";
import { wallTime } from "../../domain/wall-time.ts";
import { PLATFORMS } from "../../engine/adapter.ts";
import type { Locale, Localized } from "../../i18n/locale.ts";
import { text } from "../../i18n/messages.ts";
import { SEAT_GROUPS } from "../../store/broadcasts/audience-parts.ts";
import { html, type Markup } from "../html.ts";
import type { Form } from "../visitor.ts";
import { audienceMessages, seatGroupNames } from "./audience-messages.ts";
import { pageMessages as messages, PLATFORM_NAMES } from "./messages.ts";
import type { FormField, FormMistake } from "./mistakes.ts";

/** Where a field is on its page. */
export function fieldId(field: FormField): string {
  return `field-${field}`;
}

/** The form's fields as they are filled in, each with what is wrong with it. */
export function formFields(locale: Locale, form: Form, mistakes: readonly FormMistake[]): Markup {
  const say = (entry: Localized) => text(entry, locale);
  const value = (name: string) => form[name] ?? "";
  const { problem, marks } = problemsOf(mistakes);
  const field = (name: FormField, control: Markup) =>
    html`<div class="field">${control}${problem(name)}</div>`;
  const line = (name: FormField, label: Localized, lang = "") =>
    field(
      name,
      html`<label
        >${say(label)}<input id="${fieldId(name)}" name="${name}" value="${value(name)}"
          lang="${lang}" ${marks(name)}></label
      >`,
    );
  const area = (name: FormField, label: Localized, lang = "") =>
    field(
      name,
      html`<label
        >${say(label)}<textarea id="${fieldId(name)}" name="${name}" rows="5" lang="${lang}"
          ${marks(name)}>${value(name)}</textarea></label
      >`,
    );
  const choice = (
    name: FormField,
    label: Localized,
    options: readonly (readonly [string, string])[],
  ) =>
    field(
      name,
      html`<label
        >${say(label)}<select id="${fieldId(name)}" name="${name}" ${marks(name)}>
          ${options.map(
            ([id, word]) =>
              html`<option value="${id}" ${id === value(name) ? "selected" : ""}>${word}</option>`,
          )}
        </select></label
      >`,
    );
  const tick = (name: string, label: Localized) =>
    html`<label class="tick"
      ><input type="checkbox" name="${name}" value="yes" ${value(name) === "yes" ? "checked" : ""}>
      ${say(label)}</label
    >`;
  return html`
    ${line("titleZh", messages.titleZh, "zh")} ${line("titleEn", messages.titleEn, "en")}
    ${area("bodyZh", messages.bodyZh, "zh")} ${area("bodyEn", messages.bodyEn, "en")}
    ${choice(
      "topic",
      messages.topic,
      TOPICS.map((topic) => [topic, say(topicNames[topic])]),
    )}
    <fieldset id="${fieldId("audience")}" tabindex="-1" ${marks("audience")}>
      <legend>${say(messages.audience)}</legend>
      ${problem("audience")}
      ${tick("groups", messages.allGroups)} ${tick("everyone", messages.everyone)}
      ${tick("subscribers", messages.subscribers)} ${line("tag", messages.tag)}
      ${area("people", messages.people)} ${line("received", messages.received)}
      ${line("event", audienceMessages.event)}
      ${choice(
        "seats",
        audienceMessages.seats,
        SEAT_GROUPS.map((group) => [group, say(seatGroupNames[group])]),
      )}
      ${line("session", audienceMessages.session)} ${line("programme", audienceMessages.programmeField)}
      ${line("status", audienceMessages.statusField)}
      ${choice("platform", messages.platform, [["", say(messages.anyPlatform)], ...PLATFORMS.map((one) => [one, PLATFORM_NAMES[one]] as const)])}
    </fieldset>
    <fieldset>
      <legend>${say(messages.buttons)}</legend>
      ${tick("read", messages.buttonRead)} ${tick("question", messages.buttonQuestion)}
      ${line("signup", audienceMessages.buttonSignUp)}
      ${area("required", messages.required)}
    </fieldset>
    ${line("at", messages.at)} ${line("override", messages.override)}`;
}

/** What is said under a field, and how its control points there. */
function problemsOf(mistakes: readonly FormMistake[]) {
  const of = (name: FormField) => mistakes.filter(({ field }) => field === name);
  const id = (name: FormField) => `${fieldId(name)}-problem`;
  return {
    problem: (name: FormField) =>
      of(name).length === 0
        ? ""
        : html`<div class="problem" id="${id(name)}">
            ${of(name).map(({ sentence }) => html`<p>${sentence}</p>`)}
          </div>`,
    marks: (name: FormField) => {
      if (of(name).length === 0) return "";
      // A group of fields cannot be invalid itself, only described.
      const invalid = name === "audience" ? "" : html`aria-invalid="true"`;
      return html`${invalid} aria-describedby="${id(name)}"`;
    },
  };
}
/** A draft as the form shows it; accounts stay with whoever named them. */
export function formOfDraft(draft: Broadcast, accounts: readonly string[]): Form {
  const { content, audience, buttons, scheduledAt } = draft;
  const has = (kind: (typeof audience)[number]["kind"]) =>
    audience.some((part) => part.kind === kind) ? "yes" : "";
  const groups = audience.filter((part) => part.kind === "groups");
  const received = audience.find((part) => part.kind === "received");
  const event = audience.find((part) => part.kind === "event");
  const applicants = audience.find((part) => part.kind === "case");
  const signup = buttons.find((button) => button.kind === "signup");
  const platform = audience.flatMap((part) => ("platform" in part ? [part.platform] : []))[0];
  return {
    titleZh: content.title.zh,
    titleEn: content.title.en,
    bodyZh: content.body.zh,
    bodyEn: content.body.en,
    topic: draft.topic,
    groups: groups.some(({ tag }) => tag === undefined) ? "yes" : "",
    everyone: has("everyone"),
    subscribers: has("topic"),
    tag: groups.find(({ tag }) => tag !== undefined)?.tag ?? "",
    people: accounts.join("\n"),
    received: received?.broadcast ?? "",
    event: event?.code ?? "",
    seats: event?.seats[0] ?? "",
    session: event?.session ?? "",
    programme: applicants?.programme ?? "",
    status: applicants?.statuses.join("、") ?? "",
    signup: signup?.code ?? "",
    platform: platform ?? "",
    read: buttons.some(({ kind }) => kind === "read") ? "yes" : "",
    question: buttons.some(({ kind }) => kind === "question") ? "yes" : "",
    at: scheduledAt === undefined ? "" : wallTime(scheduledAt),
    override: draft.override ?? "",
  };
}
