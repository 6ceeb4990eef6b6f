import { z } from "zod";
import type { DoorResult } from "../../src/domain/events/results.ts";
import type { EventView } from "../../src/domain/events/views.ts";
import { flow } from "../../src/engine/builder.ts";
import { type Act, type Flow, openButton, type Parsed } from "../../src/engine/flow.ts";
import { cleanText, foldText, hasContent } from "../../src/engine/normalize.ts";
import type { Transaction } from "../../src/engine/terms.ts";
import type { Actor } from "../../src/engine/turn.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { sessionOptions } from "./choices.ts";
import { checkInBranches } from "./door.ts";
import { eventMessages } from "./messages.ts";
import { PRIVATE, say } from "./seat.ts";
import { seatMessages } from "./seat-messages.ts";
import type { EventServices } from "./services.ts";
import { staffMessages as messages } from "./staff-messages.ts";
import { TASKS } from "./staff-tasks.ts";
import { stateOf } from "./wording.ts";
import { writeMessages } from "./write-messages.ts";

/** Where version 1 could wait: the same questions. */
const ASKED = ["task", "check-state", "session", "start", "check-move", "pass", "name"] as const;

const STATES = { open: "open", close: "closed", cancel: "cancelled" } as const;

const managingInput = z.object({
  code: z.string(),
  /** What a button asked for. */
  task: z.enum(TASKS.map(({ id }) => id)).nullable(),
});

interface Managing {
  readonly input: z.infer<typeof managingInput>;
  readonly actor: Actor;
  readonly run: string;
  readonly loaded: { readonly event: EventView | undefined };
  readonly answers: { readonly task?: (typeof TASKS)[number]["id"]; readonly start?: string };
  readonly locale: Locale;
}

/** 管理活动: what staff do with one event from their direct chat. Who may is decided again by each effect. */
export function manageFlow(services: EventServices): Flow {
  const isTask = (task: string) => (context: Managing) => context.answers.task === task;
  return flow("events.manage", { ...PRIVATE, version: 2 })
    .input(managingInput)
    .load("event", async ({ input, actor }) =>
      (await services.mayManage(actor.person)) ? services.viewEvent(input.code) : undefined,
    )
    .load("screen", ({ input, actor }) => services.onSiteCode(input.code, actor.person))
    .when(
      ({ loaded, answers }) => loaded.event === undefined && !("task" in answers),
      (none) => none.say("none", (context) => line(seatMessages.staffOnly)(undefined, context)),
    )
    .when(
      ({ loaded, answers }) => loaded.event !== undefined || "task" in answers,
      (known) => known.choose("task", taskQuestion),
    )
    .when(
      (context) => stateOfTask(context) !== undefined,
      (part) =>
        part
          .review("check-state", { prompt: reviewState, confirm: messages.confirmLabel })
          .effect("state", stateEffect(services))
          .match("state", stateBranches),
    )
    .when(isTask("move"), (part) =>
      part
        .choose("session", sessionQuestion)
        .ask("start", startQuestion)
        .review("check-move", { prompt: reviewMove, confirm: messages.confirmLabel })
        .effect("move", {
          key: ({ run, turn }) => `event.move:${run}:${turn}`,
          perform: (transaction, { actor, answers }) =>
            services.moveSession(transaction, actor.person, answers.session, answers.start),
        })
        .match("move", moveBranches),
    )
    .when(isTask("door"), (part) =>
      part
        .ask("pass", wordsQuestion(messages.passLabel, messages.passPrompt, LONGEST_ANSWER))
        .effect("door", {
          key: ({ run, turn }) => `event.door:${run}:${turn}`,
          perform: (transaction, { actor, input, answers }) => {
            const who = { staff: actor.person, code: input.code, said: answers.pass };
            return letIn(services, transaction, who);
          },
        })
        .match("door", doorBranches),
    )
    .when(isTask("walk-in"), (part) =>
      part
        .ask("name", wordsQuestion(messages.nameLabel, messages.namePrompt, LONGEST_NAME))
        .effect("walk-in", walkInEffect(services))
        .match("walk-in", walkInBranches),
    )
    .when(isTask("screen"), (part) => part.say("screen", screenActs))
    .migrate(1, ({ step, answers }) => ({
      step: ASKED.find((id) => id === step) ?? "task",
      answers,
    }))
    .build();
}

function stateEffect(services: EventServices) {
  return {
    key: ({ run }: Managing) => `event.state:${run}`,
    perform: (transaction: Transaction, context: Managing) =>
      services.setEventState(
        transaction,
        context.actor.person,
        context.input.code,
        stateOfTask(context) ?? "closed",
      ),
  };
}

function walkInEffect(services: EventServices) {
  return {
    key: ({ run }: Managing) => `event.walkin:${run}`,
    perform: (
      transaction: Transaction,
      { actor, input, answers, locale }: Managing & { readonly answers: { readonly name: string } },
    ) =>
      services.walkIn(transaction, {
        staff: actor.person,
        code: input.code,
        session: undefined,
        name: answers.name,
        locale,
      }),
  };
}

function told({ told: count }: { readonly told: number }, { locale }: Managing): readonly Act[] {
  return say({ text: fill(messages.changed, locale, { told: count }) });
}

function line(words: Localized) {
  return (_result: unknown, { locale }: Managing): readonly Act[] =>
    say({ text: text(words, locale) });
}

const ends = (words: Localized) => ({ to: "end" as const, acts: line(words) });

const stateBranches = {
  changed: { to: "end" as const, acts: told },
  unchanged: ends(messages.unchanged),
  cancelled: ends(messages.isCancelled),
  not_found: ends(eventMessages.notFound),
  not_staff: ends(seatMessages.staffOnly),
};

const moveBranches = {
  moved: { to: "end" as const, acts: told },
  bad_time: { to: "start" as const, acts: line(messages.badTime) },
  past: { to: "start" as const, acts: line(messages.pastTime) },
  not_found: ends(eventMessages.notFound),
  not_staff: ends(seatMessages.staffOnly),
};

const doorBranches = {
  ...checkInBranches(({ loaded }: Managing) => loaded.event?.zone),
  several: { to: "pass" as const, acts: line(messages.severalOfName) },
};

const walkInBranches = {
  checked_in: ends(messages.letIn),
  full: ends(messages.noRoom),
  already: ends(messages.letIn),
  not_found: ends(messages.noScreen),
  not_staff: ends(seatMessages.staffOnly),
};

const taskQuestion = {
  label: messages.taskLabel,
  plain: true,
  prompt: ({ input, loaded: { event }, locale }: Managing) => {
    const [next] = event?.sessions ?? [];
    const state = event && next ? stateOf(next, event.zone, locale) : "—";
    return {
      text: fill(messages.whichTask, locale, {
        title: titleIn({ loaded: { event }, locale }),
        state,
      }),
      buttons: [openButton(text(writeMessages.change, locale), "event-edit", input.code)],
    };
  },
  options: () => TASKS,
  prefill: ({ input }: Managing) => input.task ?? undefined,
};

const sessionQuestion = {
  label: messages.sessionLabel,
  prompt: ({ locale }: Managing) => ({ text: text(messages.whichSession, locale) }),
  options: ({ loaded: { event } }: Managing) =>
    event ? sessionOptions(event, event.sessions.slice(0, 8), undefined) : [],
  prefill: ({ loaded: { event } }: Managing) =>
    event?.sessions.length === 1 ? event.sessions[0]?.id : undefined,
};

const WALL = /^\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}$/;

const startQuestion = {
  label: messages.startLabel,
  prompt: ({ locale }: Managing) => ({ text: text(messages.startPrompt, locale) }),
  parse: (said: string): Parsed<string> => {
    const written = cleanText(said).normalize("NFKC");
    return WALL.test(written)
      ? { ok: true, value: written }
      : { ok: false, reason: messages.badTime, meant: /\d/.test(written) };
  },
};

/** As long as an answer may be: who signed up with a long name is found by it. */
const LONGEST_ANSWER = 500;
const LONGEST_NAME = 80;

function wordsQuestion(
  label: typeof messages.passLabel,
  prompt: typeof messages.passPrompt,
  longest: number,
) {
  return {
    label,
    personal: "name" as const,
    prompt: ({ locale }: Managing) => ({ text: text(prompt, locale) }),
    parse: (said: string): Parsed<string> => {
      const words = cleanText(said);
      return hasContent(words) && words.length <= longest
        ? { ok: true, value: words }
        : { ok: false, reason: eventMessages.badWords };
    },
  };
}

function stateOfTask({ answers: { task } }: Managing) {
  return task === "open" || task === "close" || task === "cancel" ? STATES[task] : undefined;
}

function titleIn({ loaded, locale }: Pick<Managing, "loaded" | "locale">): string {
  return loaded.event ? localize(loaded.event.title, locale) : "";
}

function reviewState(context: Managing) {
  const task = TASKS.find(({ id }) => id === context.answers.task);
  const words = { task: task ? text(task.label, context.locale) : "", title: titleIn(context) };
  return { text: fill(messages.reviewState, context.locale, words) };
}

function reviewMove(context: Managing) {
  const words = { title: titleIn(context), at: context.answers.start ?? "" };
  return { text: fill(messages.reviewMove, context.locale, words) };
}

function screenActs({
  loaded,
  locale,
}: Managing & {
  readonly loaded: { readonly screen: { digits: string; changesInMs: number } | undefined };
}): readonly Act[] {
  const { screen } = loaded;
  if (!screen) return say({ text: text(messages.noScreen, locale) });
  const seconds = Math.ceil(screen.changesInMs / 1000);
  return say({ text: fill(messages.screenCode, locale, { digits: screen.digits, seconds }) });
}

const PASS = /^[a-z0-9]{8}$/i;

/** By the pass, else by the name they signed up with, which must be one person's. */
async function letIn(
  services: EventServices,
  transaction: Transaction,
  { staff, code, said }: { readonly staff: string; readonly code: string; readonly said: string },
): Promise<DoorResult | { readonly kind: "several" }> {
  const typed = said.normalize("NFKC").replace(/\s/g, "");
  if (PASS.test(typed)) {
    return services.checkInPass(transaction, staff, code, typed.toUpperCase());
  }
  const rows = await services.roster(code, staff);
  if (!rows) return { kind: "not_staff" };
  const named = rows.filter((row) =>
    [row.name, row.guest, row.answers["name"]].some(
      (name) => name && foldText(name) === foldText(said),
    ),
  );
  const [one, ...others] = named;
  if (!one) return { kind: "not_found" };
  return others.length > 0
    ? { kind: "several" }
    : services.checkInSeat(transaction, staff, one.seat);
}
