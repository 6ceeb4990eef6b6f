import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { CommandDefinition, EngineDefinition } from "../../src/engine/definition.ts";
import type { Flow } from "../../src/engine/flow.ts";
import { addAudit } from "../../src/store/audit.ts";
import { changed } from "../support/simulator/builds.ts";
import type { Build } from "../support/simulator/process.ts";

const MINUTE = 60_000;
const life = { surface: "private", idleMs: 10 * MINUTE, ttlMs: 60 * MINUTE } as const;
const marked = z.object({ mark: z.string() });
const marks = z.array(z.string()).catch([]);
const prompt = (zh: string) => () => ({ text: zh });
const word = (text: string) => ({ ok: true as const, value: text });

/** Everything noted stays in the state: a lost turn loses its mark, a doubled one shows it twice. */
function noteFlow(): Flow {
  return flow("test.note", { version: 1, ...life })
    .input(marked)
    .say("note", ({ input: { mark }, memory }) => [
      { kind: "remember", key: "marks", value: [...marks.parse(memory["marks"]), mark] },
      { kind: "say", content: { text: `记下 ${mark}` } },
    ])
    .build();
}

/** A payment is a row in the world: the effect must happen once. */
function payFlow(): Flow {
  return flow("test.pay", { version: 1, ...life })
    .input(marked)
    .effect("pay", {
      key: ({ run }) => `pay:${run}`,
      perform: async (transaction, { input: { mark }, actor }) => {
        await addAudit(transaction, { who: actor.person, what: "chaos.paid", onWhat: mark });
        return { kind: "paid" as const };
      },
    })
    .match("pay", {
      paid: {
        to: "end",
        acts: (_result, { input }) => [{ kind: "say", content: { text: `付讫 ${input.mark}` } }],
      },
    })
    .build();
}

/** Two questions whose order changes with the version: 2 migrates from 1, 3 begins again. */
function visitFlow(version: number): Flow {
  const city = { label: { zh: "城市", en: "city" }, prompt: prompt("哪座城市？"), parse: word };
  const name = { label: { zh: "名字", en: "name" }, prompt: prompt("怎么称呼？"), parse: word };
  const begun = flow("test.visit", { version, ...life }).input(z.null());
  const asked =
    version === 2
      ? begun.ask("name", name).ask("city", city)
      : begun.ask("city", city).ask("name", name);
  const saved = asked
    .effect("save", {
      key: ({ run }) => `visit:${run}`,
      perform: async (transaction, { run, actor }) => {
        await addAudit(transaction, { who: actor.person, what: "chaos.visited", onWhat: run });
        return { kind: "saved" as const };
      },
    })
    .match("save", {
      saved: { to: "end", acts: () => [{ kind: "say", content: { text: "欢迎来访" } }] },
    });
  if (version === 1) return saved.build();
  if (version === 3) return saved.restartKeepingAnswers(2).restartKeepingAnswers(1).build();
  return saved
    .migrate(1, ({ step, answers }) => ({ step: step === "name" ? "name" : "city", answers }))
    .build();
}

const withMark = (args: string) => (args === "" ? undefined : { mark: args });

const commands: readonly CommandDefinition[] = [
  { name: "note", words: ["记"], flow: "test.note", input: withMark },
  { name: "pay", words: ["付"], flow: "test.pay", input: withMark },
  { name: "visit", words: ["来访"], flow: "test.visit", input: () => null },
];

/** Builds of the bot with the probes beside the flows that ship; each holds another version of the visit. */
export function probeBuilds(shipped: Build): readonly Build[] {
  return [1, 2, 3].map((version) =>
    changed(
      shipped,
      (definition): EngineDefinition => ({
        ...definition,
        flows: [...definition.flows, noteFlow(), payFlow(), visitFlow(version)],
        commands: [...definition.commands, ...commands],
      }),
    ),
  );
}

/** The marks a lane's state holds, in the order they were noted. */
export function notedMarks(
  memory: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): readonly string[] {
  return Object.values(memory).flatMap((here) => marks.parse(here["test.note/marks"]));
}
