import { describe, expect, test } from "vitest";
import type { StatusServices } from "../../flows/status/services.ts";
import { converse } from "../support/conversation.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";
import { FAKE_CASE, fakeStatus } from "../support/fake-status.ts";

const talk = (changes: Partial<StatusServices> = {}) =>
  converse(
    definition(deskServices(createLedger()), undefined, undefined, { status: fakeStatus(changes) }),
  );

describe("进度", () => {
  test("asks for consent, number, digits and code, then shows the case", async () => {
    const lin = talk();
    expect((await lin.says("进度")).text).toContain("核对是不是本人");
    expect((await lin.tapsLabel("同意")).text).toContain("申请编号是多少");
    await lin.says("fake-0001");
    expect((await lin.says("2")).text).toContain("四位数字");
    expect((await lin.says("0123")).text).not.toContain("四位数字");
    const shown = await lin.says("aaaa 2222");
    expect(shown.text).toContain("没有对上");
    await lin.tapsLabel("再试一次");
    await lin.tapsLabel("同意");
    await lin.says("fake-0001");
    await lin.says("尾号0042");
    const bound = await lin.says("AAAA-2222");
    for (const words of ["以后直接说", "□ 公司注册证明", "11月20日 已受理", "轮到你了"]) {
      expect(bound.text).toContain(words);
    }
  });

  test.each([
    ["FAKE-0001", "同意"],
    ["编号是FAKE-0001，帮我查下", "同意"],
    ["202611240001", "同意"],
  ])("keeps %s told before the consent, and asks on with the digits", async (number, agree) => {
    const lin = talk();
    await lin.says("进度");
    const again = await lin.says(number);
    expect(again.text).toMatch(/编号收到了[\s\S]*同意吗/);
    const asked = await lin.tapsLabel(agree);
    expect(asked.text).toContain("后四位是多少");
    expect(asked.text).not.toContain("申请编号是多少");
    const english = talk();
    await english.says("/status", { locale: "en" });
    expect((await english.says("FAKE-0001", { locale: "en" })).text).toContain("keep it aside");
  });

  test("uses a number told early to bind, and forgets it when there is no consent", async () => {
    const lin = talk();
    await lin.says("进度");
    await lin.says("FAKE-0001");
    await lin.says("同意");
    await lin.says("0042");
    expect((await lin.says("AAAA2222")).text).toContain("以后直接说");
    const other = talk();
    await other.says("进度");
    await other.says("FAKE-0001");
    await other.says("不同意");
    expect(other.state().runs).toEqual([]);
    expect((await other.says("进度")).text).not.toContain("编号收到了");
  });

  test("begins with the number once it is typed along, whatever it asked before", async () => {
    const lin = talk();
    await lin.says("进度");
    expect((await lin.says("进度 FAKE-0001")).text).toContain("编号收到了");
    expect(lin.state().runs).toHaveLength(1);
    await lin.says("同意");
    await lin.says("进度 FAKE-0009");
    expect(lin.state().runs).toHaveLength(2);
  });

  test("is what a sentence means that only asks to look a number up", async () => {
    const lin = talk();
    expect((await lin.says("编号FAKE-0001查一下")).text).toMatch(/编号收到了[\s\S]*同意吗/);
    await lin.says("同意");
    await lin.says("0042");
    expect((await lin.says("AAAA2222")).text).toContain("以后直接说");
    const asks = await talk().says("编号FAKE-0001 房租多少？");
    expect(asks.text).toContain("title");
  });

  test("a phone is no number of an application", async () => {
    const lin = talk();
    await lin.says("进度");
    expect((await lin.says("13900000042")).text).toContain("没看懂");
  });

  test("without consent asks nothing", async () => {
    const lin = talk();
    await lin.says("进度 FAKE-0001");
    expect((await lin.tapsLabel("不同意")).text).toContain("没有核对，也没有保存");
    expect(lin.state().runs).toEqual([]);
  });

  test("in a group says nothing of the case, and warns of a number posted there", async () => {
    const lin = talk({ myCases: async () => [FAKE_CASE] });
    const group = await lin.says("进度 FAKE-0001", { space: "group" });
    const open = group.sent.filter(({ to }) => to.kind === "space");
    expect(open).toEqual([]);
    expect(group.text).toContain("编号别发在群里");
    const asked = await talk().says("进度 FAKE-0001", { space: "group" });
    const hint = asked.sent.filter(({ to }) => to.kind !== "person");
    expect(hint.length).toBeGreaterThan(0);
    expect(JSON.stringify(hint)).not.toMatch(/FAKE|雏鹰/);
  });

  test("too many tries have to wait", async () => {
    const lin = talk({
      hasConsent: () => true,
      bindCase: async () => ({ kind: "wait", minutes: 4 }),
    });
    await lin.says("进度 FAKE-0001");
    await lin.says("0042");
    expect((await lin.says("AAAA2222")).text).toContain("4 分钟后");
  });
});

describe("buttons and staff", () => {
  const card = { myCases: async () => [{ ...FAKE_CASE, muted: true }] };

  test("a case is unmuted; another's is not", async () => {
    const lin = talk(card);
    await lin.says("/status", { locale: "en" });
    expect((await lin.tapsLabel("Unmute")).text).toMatch(/every change|有变化/);
    const other = talk({ ...card, setMuted: async () => ({ kind: "not_yours" }) });
    await other.says("进度");
    expect((await other.tapsLabel("取消静音")).text).toContain("没有和你绑定");
  });

  test.each([
    [{ kind: "made", code: "ABCD2345", expiresAt: 0 } as const, "ABCD2345"],
    [{ kind: "not_found" } as const, "没有这份申请"],
    [{ kind: "not_staff" } as const, "只有窗口工作人员"],
  ])("绑定码 comes to $kind", async (result, told) => {
    const clerk = talk({ makeDeskCode: async () => result });
    await clerk.says("绑定码");
    await clerk.says("。");
    expect((await clerk.says("FAKE-0001")).text).toContain(told);
  });
});

describe("a reminder before the due date", () => {
  const tapped = { kind: "open", command: "case-remind", args: FAKE_CASE.id } as const;

  test("is set at the time that was chosen", async () => {
    const asked: number[] = [];
    const lin = talk({
      setReminder: async (_transaction, _person, _id, minutes) => {
        asked.push(minutes);
        return { kind: "set", at: Date.UTC(2026, 10, 29, 15) };
      },
    });
    await lin.taps(tapped);
    expect((await lin.tapsLabel("提前 2 天")).text).toContain("提醒你");
    expect(asked).toEqual([2 * 24 * 60]);
  });

  test("that would lie in the past is refused", async () => {
    const lin = talk({ setReminder: async () => ({ kind: "too_late" }) });
    await lin.taps(tapped);
    expect((await lin.tapsLabel("提前 7 天")).text).toContain("已经过了");
  });
});

describe("确认本人", () => {
  test("shows the case, and binds it once the clerk is sure", async () => {
    const clerk = talk();
    expect((await clerk.says("确认本人 shwn 22")).text).toMatch(/FAKE-0001.*星河漫游/u);
    expect((await clerk.tapsLabel("核对无误")).text).toContain("已绑定");
  });

  test("binds nothing when the ID is another's", async () => {
    const clerk = talk();
    await clerk.says("确认本人 SHWN22");
    expect((await clerk.tapsLabel("不对")).text).toContain("没有绑定");
  });

  test.each([
    ["not_found", "没有等着确认的申请"],
    ["not_staff", "只有窗口工作人员"],
  ] as const)("says %s, before and after the question", async (kind, words) => {
    const early = talk({ lookUpAwaited: async () => ({ kind }) });
    expect((await early.says("确认本人 SHWN22")).text).toContain(words);
    const late = talk({ confirmApplicant: async () => ({ kind }) });
    await late.says("确认本人");
    await late.says("SHWN22");
    expect((await late.tapsLabel("核对无误")).text).toContain(words);
  });
});

test("too many tries wait already before the code", async () => {
  const lin = talk({ prepareProof: async () => ({ kind: "wait", minutes: 4 }) });
  await lin.says("进度 FAKE-0001");
  await lin.tapsLabel("同意");
  expect((await lin.says("0042")).text).toContain("4 分钟");
});

test("a code sent to the phone is said to come only if everything matches", async () => {
  const lin = talk({
    prepareProof: async () => ({ kind: "ready", shown: "SHWN22", sends: true }),
  });
  await lin.says("进度 FAKE-0001");
  await lin.tapsLabel("同意");
  expect((await lin.says("0042")).text).toMatch(/如果编号和后四位都对.*6 位验证码/u);
});
