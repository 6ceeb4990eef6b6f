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
import { pageMessages as messages } from "./messages.ts";

/** The form's fields as they are filled in. */
export function formFields(locale: Locale, form: Form): Markup {
  const say = (entry: Localized) => text(entry, locale);
  const value = (name: string) => form[name] ?? "";
  const line = (name: string, label: Localized, lang = "") =>
    html`<label>${say(label)}<input name="${name}" value="${value(name)}" lang="${lang}"></label>`;
  const area = (name: string, label: Localized, lang = "") =>
    html`<label
      >${say(label)}<textarea name="${name}" rows="5" lang="${lang}">${value(name)}</textarea></label
    >`;
  const tick = (name: string, label: Localized) =>
    html`<label class="tick"
      ><input type="checkbox" name="${name}" value="yes" ${value(name) === "yes" ? "checked" : ""}>
      ${say(label)}</label
    >`;
  const option = (id: string, label: string, chosen: string) =>
    html`<option value="${id}" ${id === chosen ? "selected" : ""}>${label}</option>`;
  return html`
    ${line("titleZh", messages.titleZh, "zh")} ${line("titleEn", messages.titleEn, "en")}
    ${area("bodyZh", messages.bodyZh, "zh")} ${area("bodyEn", messages.bodyEn, "en")}
    <label
      >${say(messages.topic)}<select name="topic">
        ${TOPICS.map((topic) => option(topic, say(topicNames[topic]), value("topic")))}
      </select></label
    >
    <fieldset>
      <legend>${say(messages.audience)}</legend>
      ${tick("groups", messages.allGroups)} ${tick("everyone", messages.everyone)}
      ${tick("subscribers", messages.subscribers)} ${line("tag", messages.tag)}
      ${area("people", messages.people)} ${line("received", messages.received)}
      ${line("event", audienceMessages.event)}
      <label
        >${say(audienceMessages.seats)}<select name="seats">
          ${SEAT_GROUPS.map((group) => option(group, say(seatGroupNames[group]), value("seats")))}
        </select></label
      >
      ${line("session", audienceMessages.session)} ${line("programme", audienceMessages.programmeField)}
      ${line("status", audienceMessages.statusField)}
      <label
        >${say(messages.platform)}<select name="platform">
          ${option("", say(messages.anyPlatform), value("platform"))}
          ${PLATFORMS.map((platform) => option(platform, platform, value("platform")))}
        </select></label
      >
    </fieldset>
    <fieldset>
      <legend>${say(messages.buttons)}</legend>
      ${tick("read", messages.buttonRead)} ${tick("question", messages.buttonQuestion)}
      ${line("signup", audienceMessages.buttonSignUp)}
      ${area("required", messages.required)}
    </fieldset>
    ${line("at", messages.at)} ${line("override", messages.override)}`;
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
