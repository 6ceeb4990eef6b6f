import type { QuestionRecord } from "../../src/engine/command.ts";
import { type Act, openButton } from "../../src/engine/flow.ts";
import type { Button, Content } from "../../src/engine/intent.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { policyMessages as messages } from "./messages.ts";
import type { PolicyAnswer, PolicyServices } from "./services.ts";

/** The turn an answer belongs to. */
export interface Asking {
  readonly locale: Locale;
  readonly space: string;
  readonly turn: string;
  readonly origin: QuestionRecord["at"];
  readonly messageId?: string | undefined;
}

/** An answer as a card: title, paragraphs, source line, and only buttons that work. */
export function answerCard(
  services: Pick<PolicyServices, "deskName">,
  answer: PolicyAnswer,
  asking: Asking,
  more: readonly Button[] = [],
): Content {
  return {
    ...(answer.title === undefined ? {} : { title: answer.title }),
    text: answer.paragraphs.join("\n\n"),
    ...(answer.source === undefined ? {} : { footnote: answer.source }),
    buttons: [...more, deskButton(services, answer, asking)],
  };
}

/** Hands the question on to a desk; named when the answer points at one. */
export function deskButton(
  services: Pick<PolicyServices, "deskName">,
  answer: PolicyAnswer,
  asking: Asking,
): Button {
  const named = answer.kind === "not_stated" && answer.desk !== undefined;
  const label =
    named && answer.desk
      ? fill(messages.askNamedDesk, asking.locale, {
          desk: localize(services.deskName(answer.desk), asking.locale),
        })
      : text(messages.askDesk, asking.locale);
  return openButton(label, "desk", asking.turn, named ? "primary" : undefined);
}

/** Starts one of the flows an answer can point at. */
export function flowButton(flow: AnsweringFlow, args: string, locale: Locale): Button {
  return openButton(text(STARTS[flow], locale), flow, args, "primary");
}

type AnsweringFlow = "calc" | "firstaid" | "status" | "events";

const STARTS = {
  calc: messages.startCalculation,
  firstaid: messages.startFirstAid,
  status: messages.startStatus,
  events: messages.startEvents,
} as const;

/** What is kept of a question: its words for the desk, and what it was answered from. */
export function recordQuestion(
  answer: PolicyAnswer,
  words: string,
  asking: Asking,
  more: {
    readonly isPublic?: boolean;
    /** The question whose answer was pointed at instead. */
    readonly repeats?: string | undefined;
  } = {},
): Act {
  return {
    kind: "record",
    record: {
      kind: "question",
      text: words,
      locale: answer.locale,
      public: more.isPublic ?? asking.space !== "direct",
      at: asking.origin,
      messageId: asking.messageId,
      outcome: answer.kind,
      clauses: answer.clauses,
      facts: answer.facts,
      confidence: answer.confidence,
      desk: answer.desk,
      detail: answer.detail,
      repeats: more.repeats,
    },
  };
}
