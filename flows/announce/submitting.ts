import { type Act, openButton } from "../../src/engine/flow.ts";
import type { Content } from "../../src/engine/intent.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, type Template, text } from "../../src/i18n/messages.ts";
import { reachMessages } from "../../src/i18n/reach-messages.ts";
import { standingCard } from "./manage-cards.ts";
import { announceMessages as messages } from "./messages.ts";
import type { DraftResult, SubmitResult, Told } from "./services.ts";
import { notStaff, say } from "./shared.ts";
import { writeMessages } from "./write-messages.ts";

/** What is said of a draft that cannot be sent as it is. */
export function saidOfCount<Result>(entry: Template<Result>, locale: Locale, result: Result): Act {
  return say(fill(entry, locale, result));
}

type In = { readonly locale: Locale };
type Drafted<Kind extends DraftResult["kind"]> = Extract<DraftResult, { kind: Kind }>;

/** What is said of each outcome of counting, and which question is asked again. */
export const countBranches = {
  counted: { to: "next" },
  nobody: {
    to: "audience",
    acts: (result: Drafted<"nobody">, { locale }: In) => [
      saidOfCount(writeMessages.nobodyCounted, locale, result),
    ],
  },
  no_person: {
    to: "people",
    acts: (result: Drafted<"no_person">, { locale }: In) => [
      saidOfCount(writeMessages.unknownPerson, locale, result),
    ],
  },
  no_reader: {
    to: "required",
    acts: (result: Drafted<"no_reader">, { locale }: In) => [
      saidOfCount(writeMessages.unknownPerson, locale, result),
    ],
  },
  gone: {
    to: "audience",
    acts: (result: Drafted<"gone">, { locale }: In) => [
      saidOfCount(writeMessages.nameGone, locale, result),
    ],
  },
  too_long: {
    to: "body",
    acts: (result: Drafted<"too_long">, { locale }: In) => [
      saidOfCount(writeMessages.tooLongTogether, locale, result),
    ],
  },
  past: {
    to: "when",
    acts: (_result: unknown, { locale }: In) => [say(text(writeMessages.badTime, locale))],
  },
  moved_on: {
    to: "end",
    acts: (_result: unknown, { locale }: In) => [say(text(writeMessages.movedOn, locale))],
  },
  not_staff: notStaff,
} as const;

/** What is said once it was submitted, or why it was not. */
export const submitBranches = {
  submitted: {
    to: "end",
    acts: (result: Extract<SubmitResult, { kind: "submitted" }>, { locale }: In) =>
      submittedActs(result, locale),
  },
  nobody: {
    to: "end",
    acts: (_result: unknown, { locale }: In) => [say(text(writeMessages.nobody, locale))],
  },
  past: {
    to: "end",
    acts: (_result: unknown, { locale }: In) => [say(text(writeMessages.past, locale))],
  },
  moved_on: {
    to: "end",
    acts: (_result: unknown, { locale }: In) => [say(text(writeMessages.movedOn, locale))],
  },
  not_staff: notStaff,
} as const;

/** Whom a draft would reach, with ways to look at it before it is confirmed. */
export function countedPrompt(result: DraftResult, locale: Locale): Content {
  if (result.kind !== "counted") return { text: text(writeMessages.movedOn, locale) };
  const { id, needsSecond } = result;
  const lines = [
    fill(reachMessages.counted, locale, result),
    fill(reachMessages.leftOut, locale, result),
    text(needsSecond ? writeMessages.needsSecond : writeMessages.reviewText, locale),
  ];
  return {
    title: text(writeMessages.reviewTitle, locale),
    text: lines.join("\n\n"),
    buttons: [
      openButton(text(messages.actPreview, locale), "announce-do", `preview-${id}`),
      openButton(text(messages.actTest, locale), "announce-do", `test-${id}`),
    ],
  };
}

/** What the author and whoever can approve it are told once it is submitted. */
function submittedActs(
  { standing, approvers, body, ...counts }: Extract<SubmitResult, { kind: "submitted" }>,
  locale: Locale,
): readonly Act[] {
  const waits = standing.state === "awaiting_approval";
  const lines = [
    fill(writeMessages.submitted, locale, counts),
    ...(waits ? [text(writeMessages.waitsForSecond, locale)] : []),
  ];
  const footnote = (each: Locale) => fill(writeMessages.submitted, each, counts);
  return [
    say(lines.join("\n\n")),
    standingCard(standing, locale),
    ...(waits ? askApprovers(approvers, { ...standing, body }, footnote) : []),
  ];
}

/** An announcement as whoever may approve it sees it. */
export function askApprovers(
  approvers: Told,
  { id, title, body }: { readonly id: string; readonly title: Both; readonly body: Both },
  footnote: (locale: Locale) => string | undefined,
): readonly Act[] {
  const button = (act: "approve" | "return" | "preview", locale: Locale) =>
    openButton(
      text(LABELS[act], locale),
      "announce-do",
      `${act}-${id}`,
      act === "approve" ? "primary" : undefined,
    );
  return approvers.map(({ person, locale }) => ({
    kind: "tell",
    to: { kind: "person", person },
    locale,
    content: {
      title: text(messages.approveTitle, locale),
      text: `${localize(title, locale)}\n\n${localize(body, locale)}`,
      footnote: footnote(locale),
      buttons: (["approve", "return", "preview"] as const).map((act) => button(act, locale)),
    },
  }));
}

type Both = { readonly zh: string; readonly en: string };

const LABELS = {
  approve: messages.actApprove,
  return: messages.actReturn,
  preview: messages.actPreview,
} as const;
