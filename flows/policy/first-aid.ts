import { flow } from "../../src/engine/builder.ts";
import type { CommandDefinition } from "../../src/engine/definition.ts";
import { type Act, type Flow, openButton } from "../../src/engine/flow.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import type { FirstAidAnswers } from "../../src/knowledge/first-aid.ts";
import { type Asking, recordQuestion } from "./answer-acts.ts";
import { firstAidMessages as messages } from "./first-aid-messages.ts";
import type { PolicyServices } from "./services.ts";

const MINUTE = 60_000;

const YES = ["是", "是的", "对", "yes", "y"];
const NO = ["不是", "no", "n"];
const UNSURE = ["不知道", "不清楚", "说不准", "don't know", "unsure"];

const FIRST = [
  {
    id: "yes",
    label: messages.firstYes,
    names: [...YES, "第一次", "头一次", "初次", "初犯", "first", "first time"],
  },
  { id: "no", label: messages.firstNo, names: [...NO, "第二次", "再犯", "second time"] },
  { id: "unsure", label: messages.unsure, names: UNSURE },
] as const;

const MINOR = [
  { id: "yes", label: messages.minorYes, names: [...YES, "没后果", "没影响", "没人投诉"] },
  {
    id: "no",
    label: messages.minorNo,
    names: [...NO, "不轻微", "严重", "有投诉", "被投诉", "serious", "not minor"],
  },
  { id: "unsure", label: messages.unsure, names: UNSURE },
] as const;

const FIXED = [
  {
    id: "yes",
    label: messages.fixedYes,
    names: [...YES, "改了", "改好了", "已改正", "下架了", "fixed"],
  },
  { id: "no", label: messages.fixedNo, names: [...NO, "没改", "还没改", "not yet"] },
] as const;

/**
 * The three questions of the first-aid kit. Private: whether somebody broke a rule is nobody else's business.
 * It ends in "might fit" or "the desk has to judge", never in a promise (gov-first-aid-conditions).
 */
export function firstAidFlow(services: PolicyServices): Flow {
  return flow("policy.first-aid", {
    version: 1,
    surface: "private",
    idleMs: 30 * MINUTE,
    ttlMs: 24 * 60 * MINUTE,
  })
    .choose("first", {
      label: messages.firstLabel,
      names: ["初次", "第一次", "first"],
      prompt: ({ locale }) => ({ text: text(messages.firstPrompt, locale) }),
      options: () => FIRST,
    })
    .choose("minor", {
      label: messages.minorLabel,
      names: ["轻微", "minor"],
      prompt: ({ locale }) => ({ text: text(messages.minorPrompt, locale) }),
      options: () => MINOR,
    })
    .choose("fixed", {
      label: messages.fixedLabel,
      names: ["改没改", "fixed"],
      prompt: ({ locale }) => ({ text: text(messages.fixedPrompt, locale) }),
      options: () => FIXED,
    })
    .say("result", (context) => resultActs(services, context))
    .build();
}

interface Answered extends Asking {
  readonly answers: FirstAidAnswers;
  readonly at: Asking["origin"];
}

function resultActs(services: PolicyServices, answered: Answered): readonly Act[] {
  const { answers, locale, turn } = answered;
  const answer = services.firstAid(answers, locale);
  return [
    {
      kind: "say",
      form: "card",
      content: {
        ...(answer.title === undefined ? {} : { title: answer.title }),
        text: answer.paragraphs.join("\n\n"),
        ...(answer.source === undefined ? {} : { footnote: answer.source }),
        buttons: [openButton(text(messages.toDesk, locale), "desk", turn, "primary")],
      },
    },
    recordQuestion(
      answer,
      wordsOf(answers, locale),
      { ...answered, origin: answered.at },
      {
        isPublic: false,
      },
    ),
  ];
}

function wordsOf({ first, minor, fixed }: FirstAidAnswers, locale: Locale): string {
  return fill(messages.record, locale, {
    first: labelOf(FIRST, first, locale),
    minor: labelOf(MINOR, minor, locale),
    fixed: labelOf(FIXED, fixed, locale),
  });
}

function labelOf(
  options: readonly { readonly id: string; readonly label: Localized }[],
  id: string,
  locale: Locale,
): string {
  const found = options.find((option) => option.id === id);
  return found === undefined ? id : localize(found.label, locale);
}

/** 急救 and /firstaid. */
export const firstAidCommand: CommandDefinition = {
  name: "firstaid",
  words: ["急救", "firstaid"],
  flow: "policy.first-aid",
  input: () => null,
};
