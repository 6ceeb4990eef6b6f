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
    expect((await lin.says("123")).text).not.toContain("四位数字");
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
      hasConsent: async () => true,
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
