import type { Button, Content } from "../../engine/intent.ts";
import { unreachable } from "../../engine/terms.ts";
import { type Locale, localize } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import type { CopyWords } from "../../store/broadcasts/copies.ts";
import { topicNames } from "../topics.ts";
import type { Broadcast, BroadcastButton } from "./content.ts";
import { broadcastMessages as messages } from "./messages.ts";

/** Which language a copy is in: a person's or group's own, or both in a group that chose none. */
export type CopyLocale = CopyWords["locale"];

const LOCALES: readonly CopyLocale[] = ["zh-CN", "en", "both"];
const BETWEEN = "\n\n— — —\n\n";

type Said = Pick<Broadcast, "id" | "content" | "topic" | "buttons">;

/** Every form in which an announcement is sent. */
export function copiesOf(broadcast: Said): readonly CopyWords[] {
  return forms((whom, locale) => copyContent(broadcast, whom, locale));
}

/** What is posted under copies that could not be taken back. */
export function correctionsOf(broadcast: Said): readonly CopyWords[] {
  return forms((_whom, locale) => correctionContent(broadcast, locale));
}

function forms(
  contentOf: (whom: CopyWords["whom"], locale: CopyLocale) => Content,
): readonly CopyWords[] {
  return (["person", "space"] as const).flatMap((whom) =>
    LOCALES.map((locale) => ({
      whom,
      locale,
      intent: { kind: "say" as const, ...contentOf(whom, locale) },
    })),
  );
}

/** One copy: its words, and what can be tapped under it. */
export function copyContent(broadcast: Said, whom: CopyWords["whom"], locale: CopyLocale): Content {
  const { title, body } = broadcast.content;
  return {
    title: locale === "both" ? `${title.zh} / ${title.en}` : localize(title, locale),
    text: locale === "both" ? `${body.zh}${BETWEEN}${body.en}` : localize(body, locale),
    buttons: buttonsOf(broadcast, whom, locale === "both" ? "zh-CN" : locale),
  };
}

/**
 * What a required reader is reminded with. It repeats nothing of the text: that can still be corrected and taken back,
 * and a reminder cannot.
 */
export function nudgeContent({ id, content, topic }: Said, locale: Locale): Content {
  return {
    title: text(messages.nudgeTitle, locale),
    text: fill(messages.nudge, locale, { title: localize(content.title, locale) }),
    buttons: [buttonOf(id, { kind: "read" }, locale), ...ownButtons(id, topic, locale)],
  };
}

function buttonsOf(
  { id, topic, buttons }: Said,
  whom: CopyWords["whom"],
  locale: Locale,
): readonly Button[] {
  const own = buttons.map((button) => buttonOf(id, button, locale));
  if (whom === "space") return own;
  return [...own, ...ownButtons(id, topic, locale)];
}

/** Why a private message came, and how to get no more. */
function ownButtons(id: string, topic: Said["topic"], locale: Locale): readonly Button[] {
  const name = localize(topicNames[topic], locale);
  return [
    open(text(messages.why, locale), "why", id),
    open(fill(messages.mute, locale, { topic: name }), "mute", topic),
  ];
}

function buttonOf(id: string, button: BroadcastButton, locale: Locale): Button {
  switch (button.kind) {
    case "read":
      return open(text(messages.read, locale), "read", id);
    case "question":
      return open(text(messages.question, locale), "ask-about", id);
    case "signup":
      return open(fill(messages.signUp, locale, { code: button.code }), "signup", button.code);
    default:
      return unreachable(button, "button");
  }
}

function open(label: string, command: string, args: string): Button {
  return { label, action: { kind: "open", command, args } };
}

function correctionContent({ content }: Said, locale: CopyLocale): Content {
  const { title, correction } = content;
  const said = (each: Locale) =>
    correction === undefined
      ? fill(messages.recalled, each, { title: localize(title, each) })
      : localize(correction, each);
  const own = locale === "both" ? "zh-CN" : locale;
  return {
    title: text(messages.recalledTitle, own),
    text: locale === "both" ? `${said("zh-CN")}${BETWEEN}${said("en")}` : said(locale),
  };
}
