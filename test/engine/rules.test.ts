import { describe, expect, it } from "vitest";
import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { Flow } from "../../src/engine/flow.ts";
import { graphOf } from "../../src/engine/graph.ts";
import { converse, openRuns, PERSON } from "../support/conversation.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";

const life = { surface: "private", idleMs: 1, ttlMs: 1 } as const;
const word = (text: string) => ({ ok: true as const, value: text });
const label = { zh: "项", en: "item" };
const prompt = () => ({ text: "?" });

const talk = () => converse(definition(deskServices(createLedger())));

describe("a flow", () => {
  it("names every mistake the types cannot catch", () => {
    const built = () =>
      flow("test.wrong", { version: 0, ...life })
        .say("Bad-Id", () => [])
        .build();
    expect(built).toThrow(/version.*|Bad-Id/);
    expect(() => flow("test.empty", { version: 1, ...life }).build()).toThrow("no steps");
  });

  it("does not compile with a mistake the types can catch", () => {
    const start = flow("test.types", { version: 1, ...life }).ask("name", {
      label,
      prompt,
      parse: word,
    });
    // @ts-expect-error a step of that name exists
    start.ask("name", { label, prompt, parse: word });
    // @ts-expect-error there is no such step to depend on
    start.ask("phone", { label, prompt, parse: word, dependsOn: ["nothing"] });
    const done = start.effect("save", {
      key: () => "k",
      perform: async (): Promise<{ kind: "ok" } | { kind: "full" }> => ({ kind: "ok" }),
    });
    // @ts-expect-error an effect whose result is not matched
    done.build();
    // @ts-expect-error one tag is not handled
    done.match("save", { ok: { to: "end" } });
    // @ts-expect-error there is no step to go back to by that name
    done.match("save", { ok: { to: "end" }, full: { to: "nothing" } });
    const open = flow("test.open", { version: 1, surface: "public", idleMs: 1, ttlMs: 1 });
    // @ts-expect-error personal information in a public flow
    open.ask("phone", { label, prompt, parse: word, personal: "phone" });
    const built = done.match("save", { ok: { to: "end" }, full: { to: "name" } }).build();
    expect(graphOf(built).steps.map(({ id }) => id)).toEqual(["name", "save", "save-match"]);
  });
});

describe("versions", () => {
  const first = two(1, ["city", "name"]);
  function two(version: number, order: readonly string[]): Flow {
    const question = (name = "") => ({
      label: { zh: name, en: name },
      prompt: () => ({ text: `${name}?` }),
      parse: word,
    });
    const begun = flow("test.visit", { version, ...life }).input(z.null());
    const [first = "", second = ""] = order;
    const asked =
      first === "city"
        ? begun.ask("city", question(first)).ask("name", question(second))
        : begun.ask("name", question(first)).ask("city", question(second));
    const reviewed = asked.review("check", { prompt, confirm: { zh: "确认", en: "Confirm" } });
    return (version > 1 ? reviewed.restartKeepingAnswers(1) : reviewed).build();
  }
  const withVisit = (visit: Flow) => {
    const base = definition(deskServices(createLedger()));
    const command = { name: "visit", words: ["来访"], flow: "test.visit", input: () => null };
    return { ...base, flows: [...base.flows, visit], commands: [...base.commands, command] };
  };

  it("never bind an answer to a question it was not given to", async () => {
    const lin = converse(withVisit(first));
    await lin.says("来访");
    lin.deploys(withVisit(two(2, ["name", "city"])));
    const said = await lin.says("上海");
    expect(said.text).toContain("name?");
    expect(openRuns(lin)[0]?.answers).toEqual({});
  });

  it("park what this build does not know, and say so once", async () => {
    const lin = converse(withVisit(first));
    await lin.says("来访");
    const base = definition(deskServices(createLedger()));
    lin.deploys(base);
    expect((await lin.says("上海")).text).toContain("工作人员看一下");
    expect((await lin.says("上海")).text).not.toContain("工作人员看一下");
    expect(openRuns(lin)[0]?.aside).toBe("parked");
  });
});

describe("buttons", () => {
  it("of somebody else are refused privately", async () => {
    const lin = talk();
    const said = await lin.taps(
      { kind: "answer", lane: "somebody000000", run: 1, question: 1, option: "tax" },
      { space: "group" },
    );
    expect(said.sent).toMatchObject([{ to: { kind: "onlyYou", person: PERSON } }]);
  });

  it("out of date show where things stand", async () => {
    const lin = talk();
    await lin.says("人工");
    const [asked] = lin.heard.slice(-1);
    await lin.says("税务");
    const old = asked?.intent.kind === "choose" ? asked.intent.options[0]?.action : undefined;
    const said = old ? await lin.taps(old) : undefined;
    expect(said?.outcome).toBe("stale");
    expect(said?.text).toContain("把想问的写清楚");
  });

  it("of a question asked again in the meantime still answer it; those of an earlier review do not", async () => {
    const lin = talk();
    await lin.says("人工");
    const [asked] = lin.heard.slice(-1);
    await lin.says("合作文件缺一页，该补交到哪里？");
    const first = asked?.intent.kind === "choose" ? asked.intent.options[0]?.action : undefined;
    const taken = first && (await lin.taps(first));
    expect(taken?.outcome).toBe("advanced");
    await lin.says("合作文件缺一页，该补交到哪里？");
    await lin.says("同意");
    const review = lin.heard.at(-1)?.intent;
    const confirm = review?.buttons?.find(({ label }) => label === "确认提交");
    await lin.says("重复");
    const again = confirm && (await lin.taps(confirm.action));
    expect(again?.outcome).toBe("stale");
  });
});

describe("time", () => {
  it("reminds once, then closes and says so", async () => {
    const lin = talk();
    await lin.says("人工");
    const timer = { kind: "timer", name: "idle", run: 1 } as const;
    expect((await lin.happens(timer)).text).toContain("还没办完");
    expect((await lin.happens(timer)).text).toContain("先关了");
    expect((await lin.happens(timer)).sent).toEqual([]);
  });

  it("offers an unseen private question once more when the person turns up in a group", async () => {
    const lin = talk();
    await lin.says("人工");
    lin.waits(120_000);
    const again = await lin.says("房租多少？", { space: "group" });
    expect(again.sent.filter(({ to }) => to.kind === "person")).toHaveLength(1);
    lin.waits(120_000);
    const once = await lin.says("房租多少？", { space: "group" });
    expect(once.sent.filter(({ to }) => to.kind === "person")).toHaveLength(0);
  });

  it("keeps what was put aside", async () => {
    const lin = talk();
    await lin.says("人工");
    await lin.says("税务");
    await lin.says("稍后");
    expect((await lin.says("继续")).text).toContain("把想问的写清楚");
    expect(openRuns(lin)[0]?.answers).toMatchObject({ topic: "tax" });
  });

  it("offers a person after three tries", async () => {
    const lin = talk();
    await lin.says("人工");
    for (const _ of [1, 2]) await lin.says("随便");
    const third = await lin.says("随便");
    expect(third.text).toContain("找窗口的工作人员");
    expect(third.stepped.commands).toContainEqual(expect.objectContaining({ kind: "alert" }));
  });
});
