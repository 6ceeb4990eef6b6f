import { describe, expect, it } from "vitest";
import type {
  AccountServices,
  ExportedKind,
  Holding,
  StandingConsent,
} from "../../flows/account/services.ts";
import { PERSONAL_DESCRIPTIONS } from "../../src/domain/personal-descriptions.ts";
import { converse, openRuns, PERSON } from "../support/conversation.ts";
import { fakeKnowledge } from "../support/fake-knowledge.ts";
import {
  createLedger,
  definition,
  deskServices,
  fakeAccount,
  fakePolicy,
} from "../support/fake-services.ts";

const TICKETS: Holding = {
  ...PERSONAL_DESCRIPTIONS.tickets,
  kind: "tickets",
  count: 3,
  open: 2,
  days: 180,
  isProof: false,
};
const AUDIT: Holding = {
  ...PERSONAL_DESCRIPTIONS.audit,
  kind: "audit",
  count: 1,
  open: 0,
  days: undefined,
  isProof: true,
};
const ACCOUNT: Holding = {
  ...PERSONAL_DESCRIPTIONS.account,
  kind: "account",
  count: 1,
  open: 0,
  days: undefined,
  isProof: false,
};

const consentTo = (purpose: string, zh: string, en: string): StandingConsent => ({
  purpose,
  textVersion: 1,
  givenAt: Date.UTC(2026, 10, 23, 18),
  title: { zh, en },
  stops: { zh: `${zh}会停。`, en: `${en} stops.` },
});

function talk(changes: Partial<AccountServices>) {
  const bot = definition(deskServices(createLedger()), fakePolicy, fakeKnowledge(), {
    account: fakeAccount(changes),
  });
  return converse(bot);
}

const mine = { holdings: async () => [TICKETS, AUDIT, ACCOUNT] };

describe("我的数据", () => {
  it("shows fields, purpose, who sees it and for how long, with the consents", async () => {
    const lin = talk({
      ...mine,
      consents: async () => [consentTo("ticket", "交给窗口", "The desks")],
    });
    const { text } = await lin.says("我的数据");
    expect(text).toMatch(
      /工单：3 条：问题、往来文字、电话.*服务窗口的工作人员.*存 180 天后自动删除/,
    );
    expect(text).toMatch(/操作记录：.*作为凭证保留/);
    expect(text).toMatch(/聊天账号：.*存到你删除为止/);
    expect(text).toContain("同意 · 交给窗口：2026-11-24 同意，文本第 1 版");
    expect(openRuns(lin)).toEqual([]);
    const english = await talk(mine).says("/privacy", { locale: "en" });
    expect(english.text).toMatch(/Tickets: 3: .*Deleted by itself after 180 days/);
  });

  it("shows nothing of it in a group, but where it went", async () => {
    const lin = talk(mine);
    const { sent } = await lin.says("我的数据", { space: "group" });
    expect(sent.map(({ to }) => to.kind)).toEqual(["person", "onlyYou"]);
    expect(sent[0]?.to).toEqual({ kind: "person", person: PERSON });
    const [, hint] = sent;
    expect(hint?.intent).toMatchObject({ kind: "notice", text: expect.stringContaining("私聊") });
    expect(JSON.stringify(hint)).not.toContain("工单");
  });

  it("exports everything as text, in parts that a chat can bear", async () => {
    const record = { code: "T-1001", question: "发票怎么开".repeat(50) };
    const kinds: readonly ExportedKind[] = [
      { title: TICKETS.title, records: Array.from({ length: 30 }, () => record) },
    ];
    const lin = talk({ ...mine, exported: async () => kinds });
    await lin.says("我的数据");
    const { sent } = await lin.tapsLabel("导出给我");
    expect(sent.length).toBeGreaterThan(2);
    const text = sent.map(({ intent }) => intent.text).join("\n");
    expect(text.match(/T-1001/g)).toHaveLength(30);
    expect(sent.every(({ intent }) => intent.text.length <= 3_000)).toBe(true);
    const hinted = await talk({}).says("导出我的数据", { space: "group" });
    expect(hinted.text).toContain("什么都没有存");
  });

  it("says what an export had no room for", async () => {
    const records = Array.from({ length: 60 }, (_, id) => ({ id, words: "长".repeat(2_900) }));
    const exported = async () => [{ title: TICKETS.title, records }];
    const { sent } = await talk({ exported }).says("导出我的数据");
    expect(sent).toHaveLength(12);
    expect(sent.at(-1)?.intent).toMatchObject({ footnote: expect.stringContaining("没列出") });
    const long = async () => [{ title: TICKETS.title, records: [{ words: "长".repeat(7_000) }] }];
    const cut = await talk({ exported: long }).says("导出我的数据");
    expect(
      cut.sent
        .map(({ intent }) => intent.text)
        .join("")
        .match(/长/g),
    ).toHaveLength(7_000);
  });
});

describe("撤回同意", () => {
  it("says what stops, asks once more, and takes it back", async () => {
    const done: string[] = [];
    const lin = talk({
      consents: async () => [consentTo("ticket", "交给窗口", "The desks")],
      revoke: async (_transaction, person, purpose) => {
        done.push(`${person} ${purpose}`);
        return { kind: "revoked" };
      },
    });
    expect((await lin.says("撤回同意")).text).toContain("交给窗口会停。");
    expect(done).toEqual([]);
    expect((await lin.says("确认")).text).toContain("已撤回");
    expect(done).toEqual([`${PERSON} ticket`]);
  });

  it("closes what is under way and needs it, with a sentence, and nothing else", async () => {
    const consents = async () => [consentTo("ticket", "交给窗口", "The desks")];
    const lin = talk({ consents });
    await lin.says("人工");
    await lin.says("测算");
    await lin.says("撤回同意");
    const { text } = await lin.says("确认");
    expect(text).toContain("进行到一半的那件事我已经关掉");
    expect(openRuns(lin).map(({ flow }) => flow)).not.toContain("desk.ticket");
    expect(openRuns(lin).map(({ flow }) => flow)).toContain("policy.calculate");
  });

  it("asks which one when there are several", async () => {
    const lin = talk({
      consents: async () => [
        consentTo("ticket", "交给窗口", "The desks"),
        consentTo("news", "订阅消息", "News"),
      ],
      revoke: async () => ({ kind: "not_given" }),
    });
    expect((await lin.says("撤回同意")).text).toContain("想撤回哪一项");
    expect((await lin.says("订阅消息")).text).toContain("订阅消息会停。");
    expect((await lin.says("确认")).text).toContain("已经撤回过了");
  });

  it("has nothing to ask where nothing was given", async () => {
    expect((await talk({}).says("/revoke", { locale: "en" })).text).toContain(
      "nothing to withdraw",
    );
  });
});

describe("删除我的数据", () => {
  it("shows what happens to everything first, and does nothing before it is confirmed", async () => {
    const done: string[] = [];
    const lin = talk({
      ...mine,
      forget: async (_transaction, person) => {
        done.push(person);
        return { kind: "asked" };
      },
    });
    const { text } = await lin.says("删除我的数据");
    expect(text).toMatch(/工单：2 项还没办完。没答完的撤回并关闭/);
    expect(text).toMatch(/操作记录：保留（没有姓名和内容）/);
    expect(text).toContain("第四十七条");
    expect((await lin.says("取消")).text).toContain("什么都没有提交");
    expect(done).toEqual([]);
    await lin.says("/forget");
    expect((await lin.says("确认删除")).text).toContain("一分钟内");
    expect(done).toEqual([PERSON]);
  });

  it("goes on in the direct chat when it is asked for in a group", async () => {
    const { sent } = await talk(mine).says("删除我的数据", { space: "group" });
    expect(sent.map(({ to }) => to.kind)).toEqual(["onlyYou", "person"]);
    expect(JSON.stringify(sent[0])).not.toContain("工单");
  });
});

describe("words said to a flow that asks for personal things", () => {
  it("are kept sealed only, and others can be searched", async () => {
    const lin = talk({});
    expect((await lin.says("房租多少？")).stepped.summary.personal).toBeUndefined();
    expect((await lin.says("人工 发票怎么开")).stepped.summary.personal).toBe(true);
    expect((await lin.says("同意")).stepped.summary.personal).toBe(true);
    expect((await lin.says("改问题 换一个问法")).stepped.summary.personal).toBe(true);
    expect((await lin.says("帮助")).stepped.summary.personal).toBe(true);
    await lin.says("取消");
    expect((await lin.says("帮助")).stepped.summary.personal).toBeUndefined();
  });
});

describe("绑定", () => {
  it("shows nothing of a code in the group it was asked for in", async () => {
    const { sent } = await talk({}).says("绑定", { space: "group" });
    expect(sent.map(({ to }) => to.kind)).toEqual(["person", "onlyYou"]);
    expect(JSON.stringify(sent[1])).not.toContain("7K4M");
  });

  it("is over when the time ran out before either side confirmed", async () => {
    const lin = talk({
      confirmClaim: async () => ({ kind: "refused" }),
      agreeToLink: async () => ({ kind: "refused" }),
    });
    await lin.says("绑定 7K4M-29QX");
    expect((await lin.says("确认")).text).toContain("这个代码不能用");
    await lin.taps({ kind: "open", command: "link-accept", args: "l1" });
    expect((await lin.says("确认")).text).toContain("这个代码不能用");
    const stale = await lin.taps({ kind: "open", command: "link-accept", args: "" });
    expect(stale.text).not.toContain("Slack");
  });
});
