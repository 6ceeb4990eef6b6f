import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { CommandDefinition, Fallback } from "../../src/engine/definition.ts";
import type { Act, Flow } from "../../src/engine/flow.ts";
import type { Button } from "../../src/engine/intent.ts";
import { type Asking, answerCard, deskButton, flowButton, recordQuestion } from "./answer-acts.ts";
import { calculateCommand, calculateFlow } from "./calculate.ts";
import { firstAidCommand, firstAidFlow } from "./first-aid.ts";
import { policyMessages as messages } from "./messages.ts";
import type { PolicyAnswer, PolicyServices } from "./services.ts";

const MINUTE = 60_000;
const input = z.object({ text: z.string() });

interface Asked extends Asking {
  readonly input: { readonly text: string };
}

/** The flows that answer from the clauses: questions, calculations, the first-aid questions. */
export function policyFlows(services: PolicyServices): readonly Flow[] {
  return [policyFlow(services), calculateFlow(services), firstAidFlow(services)];
}

/** One question answered from the clauses: said at once, or two or three titles to choose from. */
function policyFlow(services: PolicyServices): Flow {
  return flow("policy.answer", {
    version: 1,
    surface: "public",
    idleMs: 10 * MINUTE,
    ttlMs: 60 * MINUTE,
  })
    .input(input)
    .load("answer", async (context) =>
      services.answer({
        text: context.input.text,
        locale: context.locale,
        // Only what was meant for the bot gets here, with the mention taken off by the adapter.
        inGroup: false,
        memory: context.memory["topic"],
      }),
    )
    .say("answer", (context) => answerActs(services, context.loaded.answer, context))
    .when(
      ({ loaded }) => loaded.answer.kind === "ask_back",
      (part) =>
        part
          .choose("which", {
            label: messages.whichLabel,
            prompt: ({ loaded }) => ({ text: loaded.answer.text }),
            options: ({ loaded }) =>
              (loaded.answer.options ?? []).map((option, index) => ({
                id: String(index + 1),
                label: { zh: option.title, en: option.title },
              })),
          })
          .say("chosen", (context) => {
            const position = Number(context.answers.which) - 1;
            const clause = context.loaded.answer.options?.[position]?.clause;
            if (clause === undefined) return [];
            return answerActs(services, services.showClause(clause, context.locale), context);
          }),
    )
    .build();
}

function answerActs(services: PolicyServices, answer: PolicyAnswer, asked: Asked): readonly Act[] {
  const record = recordQuestion(answer, asked.input.text, asked);
  const memory: readonly Act[] =
    answer.memory === undefined ? [] : [{ kind: "remember", key: "topic", value: answer.memory }];
  return [...spoken(services, answer, asked), record, ...memory];
}

/** What is said; nothing for group talk that was not meant for the desk, and for a question asked back. */
function spoken(services: PolicyServices, answer: PolicyAnswer, asked: Asked): readonly Act[] {
  switch (answer.kind) {
    case "answer":
    case "not_stated": {
      const more = answer.offer ? [offerButton(answer.offer, asked)] : [];
      return [{ kind: "say", form: "card", content: answerCard(services, answer, asked, more) }];
    }
    case "unknown":
      return [
        {
          kind: "say",
          content: { text: answer.text, buttons: [deskButton(services, answer, asked)] },
        },
      ];
    case "routed":
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

function offerButton(offer: NonNullable<PolicyAnswer["offer"]>, { locale }: Asked): Button {
  return flowButton(offer.flow, offer.args, locale);
}

/** Goes on to the flow that answers instead: a calculator, the first-aid questions, or a desk. */
function routedButton(services: PolicyServices, answer: PolicyAnswer, asked: Asked): Button {
  const { flow: to } = answer;
  if (to === "calc" || to === "firstaid") return flowButton(to, "", asked.locale);
  return deskButton(services, answer, asked);
}

/** Everything that is neither a command nor an answer is a question for the clauses. */
export const policyFallback: Fallback = {
  flow: "policy.answer",
  input: (said) => ({ text: said }),
  takes: ({ answer }) => answerKind(answer) !== undefined && TAKEN.has(answerKind(answer) ?? ""),
};

/** In the middle of another flow only a real answer may interrupt; anything less is a failed try. */
const TAKEN = new Set<string>([
  "answer",
  "not_stated",
  "ask_back",
] satisfies PolicyAnswer["kind"][]);

const kindSchema = z.object({ kind: z.string() });

function answerKind(answer: unknown): string | undefined {
  return kindSchema.safeParse(answer).data?.kind;
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
];
