import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { CommandDefinition } from "../../src/engine/definition.ts";
import { type Act, type Flow, openButton } from "../../src/engine/flow.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import type { CalculatorInputs } from "../../src/knowledge/calculators/calculation.ts";
import { type Asking, answerCard, recordQuestion } from "./answer-acts.ts";
import { calculateMessages as messages } from "./calculate-messages.ts";
import {
  calculatorIds,
  calculatorQuestion,
  numberQuestion,
  perQuestion,
  type Rent,
  rentQuestion,
  yearQuestion,
} from "./calculate-questions.ts";
import type { PolicyServices } from "./services.ts";

const MINUTE = 60_000;
const input = z.object({
  /** The calculator, when a button named it. */
  calculator: z.enum(calculatorIds).nullable(),
  /** What was typed behind the command. */
  text: z.string().nullable(),
});

/** One calculation: which, its inputs, the result with its working. */
export function calculateFlow(services: PolicyServices): Flow {
  const { calculators } = services;
  const number = numberQuestion(calculators);
  return flow("policy.calculate", {
    version: 1,
    surface: "public",
    idleMs: 10 * MINUTE,
    ttlMs: 60 * MINUTE,
  })
    .input(input)
    .choose("which", calculatorQuestion(calculators))
    .when(
      ({ answers }) => answers.which === "rent-relief",
      (part) =>
        part
          .ask("rent", rentQuestion(calculators))
          .choose("per", perQuestion)
          .choose("year", yearQuestion(calculators)),
    )
    .when(
      ({ answers }) => answers.which === "fledgling",
      (part) => part.ask("funding", number("amount", messages.amountLabel, messages.fundingPrompt)),
    )
    .when(
      ({ answers }) => answers.which === "guarantee-fee",
      (part) =>
        part.ask("guaranteed", number("amount", messages.amountLabel, messages.guaranteedPrompt)),
    )
    .when(
      ({ answers }) => answers.which === "interest-subsidy",
      (part) =>
        part.ask("interest", number("interest", messages.interestLabel, messages.interestPrompt)),
    )
    .when(
      ({ answers }) => answers.which === "housing-subsidy",
      (part) =>
        part
          .askOptional("subsidy", number("subsidy", messages.subsidyLabel, messages.subsidyPrompt))
          .ask("months", number("months", messages.monthsLabel, messages.monthsPrompt)),
    )
    .when(
      ({ answers }) => answers.which === "apartment-stays",
      (part) =>
        part
          .ask("stays", number("stays", messages.staysLabel, messages.staysPrompt))
          .ask("days", number("days", messages.daysLabel, messages.daysPrompt)),
    )
    .say("result", (context) => resultActs(services, context))
    .build();
}

interface Answered extends Asking {
  readonly answers: {
    readonly which: (typeof calculatorIds)[number];
    readonly rent?: Rent;
    readonly per?: "month" | "year";
    readonly year?: string;
    readonly funding?: number;
    readonly guaranteed?: number;
    readonly interest?: number;
    readonly subsidy?: number | null;
    readonly months?: number;
    readonly stays?: number;
    readonly days?: number;
  };
}

function resultActs(services: PolicyServices, answered: Answered): readonly Act[] {
  const { answers, locale } = answered;
  const answer = services.calculators.calculate(answers.which, inputsOf(answers), locale);
  const again = openButton(text(messages.again, locale), "calc");
  const title = answer.title ?? text(messages.whichLabel, locale);
  const result = answer.paragraphs.slice(0, 2).join("\n");
  const words = fill(messages.record, locale, { title, result });
  return [
    { kind: "say", form: "card", content: answerCard(services, answer, answered, [again]) },
    recordQuestion(answer, words, answered),
  ];
}

function inputsOf(answers: Answered["answers"]): CalculatorInputs {
  const { which: _which, rent, year, funding, guaranteed, subsidy, ...plain } = answers;
  const amount = answers.which === "fledgling" ? funding : guaranteed;
  const single = year === undefined || year === "all" ? undefined : Number(year);
  return {
    ...plain,
    ...(rent === undefined ? {} : { rent: rent.rent }),
    ...(amount === undefined ? {} : { amount }),
    ...(single === undefined ? {} : { year: single }),
    ...(typeof subsidy === "number" ? { subsidy } : {}),
  };
}

/** 测算 and /calc, alone or with a sentence behind. */
export const calculateCommand: CommandDefinition = {
  name: "calc",
  words: ["测算", "计算器", "calc"],
  flow: "policy.calculate",
  input: (args, by) => {
    if (by === "typed") return { calculator: null, text: args === "" ? null : args };
    const calculator = calculatorIds.find((id) => id === args);
    return args !== "" && calculator === undefined
      ? undefined
      : { calculator: calculator ?? null, text: null };
  },
};
