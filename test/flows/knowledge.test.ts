import { describe, expect, it } from "vitest";
import type { PolicyServices } from "../../flows/policy/services.ts";
import { createTokens } from "../../src/delivery/tokens.ts";
import { converse } from "../support/conversation.ts";
import { fakeKnowledge } from "../support/fake-knowledge.ts";
import { createLedger, definition, deskServices, fakePolicy } from "../support/fake-services.ts";

function talk(
  changes: Parameters<typeof fakeKnowledge>[0] = {},
  policy: Partial<PolicyServices> = {},
) {
  const done: unknown[] = [];
  const bot = definition(
    deskServices(createLedger()),
    { ...fakePolicy, ...policy },
    fakeKnowledge(changes, done),
  );
  return { clerk: converse(bot), done };
}

const NOT_STAFF = {
  enter: async () => ({ kind: "not_staff" }) as const,
  unanswered: async () => ({ kind: "not_staff" }) as const,
};

describe("a desk's note", () => {
  it("is asked for in both languages and kept once confirmed", async () => {
    const { clerk, done } = talk();
    expect((await clerk.says("便条")).text).toContain("哪方面");
    expect((await clerk.says("开放时间")).text).toContain("中文内容");
    expect((await clerk.says("Saturday 9 to 12")).text).toContain("请用中文写");
    await clerk.says("周六9点到12点开门。");
    expect((await clerk.says("还是中文")).text).toContain("请用英文写");
    await clerk.says("Open on Saturday from 9 to 12.");
    expect((await clerk.says("7天")).text).toContain("确认发布");
    expect(done).toEqual([]);
    expect((await clerk.says("确认")).text).toContain("2026-12-01");
    expect(done).toEqual([
      {
        desk: "tax",
        topic: "hours",
        words: { zh: "周六9点到12点开门。", en: "Open on Saturday from 9 to 12." },
        days: 7,
      },
    ]);
  });

  it("is not kept for somebody who is no longer staff", async () => {
    const { clerk, done } = talk({ keepNote: async () => ({ kind: "not_staff" }) });
    for (const words of ["便条", "开放时间", "周六开门。", "Open on Saturday.", "7天"]) {
      await clerk.says(words);
    }
    expect((await clerk.says("确认")).text).toContain("只有窗口工作人员能用");
    expect(done).toEqual([]);
  });

  it("speaks English to staff who do", async () => {
    const { clerk } = talk({ enter: async () => ({ kind: "welcome", desks: ["tax", "general"] }) });
    await clerk.says("/language en");
    expect((await clerk.says("/note")).text).toContain("What is the note about?");
    expect((await clerk.says("Phone number")).text).toContain("Which desk is speaking?");
    expect((await clerk.says("Tax desk")).text).toContain("write it in Chinese");
    await clerk.says("电话021-65123456");
    await clerk.says("Phone 021-65123456");
    await clerk.says("Today only");
    expect((await clerk.says("yes")).text).toContain("Published until");
  });

  it.each([
    ["rules", "规则"],
    ["figures", "号码不一致"],
    ["moved_on", "同事"],
  ] as const)("refused for %s says so", async (why, said) => {
    const { clerk } = talk({ keepNote: async () => ({ kind: "refused", why }) });
    for (const words of ["便条", "1", "搬到三楼了", "We moved to the third floor", "1"]) {
      await clerk.says(words);
    }
    expect((await clerk.says("确认")).text).toContain(said);
  });
});

describe("taking a clause out of use and putting it back", () => {
  it("needs its id or some words, a choice, and a confirmation", async () => {
    const { clerk, done } = talk();
    expect((await clerk.says("下架")).text).toContain("哪一条");
    expect((await clerk.says("没有的东西")).text).toContain("没有找到");
    expect((await clerk.says("两条")).text).toContain("是哪一条");
    expect((await clerk.says("共享工位")).text).toContain("确认下架");
    expect(done).toEqual([]);
    expect((await clerk.says("确认")).text).toContain("已下架");
    expect(done).toEqual([{ withdrawn: "c000000002" }]);
    expect((await clerk.tapsLabel("恢复")).text).toContain("确认恢复");
    expect((await clerk.says("确认")).text).toContain("已恢复");
    expect(done).toContainEqual({ restored: "c000000002" });
  });

  it("puts one back by words and a choice as well", async () => {
    const { clerk, done } = talk();
    expect((await clerk.says("恢复上架")).text).toContain("哪一条");
    expect((await clerk.says("两条")).text).toContain("是哪一条");
    await clerk.says("共享工位");
    await clerk.says("确认");
    expect(done).toEqual([{ restored: "c000000002" }]);
  });

  const refusing = async () => ({ kind: "refused", why: "moved_on" }) as const;
  const dismissing = async () => ({ kind: "not_staff" }) as const;

  it.each(["下架 rent", "恢复上架 rent"])("%s says why nothing was done", async (words) => {
    const { clerk, done } = talk({ withdraw: refusing, restore: refusing });
    await clerk.says(words);
    expect((await clerk.says("确认")).text).not.toMatch(/已下架|已恢复/);
    expect(done).toEqual([]);
  });

  it.each(["下架 rent", "恢复上架 rent"])(
    "%s does nothing for somebody who is no longer staff",
    async (words) => {
      const { clerk, done } = talk({ withdraw: dismissing, restore: dismissing });
      await clerk.says(words);
      expect((await clerk.says("确认")).text).toContain("只有窗口工作人员能用");
      expect(done).toEqual([]);
    },
  );

  it("goes straight to the confirmation when it is named, in English too", async () => {
    const { clerk } = talk();
    expect((await clerk.says("/unpublish rent")).text).toContain("Confirm and take down");
    expect((await clerk.says("yes")).text).toContain("Taken down");
  });
});

describe("unanswered questions", () => {
  it("are listed with their people and lead to an example", async () => {
    const { clerk, done } = talk();
    const list = await clerk.says("待答");
    expect(list.text).toContain("停车怎么收费");
    expect(list.text).toContain("3 人问，1 个 👎");
    expect(list.text).toContain("另有 2 组");
    const prompt = (await clerk.tapsLabel("处理第 1 个")).text;
    expect(prompt).toContain("怎么处理");
    expect(prompt).toContain("数字过时了");
    expect((await clerk.says("1")).text).toContain("已加为“租房补贴”的一种问法");
    expect(done).toMatchObject([
      { source: { kind: "question", reference: "lin00000000000-5" }, how: "c000000001" },
    ]);
  });

  it("lead to a draft with the answer written now, or to nothing, in English", async () => {
    const { clerk, done } = talk();
    await clerk.says("/language en");
    expect((await clerk.says("/unanswered")).text).toContain("3 asked");
    await clerk.tapsLabel("Deal with 1");
    expect((await clerk.says("draft clause")).text).toContain("write the answer");
    expect((await clerk.says("Two hours are free.")).text).toContain("draft-abc");
    expect(done).toMatchObject([{ how: "draft", reply: "Two hours are free.", locale: "en" }]);
    await clerk.tapsLabel("Deal with 1");
    expect((await clerk.says("Don't add it")).text).toContain("nothing was added");
  });

  it("say when there are none, and when one is gone", async () => {
    const { clerk } = talk({
      unanswered: async () => ({ kind: "none" }),
      lesson: async () => undefined,
    });
    expect((await clerk.says("待答")).text).toContain("没有待答");
    const learn = { kind: "open", command: "learn", args: "q-lin00000000000-5" } as const;
    expect((await clerk.taps(learn)).text).toContain("不在了");
  });
});

describe("after a desk's reply is sent", () => {
  it.each([
    ["加为“租房补贴”的问法", "已加为"],
    ["存为草稿", "draft-abc"],
    ["不收录", "没有收录"],
  ])("%s is one tap", async (label, said) => {
    const { clerk, done } = talk();
    await clerk.says("接单 T-1001");
    await clerk.says("前两小时免费。");
    expect((await clerk.says("确认")).text).toContain("知识库");
    expect((await clerk.tapsLabel(label)).text).toContain(said);
    expect(done).toMatchObject([{ source: { kind: "ticket", code: "T-1001" } }]);
  });
});

it.each(["便条", "下架", "/republish", "待答"])(
  "%s is refused to anybody else, for their eyes only",
  async (command) => {
    const { clerk, done } = talk(NOT_STAFF);
    const said = await clerk.says(command, { space: "group" });
    expect(said.sent.map(({ to }) => to.kind)).toEqual(["onlyYou"]);
    expect(said.text).toContain("只有窗口工作人员");
    expect(done).toEqual([]);
  },
);

describe("under an answer", () => {
  it("a thumb down asks why in the group for their eyes only, and takes words in private", async () => {
    const ratings: unknown[] = [];
    const rate: PolicyServices["rate"] = async (_transaction, rating) => {
      ratings.push(rating);
      return { kind: "rated", locale: "zh-CN" };
    };
    const { clerk: lin } = talk({}, { rate });
    await lin.says("房租多少？", { space: "group" });
    const why = await lin.tapsLabel("👎", { space: "group" });
    expect(why.sent).toMatchObject([{ to: { kind: "onlyYou" }, intent: { kind: "card" } }]);
    for (const label of ["说错了", "不完整", "过时了", "答非所问"]) {
      expect((await lin.tapsLabel(label, { space: "group" })).sent).toMatchObject([
        { to: { kind: "onlyYou" } },
      ]);
    }
    const asked = await lin.tapsLabel("私下说一句", { space: "group" });
    expect(asked.sent.map(({ to }) => to.kind)).toEqual(["onlyYou", "person"]);
    expect((await lin.says("金额不对")).text).toContain("记下了");
    expect(ratings).toMatchObject([
      { verdict: "down", reason: null, words: null },
      { verdict: "down", reason: "wrong" },
      { verdict: "down", reason: "incomplete" },
      { verdict: "down", reason: "outdated" },
      { verdict: "down", reason: "missed" },
      { verdict: "down", reason: null, words: "金额不对" },
    ]);
    expect((await lin.tapsLabel("👍")).text).toContain("谢谢");
  });

  it("speaks the answer's language", async () => {
    const { clerk: lin } = talk({}, { rate: async () => ({ kind: "rated", locale: "en" }) });
    await lin.says("How much is the rent?");
    expect((await lin.tapsLabel("👎 Not helpful")).text).toContain("What was wrong with it?");
    expect((await lin.tapsLabel("Out of date")).text).toContain("Thank you for telling us");
  });

  it("says when it can no longer be rated", async () => {
    const { clerk: lin } = talk({}, { rate: async () => ({ kind: "gone" }) });
    await lin.says("房租多少？");
    expect((await lin.tapsLabel("👎")).text).toContain("不能评价");
  });

  it("every button fits its token", async () => {
    const { clerk: lin } = talk();
    const tokens = createTokens([new Uint8Array(32)]);
    for (const words of ["房租多少？", "待答", "接单 T-999999999", "前两小时免费", "确认"]) {
      await lin.says(words);
    }
    await lin.tapsLabel("👎");
    const buttons = lin.heard.flatMap(({ intent }) => intent.buttons ?? []);
    expect(buttons.length).toBeGreaterThan(12);
    for (const { action } of buttons) expect(tokens.encode(action)).toBeDefined();
  });
});

describe("a question somebody else was answered there", () => {
  const answeredBefore: PolicyServices["answeredBefore"] = async () => ({
    reference: "amay0000000000-3",
    messageId: "bot-7",
  });

  it("is pointed at in a group, with the fact and its source", async () => {
    const { clerk: lin } = talk({}, { answeredBefore });
    const said = await lin.says("房租多少？", { space: "group" });
    expect(said.sent).toMatchObject([{ to: { kind: "space", replyTo: "bot-7" } }]);
    expect(said.text).toContain("paragraph");
    expect(said.text).toContain("source");
    expect(said.text).toContain("有人问过");
    const record = said.stepped.commands.find((command) => command.kind === "record");
    expect(record).toMatchObject({ record: { repeats: "amay0000000000-3" } });
    expect((await lin.says("How much?", { space: "group" })).text).toContain("Somebody asked");
  });

  it("is answered whole in a direct chat", async () => {
    const { clerk: lin } = talk({}, { answeredBefore });
    expect((await lin.says("房租多少？")).text).not.toContain("有人问过");
  });
});

it("a clause that was taken down between question back and choice is not shown", async () => {
  const { clerk: lin } = talk({}, { showClause: () => undefined });
  await lin.says("哪个");
  expect((await lin.says("1")).text).toContain("下架");
});
