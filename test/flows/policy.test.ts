import { describe, expect, it } from "vitest";
import type { PolicyServices } from "../../flows/policy/services.ts";
import { converse, openRuns } from "../support/conversation.ts";
import { createLedger, definition, deskServices, fakePolicy } from "../support/fake-services.ts";

const talk = () => converse(definition(deskServices(createLedger())));

describe("a policy question", () => {
  it("is answered where it was asked, as a reply", async () => {
    const lin = talk();
    const said = await lin.says("房租多少？", { space: "group" });
    expect(said.outcome).toBe("answer");
    expect(said.sent[0]?.to).toMatchObject({ kind: "space", at: { space: "group1" } });
    expect(openRuns(lin)).toEqual([]);
  });

  it("carries what to do next on one card: the offered flow, the desk, and both thumbs", async () => {
    const policy: PolicyServices = {
      ...fakePolicy,
      answer: (question) => ({
        ...fakePolicy.answer(question),
        offer: { flow: "calc", args: "rent_relief" },
      }),
    };
    const said = await converse(definition(deskServices(createLedger()), policy)).says("房租？");
    const cards = said.sent.filter(({ intent }) => (intent.buttons ?? []).length > 0);
    expect(cards).toHaveLength(1);
    const [card] = cards;
    expect(card?.intent.title).toBe("title");
    const opened = (card?.intent.buttons ?? []).map(({ action, label }) =>
      action.kind === "open" ? [action.command, label] : [action.kind, label],
    );
    expect(opened).toEqual([
      ["calc", "按我的数测算"],
      ["desk", "问窗口"],
      ["rate", "👍 有用"],
      ["rate", "👎 没用"],
    ]);
  });

  it("about events leads to those that are coming up, by a button", async () => {
    const policy: PolicyServices = {
      ...fakePolicy,
      answer: (question) => ({
        ...fakePolicy.answer(question),
        offer: { flow: "events", args: "" },
      }),
    };
    const lin = converse(definition(deskServices(createLedger()), policy));
    await lin.says("有沙龙吗？");
    expect((await lin.tapsLabel("看近期活动")).text).toMatch(/近期活动[\s\S]*AI开放麦/);
  });

  it("stays unanswered when it was not meant for the bot", async () => {
    const lin = talk();
    const said = await lin.says("房租多少？", { space: "group", addressed: false });
    expect(said).toMatchObject({ outcome: "ignored", sent: [] });
  });

  it.each(["2", "第二个", "另一条"])("that fits two clauses is settled by %s", async (choice) => {
    const lin = talk();
    await lin.says("哪个", { space: "group" });
    const said = await lin.says(choice, { space: "group", addressed: false });
    expect(said.outcome).toBe("answer");
  });

  it("asked once more when it fits one clause by now is answered, not asked back", async () => {
    let fitsTwo = true;
    const policy: PolicyServices = {
      ...fakePolicy,
      answer: (question) => fakePolicy.answer({ ...question, text: fitsTwo ? "哪个" : "房租？" }),
    };
    const lin = converse(definition(deskServices(createLedger()), policy));
    expect((await lin.says("房租")).outcome).toBe("ask_back");
    fitsTwo = false;
    expect((await lin.says("房租")).outcome).toBe("answer");
  });

  it("names the desk when the text doesn't say", async () => {
    expect((await talk().says("电话多少")).text).toContain("问税务窗口");
  });

  it("may interrupt a ticket, which is then taken up again", async () => {
    const lin = talk();
    await lin.says("人工 发票怎么开");
    const said = await lin.says("那房租呢？");
    expect(said.outcome).toBe("answer");
    expect(said.text).toContain("回到刚才的问题");
    expect(openRuns(lin)).toHaveLength(1);
  });

  it("is looked for only when the open question does not take the words, and then once", async () => {
    const asked: string[] = [];
    const policy: PolicyServices = {
      ...fakePolicy,
      answer: (question) => {
        asked.push(question.text);
        return fakePolicy.answer(question);
      },
    };
    const lin = converse(definition(deskServices(createLedger()), policy));
    await lin.says("人工");
    await lin.says("税务");
    await lin.says("印花税的发票章丢了怎么办？");
    expect(asked).toEqual([]);
    await lin.says("那房租呢？");
    expect(asked).toEqual(["那房租呢？"]);
  });
});

describe("help and language", () => {
  it("are there in both languages", async () => {
    const lin = talk();
    expect((await lin.says("帮助")).text).toContain("我是聚场助手");
    expect((await lin.says("语言 英文")).text).toContain("English from now on");
    expect((await lin.says("help")).text).toContain("I'm Juchang");
  });
});
