import { beforeAll, describe, expect, it } from "vitest";
import { openRuns } from "../support/conversation.ts";
import { policyTalks } from "../support/policy-talk.ts";

let talk: Awaited<ReturnType<typeof policyTalks>>;

beforeAll(async () => {
  talk = await policyTalks();
});

const PROMISES = /不会(?:被)?罚|一定不罚|肯定不罚|won't be (?:fined|penalised)/u;

describe("急救", () => {
  it("asks three questions and says what may fit and what to do now", async () => {
    const { lin } = talk();
    expect((await lin.says("急救")).text).toContain("头一回");
    expect((await lin.says("是")).text).toContain("后果轻微吗");
    expect((await lin.says("轻微")).text).toContain("已经改正了吗");
    const said = await lin.says("改好了");
    expect(said.outcome).toBe("answer");
    expect(said.text).toContain("可能符合免罚条件，仍需窗口判断");
    expect(said.text).toMatch(/停发[\s\S]*补标[\s\S]*留痕[\s\S]*联系窗口/u);
    expect(said.text).toMatch(/\[交给窗口\][\s\S]*来源：.*行政处罚法/u);
    expect(said.text).not.toMatch(PROMISES);
    expect(openRuns(lin)).toEqual([]);
  });

  it.each([
    [["2", "1", "1"], "不是头一回"],
    [["不确定", "轻微", "已经改了"], "还不确定"],
    [["是", "不轻微", "已经改了"], "后果不轻"],
    [["是", "说不准", "已经改了"], "没写怎么认定"],
    [["1", "1", "还没有"], "还没改完"],
  ])("%s: the desk has to judge, and why", async (words, why) => {
    const { lin } = talk();
    await lin.says("急救");
    let said = await lin.says(words[0] ?? "");
    for (const word of words.slice(1)) said = await lin.says(word);
    expect(said.text).toContain("需窗口判断");
    expect(said.text).toContain(why);
    expect(said.text).not.toContain("可能符合免罚条件，");
    expect(said.text).not.toMatch(PROMISES);
  });

  it("speaks English to whoever does, and can be taken back a step", async () => {
    const { lin } = talk();
    await lin.says("/language en");
    expect((await lin.says("/firstaid")).text).toContain("Is this the first time");
    await lin.says("yes");
    await lin.says("not sure");
    expect((await lin.says("back")).text).toContain("Current answer: Not sure");
    await lin.says("minor");
    const said = await lin.says("it's fixed");
    expect(said.text).toContain("the conditions may be met; the desk still has to judge");
    expect(said.text).toMatch(/Stop:[\s\S]*Correct:[\s\S]*Keep a record:[\s\S]*Contact the desk:/u);
    expect(said.text).not.toMatch(PROMISES);
  });

  it("one yes answers one question only", async () => {
    const { lin } = talk();
    await lin.says("急救");
    await lin.says("是的");
    expect(openRuns(lin)[0]?.answers).toEqual({ first: "yes" });
  });

  it("takes odd answers for what they are and offers a person", async () => {
    const { lin } = talk();
    await lin.says("急救");
    for (const word of ["嗯嗯嗯嗯", "🙃"]) expect((await lin.says(word)).outcome).toBe("retried");
    expect((await lin.says("啊这")).text).toContain("找人工");
    expect((await lin.says("取消")).text).toContain("已取消");
  });

  it("is nobody else's business: started in a group, it goes on privately", async () => {
    const { lin } = talk();
    const said = await lin.says("/firstaid", { space: "group" });
    const toGroup = said.sent.filter(({ to }) => to.kind === "space");
    expect(toGroup).toEqual([]);
    expect(said.sent.some(({ to }) => to.kind === "person")).toBe(true);
    await lin.says("1");
    await lin.says("1");
    const last = await lin.says("1");
    const record = last.stepped.commands.find(({ kind }) => kind === "record");
    expect(record).toMatchObject({ record: { public: false, desk: "justice" } });
  });

  it("hands over to a desk with the three answers", async () => {
    const { lin } = talk();
    await lin.says("急救");
    await lin.says("1");
    await lin.says("3");
    const said = await lin.says("2");
    expect(JSON.stringify(said.stepped.commands)).toContain(
      "是不是初次：是，头一回；后果：不确定；改正：还没有",
    );
    expect((await lin.tapsLabel("交给窗口")).outcome).toBe("started");
  });

  it("is offered beside an answer about the kit", async () => {
    const { lin } = talk();
    const said = await lin.says("急救包我能用吗", { space: "group" });
    expect(said.outcome).toBe("answer");
    expect(said.text).toContain("[三个问题自查]");
    expect((await lin.tapsLabel("三个问题自查")).text).toContain("头一回");
  });
});
