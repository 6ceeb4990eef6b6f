import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { QuestionRecord } from "../../src/engine/command.ts";
import type { CommandDefinition, Fallback } from "../../src/engine/definition.ts";
import { type Act, type Flow, openButton } from "../../src/engine/flow.ts";
import type { Button, Content } from "../../src/engine/intent.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { policyMessages as messages } from "./messages.ts";
import type { PolicyAnswer, PolicyServices } from "./services.ts";

const MINUTE = 60_000;
const input = z.object({ text: z.string() });

interface Asked {
  readonly input: { readonly text: string };
  readonly locale: Locale;
  readonly space: string;
  readonly turn: string;
  readonly origin: QuestionRecord["at"];
  readonly messageId?: string | undefined;
}

/** One question answered from the clauses: said at once, or two or three titles to choose from. */
export function policyFlow(services: PolicyServices): Flow {
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
  const record: Act = { kind: "record", record: questionRecord(answer, asked) };
  const memory: readonly Act[] =
    answer.memory === undefined ? [] : [{ kind: "remember", key: "topic", value: answer.memory }];
  return [...spoken(services, answer, asked), record, ...memory];
}

/** What is said; nothing for group talk that was not meant for the desk, and for a question asked back. */
function spoken(services: PolicyServices, answer: PolicyAnswer, asked: Asked): readonly Act[] {
  switch (answer.kind) {
    case "answer":
    case "not_stated":
      return [{ kind: "say", form: "card", content: card(services, answer, asked) }];
    case "unknown":
    case "routed":
      return [
        {
          kind: "say",
          content: { text: answer.text, buttons: [deskButton(services, answer, asked)] },
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

function card(services: PolicyServices, answer: PolicyAnswer, asked: Asked): Content {
  return {
    ...(answer.title === undefined ? {} : { title: answer.title }),
    text: answer.paragraphs.join("\n\n"),
    ...(answer.source === undefined ? {} : { footnote: answer.source }),
    buttons: [deskButton(services, answer, asked)],
  };
}

/** Hands the question on to a desk; named when the answer points at one. */
function deskButton(services: PolicyServices, answer: PolicyAnswer, asked: Asked): Button {
  const named = answer.kind === "not_stated" && answer.desk !== undefined;
  const label =
    named && answer.desk
      ? fill(messages.askNamedDesk, asked.locale, {
          desk: localize(services.deskName(answer.desk), asked.locale),
        })
      : text(messages.askDesk, asked.locale);
  return openButton(label, "desk", asked.turn, named ? "primary" : undefined);
}

function questionRecord(answer: PolicyAnswer, asked: Asked): QuestionRecord {
  return {
    kind: "question",
    text: asked.input.text,
    locale: answer.locale,
    public: asked.space !== "direct",
    at: asked.origin,
    messageId: asked.messageId,
    outcome: answer.kind,
    clauses: answer.clauses,
    facts: answer.facts,
    confidence: answer.confidence,
    desk: answer.desk,
  };
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

/** 问 … and /ask …: a question said out loud. */
export const policyCommands: readonly CommandDefinition[] = [
  {
    name: "ask",
    words: ["问", "请问", "ask"],
    callingWords: ["问"],
    flow: "policy.answer",
    input: (args) => ({ text: args }),
  },
];
