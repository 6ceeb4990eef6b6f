import { beforeAll, describe, expect, it } from "vitest";
import { openRuns } from "../support/conversation.ts";
import { policyTalks } from "../support/policy-talk.ts";

let talk: Awaited<ReturnType<typeof policyTalks>>;

beforeAll(async () => {
  talk = await policyTalks();
});

/** Says one thing after the other; what came back to the last one. */
async function talked(...words: readonly string[]) {
  const { lin } = talk();
  let said = await lin.says(words[0] ?? "");
  for (const word of words.slice(1)) said = await lin.says(word);
  return { lin, said };
}

describe("测算, step by step", () => {
  it("asks one thing at a time, and shows working, conditions, source and the desk", async () => {
    const { lin } = talk();
    expect((await lin.says("测算")).text).toContain("想算哪一项");
    expect((await lin.says("1")).text).toContain("房租多少元");
    expect((await lin.says("8千")).text).toContain("每月的还是每年的");
    expect((await lin.says("每月")).text).toContain("哪一年");
    const said = await lin.says("2");
    expect(said.outcome).toBe("answer");
    expect(said.text).toContain("👉 第2年：月租8,000元 × 自付25% = 2,000元");
    expect(said.text).toMatch(/估算[\s\S]*条件：[\s\S]*\[问窗口\][\s\S]*来源：/u);
    expect(openRuns(lin)).toEqual([]);
  });

  it.each([
    [["测算", "雏鹰计划还款", "50万"], "最后一期13,888.85元"],
    [["测算", "担保费", "一百万"], "担保费约5,000元"],
    [["测算", "第四个", "4万"], "贴息约20,000元"],
    [["测算", "租房补贴", "跳过", "两年"], "8,000元 × 24个月 = 192,000元"],
    [["测算", "租房补贴", "5000", "999"], "999个月超出了"],
    [["测算", "公寓", "3次", "6天"], "最多可免费住10天"],
    [["/calc", "rent relief", "20,000", "a year", "all years together"], "3年合计自付15,000元"],
  ])("%s", async (words, result) => {
    const { said } = await talked(...words);
    expect(said.outcome).toBe("answer");
    expect(said.text).toContain(result);
  });

  it("speaks English to whoever does", async () => {
    const { lin } = await talked("/language en", "/calc", "guarantee fee");
    const said = await lin.says("1 million");
    expect(said.text).toContain("Estimate: The guarantee fee is about CNY 5,000.");
    expect(said.text).toMatch(/👉[\s\S]*Conditions:[\s\S]*Ask the desk[\s\S]*Source:/u);
  });
});

describe("several facts in one sentence", () => {
  it.each([
    [["测算", "月租8千，第二年每月付多少"]],
    [["测算", "房租", "月租8千，第二年"]],
    [["测算 月租8千 第二年"]],
    [["/calc 月租8千，第二年每月付多少"]],
    [["测算", "房租", "8千一个月", "第二年"]],
    [["测算", "房租", "第二年的，8千一个月"]],
  ])("%s", async (words) => {
    const { said } = await talked(...words);
    expect(said.text).toContain("月租8,000元 × 自付25% = 2,000元");
  });

  it("in English too", async () => {
    const { said } = await talked(
      "/language en",
      "/calc",
      "rent is 8000 a month, what do I pay in year two",
    );
    expect(said.text).toContain("In year 2 you pay CNY 2,000 a month");
  });
});

describe("repair in the middle", () => {
  it("goes back, keeps, changes and repeats", async () => {
    const { lin } = await talked("测算", "房租", "8千");
    expect((await lin.says("返回")).text).toContain("目前的回答：¥8,000");
    expect((await lin.says("保留")).text).toContain("每月的还是每年的");
    await lin.says("每月");
    expect((await lin.says("重复")).text).toContain("哪一年");
    expect((await lin.says("改房租 9千")).text).toContain("每月的还是每年的");
    await lin.says("每月");
    expect((await lin.says("第三年")).text).toContain("月租9,000元 × 自付50% = 4,500元");
  });

  it("another calculator can be chosen half way", async () => {
    const { lin } = await talked("测算", "房租", "8千");
    await lin.says("改测算项目");
    expect((await lin.says("担保费")).text).toContain("担保多少元");
    expect((await lin.says("20万")).text).toContain("担保费约1,000元");
  });

  it("cancels, and is put aside and taken up again", async () => {
    const { lin } = await talked("测算", "房租");
    await lin.says("稍后");
    expect((await lin.says("继续")).text).toContain("房租多少元");
    expect((await lin.says("取消")).text).toContain("已取消");
    expect(openRuns(lin)).toEqual([]);
  });

  it("a question about something else is answered, then the open one is asked again", async () => {
    const { lin } = await talked("测算", "房租");
    const said = await lin.says("雏鹰50万每月还多少？");
    expect(said.text).toContain("13,888.89元");
    expect(said.text).toContain("回到刚才的问题");
    expect((await lin.says("8千")).text).toContain("每月的还是每年的");
  });
});

describe("bad input", () => {
  it.each([
    ["0", "大于零"],
    ["-8000", "大于零"],
    ["1e9", "太大"],
    ["8000美元", "人民币"],
    ["5千-8千", "一个金额"],
    ["嗯嗯嗯", "没看出金额"],
  ])("%s is turned down with a reason, and the question asked again", async (word, reason) => {
    const { lin, said } = await talked("测算", "房租", word);
    expect(said.outcome).toBe("retried");
    expect(said.text).toContain(reason);
    expect((await lin.says("8千")).outcome).toBe("advanced");
  });

  it("months of 0 are turned down, and three failed tries offer a person", async () => {
    const { lin } = await talked("测算", "租房补贴", "跳过");
    expect((await lin.says("0")).text).toContain("大于零");
    await lin.says("0个月");
    expect((await lin.says("很久")).text).toContain("找人工");
  });

  it("nothing makes a token for a calculator that doesn't exist", async () => {
    const { lin } = talk();
    const said = await lin.taps({ kind: "open", command: "calc", args: "lottery" });
    expect(said.outcome).toBe("stale");
  });
});

describe("from an answer", () => {
  it("a sentence with its figure is worked out at once, in a group too", async () => {
    const { lin } = talk();
    const said = await lin.says("月租8千，第二年每月付多少", { space: "group" });
    expect(said).toMatchObject({ outcome: "answer" });
    expect(said.text).toContain("= 2,000元");
    expect(openRuns(lin)).toEqual([]);
  });

  it("a general answer offers its calculator, already chosen", async () => {
    const { lin } = talk();
    expect((await lin.says("雏鹰的钱要还吗")).text).toContain("[按我的数测算]");
    expect((await lin.tapsLabel("按我的数测算")).text).toContain("雏鹰计划资助多少元");
    expect((await lin.says("18万")).text).toContain("每月还5,000元");
  });

  it("asking for the calculator in words gives the button to it", async () => {
    const { lin } = talk();
    expect(await lin.says("帮我算算")).toMatchObject({ outcome: "routed" });
    expect((await lin.tapsLabel("按我的数测算")).text).toContain("想算哪一项");
  });

  it("the result can be handed to a desk, with what was worked out", async () => {
    const { lin, said } = await talked("测算", "担保", "100万");
    const record = said.stepped.commands.find(({ kind }) => kind === "record");
    expect(record).toMatchObject({
      record: { outcome: "answer", desk: "investment", facts: ["fin-guarantee-rate"] },
    });
    expect(JSON.stringify(record)).toContain("担保费测算：");
    expect((await lin.tapsLabel("问窗口")).outcome).toBe("started");
  });
});
