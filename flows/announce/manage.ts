import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { Act, Flow } from "../../src/engine/flow.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { nudgedText, previewActs, standingCard, uncertainCard } from "./manage-cards.ts";
import { announceMessages as messages } from "./messages.ts";
import {
  type AnnounceServices,
  CHAT_ACTS,
  type ChangeResult,
  type ChatActResult,
} from "./services.ts";
import { notStaff, STAFF_FLOW, say } from "./shared.ts";
import { askApprovers, saidOfCount } from "./submitting.ts";
import { writeMessages } from "./write-messages.ts";

const manageInput = z.object({ act: z.enum(CHAT_ACTS), broadcast: z.string() });

/** The buttons under an announcement's card: start, rest, stop, look; what takes more has a flow of its own. */
export function manageFlow(services: AnnounceServices): Flow {
  return flow("announce.manage", { ...STAFF_FLOW, version: 3 })
    .input(manageInput)
    .effect("act", {
      key: ({ run }) => `announce.manage:${run}`,
      perform: (transaction, { input, actor }) =>
        services.act(transaction, actor.person, input.act, input.broadcast),
    })
    .match("act", actBranches())
    .restartKeepingAnswers(1)
    .restartKeepingAnswers(2)
    .build();
}

type Result<Kind extends ChatActResult["kind"]> = Extract<ChatActResult, { kind: Kind }>;
type TooLong = Extract<ChangeResult, { kind: "too_long" }>;
type In = { readonly locale: Locale };

/** What is said of correcting everywhere, or of taking back. */
export function changeBranches() {
  return {
    ...commonBranches(),
    too_long: {
      to: "end",
      acts: (result: TooLong, { locale }: In) => [
        saidOfCount(writeMessages.tooLongTogether, locale, result),
      ],
    },
  } as const;
}

function commonBranches() {
  return {
    done: { to: "end", acts: (result: Result<"done">, { locale }: In) => doneActs(result, locale) },
    not_now: {
      to: "end",
      acts: ({ standing }: Result<"not_now">, { locale }: In): readonly Act[] => [
        say(text(messages.notNow, locale)),
        standingCard(standing, locale),
      ],
    },
    gone: { to: "end", acts: (_r: unknown, { locale }: In) => [said(messages.gone, locale)] },
    not_staff: notStaff,
  } as const;
}

/** What is said of each outcome of a tap. */
function actBranches() {
  return {
    ...commonBranches(),
    shown: {
      to: "end",
      acts: ({ copies }: Result<"shown">, { locale }: In) => previewActs(copies, locale),
    },
    tested: {
      to: "end",
      acts: ({ isSent }: Result<"tested">, { locale }: In) => [
        say(text(isSent ? messages.tested : messages.untestable, locale)),
      ],
    },
    listed: {
      to: "end",
      acts: (result: Result<"listed">, { locale }: In) => [uncertainCard(result, locale)],
    },
    nobody: {
      to: "end",
      acts: (_r: unknown, { locale }: In) => [said(writeMessages.nobody, locale)],
    },
    past: { to: "end", acts: (_r: unknown, { locale }: In) => [said(writeMessages.past, locale)] },
    own: { to: "end", acts: (_r: unknown, { locale }: In) => [said(messages.own, locale)] },
    nudged: {
      to: "end",
      acts: (result: Result<"nudged">, { locale }: In) => [say(nudgedText(result, locale))],
    },
    quiet: {
      to: "end",
      acts: (_r: unknown, { locale }: In) => [said(messages.nudgeQuiet, locale)],
    },
  } as const;
}

function said(entry: Parameters<typeof text>[0], locale: Locale): Act {
  return say(text(entry, locale));
}

/** The card, a word to the author when somebody else decided, and to the others when it waits for them. */
function doneActs(
  { standing, act, author, approvers, body }: Result<"done">,
  locale: Locale,
): readonly Act[] {
  const decided = act === "approve" ? messages.released : messages.returned;
  const told = author.map(
    (each): Act => ({
      kind: "tell",
      to: { kind: "person", person: each.person },
      locale: each.locale,
      content: {
        text: fill(decided, each.locale, { title: localize(standing.title, each.locale) }),
      },
    }),
  );
  const asked = askApprovers(approvers, { ...standing, body }, () => undefined);
  return [standingCard(standing, locale), ...told, ...asked];
}
