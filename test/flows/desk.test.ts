import { describe, expect, it } from "vitest";
import { converse, openRuns } from "../support/conversation.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";

function talk(changes: Parameters<typeof deskServices>[1] = {}) {
  const ledger = createLedger();
  return { ledger, lin: converse(definition(deskServices(ledger, changes))) };
}

describe("a ticket", () => {
  it("goes from topic to confirmation, in Chinese", async () => {
    const { ledger, lin } = talk();
    expect((await lin.says("人工")).text).toContain("想问哪个窗口");
    expect((await lin.says("税务")).text).toContain("把想问的写清楚");
    expect((await lin.says("发票怎么开")).text).toContain("同意吗");
    expect((await lin.says("1")).text).toContain("确认提交");
    expect(ledger.opened).toEqual([]);
    const done = await lin.says("确认");
    expect(done.text).toContain("T-1001");
    expect(ledger.opened).toMatchObject([{ desk: "tax", question: "发票怎么开", phone: null }]);
    expect(openRuns(lin)).toEqual([]);
  });

  it("speaks English to whoever does", async () => {
    const { lin } = talk();
    await lin.says("language en");
    expect((await lin.says("/desk How do I issue an invoice")).text).toContain("Do you agree?");
    expect((await lin.says("I agree")).text).toContain("Confirm and submit");
    expect((await lin.says("change question: What about VAT")).text).toContain("What about VAT");
    expect((await lin.says("yes")).text).toContain("Ticket T-1001");
  });

  it("tells the desk privately and the group nothing", async () => {
    const { lin } = talk();
    await lin.says("/desk 发票怎么开", { space: "group" });
    await lin.says("同意");
    await lin.says("确认");
    const toSpaces = lin.heard.filter(({ to }) => to.kind !== "person");
    expect(JSON.stringify(toSpaces)).not.toContain("发票");
    const toStaff = lin.heard.filter(
      ({ to }) => to.kind === "person" && to.person === "staff000000000",
    );
    expect(JSON.stringify(toStaff)).toContain("发票怎么开");
  });

  it("asks for a number only when a call is wanted, and keeps a corrected one", async () => {
    const { ledger, lin } = talk();
    await lin.says("人工 发票怎么开");
    await lin.says("同意");
    await lin.says("改联系方式");
    expect((await lin.says("打电话给我")).text).toContain("手机号");
    expect((await lin.says("一二三")).outcome).toBe("retried");
    await lin.says("13800000000");
    await lin.says("改电话 13900000000");
    await lin.says("确认");
    expect(ledger.opened).toMatchObject([{ phone: "13900000000" }]);
  });

  it("submits nothing without consent", async () => {
    const { ledger, lin } = talk();
    await lin.says("人工 发票怎么开");
    expect((await lin.says("不同意")).text).toContain("没有提交");
    expect(ledger.opened).toEqual([]);
    expect(openRuns(lin)).toEqual([]);
  });

  it("says when too many are waiting", async () => {
    const { lin } = talk({ openTicket: async () => ({ kind: "too_many", limit: 5 }) });
    await lin.says("人工 发票怎么开");
    await lin.says("同意");
    expect((await lin.says("确认")).text).toContain("5 个问题");
  });
});

describe("staff", () => {
  it("take a ticket, look at the reply once more, and send it", async () => {
    const { ledger, lin } = talk();
    const taken = await lin.taps({ kind: "open", command: "ticket", args: "T-1001" });
    expect(taken.text).toContain("发票怎么开");
    await lin.says("到一楼窗口开。");
    expect(ledger.replies).toEqual([]);
    await lin.tapsLabel("确认发送");
    expect(ledger.replies).toEqual(["到一楼窗口开。"]);
  });

  it.each([
    ["already_taken", "已有同事"],
    ["closed", "已经结束"],
    ["not_staff", "只有窗口工作人员"],
  ] as const)("are told when a ticket is %s", async (kind, words) => {
    const { lin } = talk({ takeTicket: async () => ({ kind }) });
    const said = await lin.taps({ kind: "open", command: "ticket", args: "T-1001" });
    expect(said.text).toContain(words);
  });

  it.each([
    ["not_yours", "已有同事"],
    ["closed", "已经结束"],
  ] as const)("are told when a ticket is %s by the time they reply", async (kind, words) => {
    const { lin } = talk({ answerTicket: async () => ({ kind }) });
    await lin.taps({ kind: "open", command: "ticket", args: "T-1001" });
    await lin.says("到一楼窗口开。");
    expect((await lin.tapsLabel("确认发送")).text).toContain(words);
    expect(openRuns(lin)).toEqual([]);
  });

  it.each([
    ["closed", "已经结束"],
    ["not_staff", "只有窗口工作人员"],
  ] as const)("pass on no ticket that is %s for them", async (kind, words) => {
    const { lin } = talk({ reassignTicket: async () => ({ kind }) });
    await lin.taps({ kind: "open", command: "ticket-desk", args: "T-1001" });
    const said = await lin.says("司法");
    expect(said.text).toContain(words);
    expect(said.text).not.toContain("改派来的工单");
  });

  it("pass a ticket on", async () => {
    const { lin } = talk();
    await lin.taps({ kind: "open", command: "ticket-desk", args: "T-1001" });
    expect((await lin.says("司法")).text).toContain("改派来的工单");
  });
});

describe("the asker", () => {
  it("adds to a ticket", async () => {
    const { lin } = talk();
    await lin.taps({ kind: "open", command: "ticket-more", args: "T-1001" });
    expect((await lin.says("那增值税呢")).text).toContain("已转给窗口");
  });

  it("adds nothing to somebody else's", async () => {
    const { lin } = talk({ followUpTicket: async () => ({ kind: "not_yours" }) });
    await lin.taps({ kind: "open", command: "ticket-more", args: "T-1001" });
    const said = await lin.says("那增值税呢");
    expect(said.text).toContain("只有提问人");
    expect(said.sent.map(({ to }) => to.kind)).toEqual(["person"]);
  });

  it("rates it, with a reason only when it was no help", async () => {
    const { ledger, lin } = talk();
    await lin.taps({ kind: "open", command: "ticket-rate", args: "T-1001-up" });
    await lin.taps({ kind: "open", command: "ticket-rate", args: "T-1001-down" });
    await lin.says("没说清楚");
    expect(ledger.ratings).toEqual(["up:", "down:没说清楚"]);
  });
});
