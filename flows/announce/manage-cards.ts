import { type Act, openButton } from "../../src/engine/flow.ts";
import type { Button } from "../../src/engine/intent.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { announceMessages as messages } from "./messages.ts";
import type { ChatAct, ChatActResult, ChatTalk, ShownCopy, Standing } from "./services.ts";

const LABELS = {
  submit: messages.actSubmit,
  approve: messages.actApprove,
  return: messages.actReturn,
  pause: messages.actPause,
  resume: messages.actResume,
  retry: messages.actRetry,
  uncertain: messages.actUncertain,
  again: messages.actAgain,
  leave: messages.actLeave,
  cancel: messages.actCancel,
  preview: messages.actPreview,
  test: messages.actTest,
  nudge: messages.actNudge,
  status: messages.actStatus,
  edit: messages.actEdit,
  recall: messages.actRecall,
} as const satisfies Readonly<Record<ChatAct | ChatTalk, unknown>>;

/** How an announcement stands, with what can be done about it. */
export function standingCard(standing: Standing, locale: Locale): Act {
  const { id, title, acts } = standing;
  return {
    kind: "say",
    form: "card",
    content: {
      title: localize(title, locale),
      text: linesOf(standing, locale).join("\n\n"),
      footnote: reportsOf(standing, locale),
      buttons: acts.map((act) => actButton(act, id, locale)),
    },
  };
}

function linesOf(standing: Standing, locale: Locale): readonly string[] {
  const { perSecond, secondsLeft, read } = standing;
  const state = localize(standing.stateName, locale);
  const lines = [fill(messages.standing, locale, { ...standing, state })];
  if (secondsLeft !== null) {
    const left = fill(messages.secondsLeft, locale, { seconds: secondsLeft });
    lines.push(fill(messages.speed, locale, { perSecond, left }));
  }
  if (read !== null) {
    lines.push(fill(messages.readBy, locale, { count: read.count }));
    if (read.missing.length > 0) {
      lines.push(fill(messages.stillMissing, locale, { names: named(read.missing, locale) }));
    }
  }
  return lines;
}

function reportsOf(standing: Standing, locale: Locale): string | undefined {
  const { deleted, pastWindow, notDeleted, corrected, edited, notEdited } = standing;
  const lines = [
    ...(deleted + pastWindow + notDeleted > 0
      ? [fill(messages.recallReport, locale, standing)]
      : []),
    ...(corrected > 0 ? [fill(messages.correctedReport, locale, standing)] : []),
    ...(edited + notEdited > 0 ? [fill(messages.editedReport, locale, standing)] : []),
  ];
  return lines.length === 0 ? undefined : lines.join("\n\n");
}

function named(names: readonly string[], locale: Locale): string {
  return names.join(locale === "en" ? ", " : "、");
}

const DANGEROUS: ReadonlySet<ChatAct | ChatTalk> = new Set(["cancel", "recall", "again"]);

function actButton(act: ChatAct | ChatTalk, id: string, locale: Locale): Button {
  const style = DANGEROUS.has(act) ? "danger" : undefined;
  const label = text(LABELS[act], locale);
  return act === "edit" || act === "recall"
    ? openButton(label, `announce-${act}`, id, style)
    : openButton(label, "announce-do", `${act}-${id}`, style);
}

/** Copies of which nobody knows whether they arrived, and the choice what becomes of them. */
export function uncertainCard(
  { id, names, count }: Extract<ChatActResult, { kind: "listed" }>,
  locale: Locale,
): Act {
  const shown = names.map((name) => (name === "" ? text(messages.unnamed, locale) : name));
  const list = `${named(shown, locale)}${count > names.length ? "……" : ""}`;
  return {
    kind: "say",
    form: "card",
    content: {
      title: text(messages.uncertainTitle, locale),
      text: fill(messages.uncertainText, locale, { count, names: list }),
      buttons: (["again", "leave"] as const).map((act) => actButton(act, id, locale)),
    },
  };
}

/** How many of the missing readers were reminded, and why the others were not. */
export function nudgedText(counts: Extract<ChatActResult, { kind: "nudged" }>, locale: Locale) {
  const { recently, muted, unreachable } = counts;
  return [
    fill(messages.nudged, locale, counts),
    ...(recently > 0 ? [fill(messages.nudgedRecently, locale, counts)] : []),
    ...(muted + unreachable > 0 ? [fill(messages.nudgeLeftOut, locale, counts)] : []),
  ].join("\n\n");
}

const WHOM = { zh: messages.whomZh, en: messages.whomEn, group: messages.whomGroup } as const;

/** The copies as each platform shows them, a message a platform. */
export function previewActs(copies: readonly ShownCopy[], locale: Locale): readonly Act[] {
  const platforms = [...new Set(copies.map(({ platform }) => platform))];
  return platforms.map((platform) => ({
    kind: "say",
    content: {
      title: fill(messages.previewTitle, locale, { platform }),
      text: copies
        .filter((copy) => copy.platform === platform)
        .map((copy) => shownCopy(copy, locale))
        .join("\n\n"),
    },
  }));
}

function shownCopy({ whom, parts }: ShownCopy, locale: Locale): string {
  const split = parts.length > 1 ? [fill(messages.split, locale, { count: parts.length })] : [];
  const shown = parts.map((part) => {
    const taps = part.buttons.map((label) => `[${label}]`).join(" ");
    return taps === "" ? part.text : `${part.text}\n\n${taps}`;
  });
  return [text(WHOM[whom], locale), ...split, ...shown].join("\n\n");
}
