import { describe, expect, test } from "vitest";
import type { StatusServices } from "../../flows/status/services.ts";
import type { OwnFile } from "../../src/domain/cases/views.ts";
import { converse } from "../support/conversation.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";
import { FAKE_CASE, fakeStatus } from "../support/fake-status.ts";

const ownFile = (number: number): OwnFile => ({
  id: `file${String(number).padStart(10, "0")}`,
  label: { zh: `材料${number}`, en: `Document ${number}` },
  programme: FAKE_CASE.programme,
  name: `${number}.pdf`,
  receivedAt: Date.UTC(2026, 10, 24, 2),
  isTaken: number % 2 === 0,
});
const FILES = [1, 2, 3, 4, 5, 6, 7].map(ownFile);

const talk = (changes: Partial<StatusServices> = {}) =>
  converse(
    definition(deskServices(createLedger()), undefined, undefined, {
      status: fakeStatus({
        ownFiles: async () => FILES,
        handBack: async (_transaction, _person, id) => {
          const found = FILES.find((each) => each.id === id);
          return found ? { kind: "here", ...found } : { kind: "not_there" };
        },
        ...changes,
      }),
    }),
  );

describe("我的文件", () => {
  test("lists what was handed in, and gives each back in the direct chat", async () => {
    const lin = talk();
    const { text } = await lin.says("我的文件");
    expect(text).toMatch(/1\. 材料1：1\.pdf（雏鹰计划，11月24日周二 10:00收到）/);
    expect(text).toMatch(/2\. 材料2：.*窗口已取走/);
    expect(text).not.toContain("材料7");
    const given = await lin.tapsLabel("取回 2");
    expect(given.sent).toHaveLength(1);
    expect(given.sent[0]).toMatchObject({
      to: { kind: "person" },
      intent: {
        text: expect.stringContaining("「材料2」：2.pdf"),
        attachments: [{ kind: "handedIn", file: FILES[1]?.id, name: "2.pdf" }],
      },
    });
    await lin.says("我的文件");
    expect((await lin.tapsLabel("更早的")).text).toContain("7. 材料7");
    expect((await lin.tapsLabel("取回 7")).text).toContain("7.pdf");
  });

  test("speaks English, and says when there is none", async () => {
    const lin = talk();
    expect((await lin.says("/myfiles", { locale: "en" })).text).toContain("1. Document 1: 1.pdf");
    expect((await lin.tapsLabel("Get back 1", { locale: "en" })).text).toContain(
      "“Document 1”: 1.pdf",
    );
    const none = talk({ ownFiles: async () => [], handBack: async () => ({ kind: "not_there" }) });
    expect((await none.says("my files", { locale: "en" })).text).toContain("None of your files");
    const tapped = { kind: "open", command: "case-file-get", args: "gone0000000000" } as const;
    expect((await none.taps(tapped)).text).toContain("这份文件不在了");
  });

  test("in a group nothing of it is shown", async () => {
    const { sent } = await talk().says("我的文件", { space: "group" });
    expect(sent.map(({ to }) => to.kind)).toEqual(["person", "onlyYou"]);
    const lin = talk();
    await lin.says("我的文件");
    const tapped = await lin.tapsLabel("取回 1", { space: "group" });
    expect(tapped.sent.map(({ to }) => to.kind)).toEqual(["person"]);
  });

  test("is offered on the card of an application that something was handed in for", async () => {
    const item = { key: "a".repeat(16), case: FAKE_CASE.id, programme: FAKE_CASE.programme };
    const label = { zh: "公司注册证明", en: "Proof of registration" };
    const file = { id: FILES[0]?.id ?? "", receivedAt: Date.UTC(2026, 10, 24), isTaken: false };
    const withFile = (has: typeof file | null) =>
      talk({ myCases: async () => [{ ...FAKE_CASE, items: [{ ...item, label, file: has }] }] });
    expect((await withFile(file).says("进度")).text).toContain("[我的文件]");
    expect((await withFile(null).says("进度")).text).not.toContain("[我的文件]");
  });
});
