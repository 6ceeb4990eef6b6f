import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { CommandDefinition, Fallback } from "../../src/engine/definition.ts";
import type { Act, Flow } from "../../src/engine/flow.ts";
import type { Button, Content } from "../../src/engine/intent.ts";
import { text } from "../../src/i18n/messages.ts";
import { type Asking, answerCard, deskButton, flowButton, recordQuestion } from "./answer-acts.ts";
import { calculateCommand, calculateFlow } from "./calculate.ts";
import { ratingButtons, ratingCommands, ratingFlow, ratingWordsFlow } from "./feedback.ts";
import { firstAidCommand, firstAidFlow } from "./first-aid.ts";
import { policyMessages as messages } from "./messages.ts";
import type { EarlierAnswer, PolicyAnswer, PolicyServices } from "./services.ts";

const MINUTE = 60_000;
const input = z.object({ text: z.string() });

interface Asked extends Asking {
  readonly actor: { readonly person: string };
  readonly input: { readonly text: string };
}

/** The flows that answer from the clauses, and what people say of the answers. */
export function policyFlows(services: PolicyServices): readonly Flow[] {
  return [
    policyFlow(services),
    calculateFlow(services),
    firstAidFlow(services),
    ratingFlow(services),
    ratingWordsFlow(services),
  ];
}

/** What was found for a question, and whether it stands in this place already. */
interface Found extends PolicyAnswer {
  readonly earlier?: EarlierAnswer | undefined;
}

/** One question answered from the clauses: said at once, or two or three titles to choose from. */
function policyFlow(services: PolicyServices): Flow {
  return flow("policy.answer", {
    version: 2,
    surface: "public",
    idleMs: 10 * MINUTE,
    ttlMs: 60 * MINUTE,
  })
    .input(input)
    .load("answer", async (context): Promise<() => Found> => {
      // Most words in the middle of another flow are its answers: nothing is looked for until it is asked for.
      const find = once(() =>
        services.answer({
          text: context.input.text,
          locale: context.locale,
          // Only what was meant for the bot gets here, with the mention taken off by the adapter.
          inGroup: false,
          memory: context.memory["topic"],
        }),
      );
      if (context.space === "direct" || find().detail === undefined) return find;
      const asked = { at: context.origin, person: context.actor.person };
      const found = { ...find(), earlier: await services.answeredBefore(find(), asked) };
      return () => found;
    })
    .say("answer", (context) => answerActs(services, context.loaded.answer(), context))
    .when(
      ({ loaded }) => loaded.answer().kind === "ask_back",
      (part) =>
        part
          .choose("which", {
            label: messages.whichLabel,
            prompt: ({ loaded }) => ({ text: loaded.answer().text }),
            options: ({ loaded }) =>
              (loaded.answer().options ?? []).map(({ key, title }) => ({
                id: key,
                label: { zh: title, en: title },
              })),
          })
          .say("chosen", (context) => chosenActs(services, context.answers.which, context)),
    )
    .restartKeepingAnswers(1)
    .build();
}

/** Makes a value when it is first asked for, and keeps it. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A clause may be taken out of use between the question back and its answer. */
function chosenActs(
  services: PolicyServices,
  key: string,
  asked: Asked & { readonly loaded: { readonly answer: () => Found } },
): readonly Act[] {
  const option = asked.loaded.answer().options?.find((each) => each.key === key);
  const shown = option && services.showClause(option.clause, asked.locale);
  if (shown) return answerActs(services, shown, asked);
  return [{ kind: "say", content: { text: text(messages.clauseGone, asked.locale) } }];
}

function answerActs(services: PolicyServices, answer: Found, asked: Asked): readonly Act[] {
  const record = recordQuestion(answer, asked.input.text, asked, {
    repeats: answer.earlier?.reference,
  });
  const memory: readonly Act[] =
    answer.memory === undefined ? [] : [{ kind: "remember", key: "topic", value: answer.memory }];
  const said =
    answer.earlier === undefined
      ? spoken(services, answer, asked)
      : [pointer(services, answer, answer.earlier, asked)];
  return [...said, ...pastedWarning(answer, asked), record, ...memory];
}

/** Whoever put a number into a group reads privately why not to; the group reads nothing of it. */
function pastedWarning({ pasted }: PolicyAnswer, { space, actor, locale }: Asked): readonly Act[] {
  if (pasted === undefined || space === "direct") return [];
  const isCase = pasted === "case";
  const words = text(isCase ? messages.pastedCase : messages.pastedReceipt, locale);
  const content = isCase
    ? { text: words, buttons: [flowButton("status", "", locale)] }
    : { text: words };
  return [{ kind: "tell", to: { kind: "person", person: actor.person }, locale, content }];
}

/** The fact once more in short, as a reply to the message that holds the whole answer. */
function pointer(
  services: PolicyServices,
  answer: PolicyAnswer,
  { messageId }: EarlierAnswer,
  asked: Asked,
): Act {
  const [fact = ""] = answer.paragraphs;
  return {
    kind: "tell",
    to: { kind: "space", at: asked.origin, replyTo: messageId },
    locale: answer.locale,
    content: {
      ...ratedCard(services, answer, asked),
      text: [fact, text(messages.answeredAbove, answer.locale)].join("\n\n"),
    },
  };
}

/** What is said; nothing for group talk that was not meant for the desk, and for a question asked back. */
function spoken(services: PolicyServices, answer: PolicyAnswer, asked: Asked): readonly Act[] {
  switch (answer.kind) {
    case "answer":
    case "not_stated":
      return [{ kind: "say", form: "card", content: ratedCard(services, answer, asked) }];
    case "unknown":
      return [
        {
          kind: "say",
          content: { text: answer.text, buttons: [deskButton(services, answer, asked)] },
        },
      ];
    case "routed":
      if (answer.pasted !== undefined && asked.space !== "direct") {
        return [{ kind: "say", content: { text: text(messages.goOnPrivately, asked.locale) } }];
      }
      return [
        {
          kind: "say",
          content: { text: answer.text, buttons: [routedButton(services, answer, asked)] },
        },
      ];
    case "declined":
      return [{ kind: "say", content: { text: answer.text } }];
    case "ignored":
      return asked.space === "direct" && answer.text !== ""
        ? [{ kind: "say", content: { text: answer.text } }]
        : [];
    case "ask_back":
      return [];
  }
}

/** The answer with what it offers, and with thumbs to say whether it was any good. */
function ratedCard(services: PolicyServices, answer: PolicyAnswer, asked: Asked): Content {
  const offer = answer.offer ? [offerButton(answer.offer, asked)] : [];
  const card = answerCard(services, answer, asked, offer);
  return {
    ...card,
    buttons: [...(card.buttons ?? []), ...ratingButtons(asked.turn, asked.locale)],
  };
}

function offerButton(offer: NonNullable<PolicyAnswer["offer"]>, { locale }: Asked): Button {
  return flowButton(offer.flow, offer.args, locale);
}

/** Goes on to the flow that answers instead: a calculator, the first-aid questions, or a desk. */
function routedButton(services: PolicyServices, answer: PolicyAnswer, asked: Asked): Button {
  const { flow: to } = answer;
  if (to === "calc" || to === "firstaid" || to === "status")
    return flowButton(to, "", asked.locale);
  return deskButton(services, answer, asked);
}

/** Everything that is neither a command nor an answer is a question for the clauses. */
export const policyFallback: Fallback = {
  flow: "policy.answer",
  input: (said) => ({ text: said }),
  takes: ({ answer }) => answerKind(answer) !== undefined && TAKEN.has(answerKind(answer) ?? ""),
  ignores: ({ answer }) => answerKind(answer) === "ignored",
};

/** In the middle of another flow only a real answer may interrupt; anything less is a failed try. */
const TAKEN = new Set<string>([
  "answer",
  "not_stated",
  "ask_back",
] satisfies PolicyAnswer["kind"][]);

const kindSchema = z.object({ kind: z.string() });

function answerKind(answer: unknown): string | undefined {
  return typeof answer === "function" ? kindSchema.safeParse(answer()).data?.kind : undefined;
}

/** 问 … and /ask …: a question said out loud; 测算 and 急救. */
export const policyCommands: readonly CommandDefinition[] = [
  {
    name: "ask",
    words: ["问", "请问", "ask"],
    callingWords: ["问"],
    flow: "policy.answer",
    input: (args) => ({ text: args }),
  },
  calculateCommand,
  firstAidCommand,
  ...ratingCommands,
];
