import { z } from "zod";
import type { DecisionResult } from "../../src/domain/events/results.ts";
import { flow } from "../../src/engine/builder.ts";
import type { CommandDefinition } from "../../src/engine/definition.ts";
import type { Act, Flow } from "../../src/engine/flow.ts";
import { formatMoment } from "../../src/i18n/dates.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { decideMessages as messages } from "./decide-messages.ts";
import { titleOf } from "./pass.ts";
import { PRIVATE, say } from "./seat.ts";
import { seatMessages } from "./seat-messages.ts";
import type { EventServices } from "./services.ts";
import { stateName } from "./wording.ts";

type Applicant = Awaited<ReturnType<EventServices["applicant"]>>;

interface Deciding {
  readonly loaded: { readonly applicant: Applicant };
  readonly locale: Locale;
}

const OPTIONS = [
  { id: "approve", label: messages.approve },
  { id: "reject", label: messages.reject },
] as const;

/** A request for a seat: who asks and what they answered, then yes or no. Who may is decided again by the effect. */
export function decideFlow(services: EventServices): Flow {
  return flow("events.decide", PRIVATE)
    .input(z.object({ seat: z.string(), decision: z.enum(["approve", "reject"]).nullable() }))
    .load("applicant", ({ input, actor }) => services.applicant(input.seat, actor.person))
    .when(
      ({ loaded, answers }) => loaded.applicant === undefined && !("decision" in answers),
      (none) => none.say("none", line(seatMessages.staffOnly)),
    )
    .when(
      ({ loaded, answers }) => loaded.applicant !== undefined || "decision" in answers,
      (known) =>
        known
          .choose("decision", {
            label: messages.decisionLabel,
            prompt: (context) => requestContent(context),
            options: () => OPTIONS,
            prefill: ({ input }) => input.decision ?? undefined,
          })
          .effect("decide", {
            key: ({ run }) => `event.decide:${run}`,
            perform: (transaction, { actor, input, answers }) =>
              services.decide(
                transaction,
                actor.person,
                input.seat,
                answers.decision === "approve",
              ),
          })
          .match("decide", branches),
    )
    .build();
}

/** Phone numbers and the like stay on the roster: whom to let in is decided by the other answers. */
function requestContent({ loaded: { applicant }, locale }: Deciding) {
  if (!applicant) return { text: text(messages.gone, locale) };
  const { name, startsAt, zone, answers, personal } = applicant;
  const shown = Object.entries(answers).filter(([key]) => !personal.includes(key));
  return {
    title: titleOf(applicant, locale),
    text: text(messages.whatNow, locale),
    rows: [
      ...(name === undefined ? [] : [{ label: text(messages.rowName, locale), value: name }]),
      { label: text(messages.rowWhen, locale), value: formatMoment(startsAt, zone, locale) },
      ...shown.map(([key, value]) => ({ label: labelOf(applicant, key, locale), value })),
    ],
  };
}

function labelOf({ labels }: NonNullable<Applicant>, key: string, locale: Locale): string {
  const label = labels[key];
  return label ? localize(label, locale) : key;
}

function line(words: Localized) {
  return ({ locale }: Deciding): readonly Act[] => say({ text: text(words, locale) });
}

const ends = (words: Localized) => ({
  to: "end" as const,
  acts: (_result: DecisionResult, context: Deciding) => line(words)(context),
});

const branches = {
  approved: ends(messages.approved),
  rejected: ends(messages.rejected),
  full: ends(messages.full),
  decided: {
    to: "end" as const,
    acts: ({ state }: Extract<DecisionResult, { kind: "decided" }>, { locale }: Deciding) =>
      say({ text: fill(messages.decided, locale, { state: stateName(state, locale) }) }),
  },
  not_found: ends(messages.gone),
  not_staff: ends(seatMessages.staffOnly),
};

/** The buttons under the news of a request. */
export const decideCommand: CommandDefinition = {
  name: "seat-decide",
  words: [],
  flow: "events.decide",
  input: (args) => {
    const [, seat, task] = /^([a-z0-9]{1,32})-(look|approve|reject)$/.exec(args) ?? [];
    if (seat === undefined) return undefined;
    return { seat, decision: task === "approve" || task === "reject" ? task : null };
  },
};
