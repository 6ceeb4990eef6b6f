import { describe, expect, test } from "vitest";
import type { FileOffer, StatusServices } from "../../flows/status/services.ts";
import type { WantedItem } from "../../src/domain/cases/views.ts";
import { converse } from "../support/conversation.ts";
import { createLedger, definition, deskServices, fakePolicy } from "../support/fake-services.ts";
import { FAKE_CASE, fakeStatus } from "../support/fake-status.ts";

const PROOF: WantedItem = {
  key: "aaaaaaaaaaaaaaaa",
  case: FAKE_CASE.id,
  programme: FAKE_CASE.programme,
  label: { zh: "公司注册证明", en: "Proof of registration" },
  file: null,
};
const PLAN: WantedItem = {
  ...PROOF,
  key: "bbbbbbbbbbbbbbbb",
  label: { zh: "项目说明", en: "Description of the project" },
};
const ignored = {
  ...fakePolicy.answer({ text: "", locale: "zh-CN", inGroup: false, memory: undefined }),
  kind: "ignored" as const,
};
const FILE = { reference: "f1", name: "证明.pdf", size: 12, type: "application/pdf" };

function talk(items: readonly WantedItem[], changes: Partial<StatusServices> = {}) {
  const offers: FileOffer[] = [];
  const lin = converse(
    definition(deskServices(createLedger()), undefined, undefined, {
      status: fakeStatus({
        myCases: async () => [{ ...FAKE_CASE, items }],
        wantedItems: async () => items,
        takeInFile: async (_transaction, offer) => {
          offers.push(offer);
          return { kind: "noted" };
        },
        ...changes,
      }),
    }),
  );
  const sends = (files = [FILE], where: "direct" | "group" = "direct", addressed = false) =>
    lin.happens({ kind: "file", messageId: "m9", addressed, files }, { space: where });
  return { lin, offers, sends };
}

describe("a file for something that is missing", () => {
  test("is asked for from the checklist, and goes to its item", async () => {
    const { lin, offers, sends } = talk([PROOF, PLAN]);
    expect((await lin.says("进度")).text).toContain("□ 公司注册证明\n□ 项目说明");
    expect((await lin.tapsLabel("交材料")).text).toContain("交哪一项");
    expect((await lin.tapsLabel("项目说明")).text).toMatch(/「项目说明」.*私聊里/);
    const taken = await sends();
    expect(taken.text).toBe("");
    expect(offers).toEqual([
      {
        person: expect.any(String),
        item: PLAN.key,
        space: "direct1",
        reference: "f1",
        name: "证明.pdf",
        size: 12,
      },
    ]);
    expect(lin.state().runs).toEqual([]);
  });

  test("of the only item there is, the button asks for it at once", async () => {
    const { lin } = talk([PROOF]);
    await lin.says("进度");
    expect((await lin.tapsLabel("交材料")).text).toContain("「公司注册证明」");
  });

  test("that comes unasked is not taken before it is said what it is", async () => {
    const { lin, offers, sends } = talk([PROOF]);
    expect((await sends()).text).toContain("它是哪一项材料");
    expect(offers).toEqual([]);
    await lin.tapsLabel("公司注册证明");
    expect(offers).toMatchObject([{ item: PROOF.key, space: "direct1" }]);
  });

  test("with words beside it is the file that was asked for", async () => {
    const { lin, offers } = talk([PROOF]);
    await lin.says("进度");
    await lin.tapsLabel("交材料");
    await lin.happens({
      kind: "text",
      text: "这是公司注册证明",
      messageId: "m9",
      addressed: true,
      files: [FILE],
    });
    expect(offers).toHaveLength(1);
  });

  test("words alone are none, and a question is answered meanwhile", async () => {
    const { lin, offers, sends } = talk([PROOF]);
    await lin.says("进度");
    await lin.tapsLabel("交材料");
    expect((await lin.says("嗯嗯")).text).toMatch(/文件或照片，不是文字/);
    await lin.says("取消");
    expect(lin.state().runs).toEqual([]);
    expect((await sends()).text).toContain("它是哪一项材料");
    expect(offers).toEqual([]);
  });

  test("several at once are asked for one by one", async () => {
    const { offers, sends } = talk([PROOF]);
    expect((await sends([FILE, FILE])).text).toMatch(/一次只发一个[\s\S]*「公司注册证明」/);
    expect((await sends([FILE, FILE])).text).toContain("一次只发一个");
    expect(offers).toEqual([]);
    await sends();
    expect(offers).toHaveLength(1);
  });

  test("without anything missing is not taken", async () => {
    const { offers, sends } = talk([]);
    expect((await sends()).text).toMatch(/没有要你交的材料.*只看得懂文字/);
    expect((await sends([])).text).toContain("只看得懂文字");
    expect(offers).toEqual([]);
  });

  test.each([
    ["too_large", "最多 20 MB"],
    ["empty", "文件是空的"],
    ["too_many", "明天再发"],
    ["not_wanted", "现在不缺了"],
  ] as const)("%s is said politely", async (kind, words) => {
    const { lin, sends } = talk([PROOF], { takeInFile: async () => ({ kind }) });
    await lin.says("进度");
    await lin.tapsLabel("交材料");
    expect((await sends()).text).toContain(words);
    expect(lin.state().runs).toEqual([]);
  });
});

describe("words beside a file that nobody asked for", () => {
  const beside = (text: string) =>
    ({ kind: "text", text, messageId: "m9", addressed: true, files: [FILE] }) as const;
  const ONLY_WORDS = "只看了你写的文字";

  test("are the question; that the picture was not looked at is said, in both languages", async () => {
    const { lin, offers } = talk([]);
    const { text } = await lin.happens(beside("房租多少？"));
    expect(text).toMatch(/answer text|title/);
    expect(text).toContain(ONLY_WORDS);
    const english = await lin.happens(beside("How much is the rent?"), { locale: "en" });
    expect(english.text).toContain("I only read your words");
    expect((await lin.happens(beside("进度"))).text).toContain(ONLY_WORDS);
    expect(offers).toEqual([]);
  });

  test("that ask nothing leave the polite sentence alone", async () => {
    const quiet = { ...fakePolicy, answer: () => ({ ...ignored, text: "我在。" }) };
    const lin = converse(definition(deskServices(createLedger()), quiet));
    for (const space of ["direct", "group"] as const) {
      const { text } = await lin.happens(beside("看看这个"), { space });
      expect(text).toBe("提问时我只看得懂文字，请用文字说说要问什么。");
    }
  });

  test("say what it is when something is missing; a question is answered first", async () => {
    const { lin, offers } = talk([PROOF]);
    const what = await lin.happens(beside("营业执照"));
    expect(what.text).toContain("它是哪一项材料");
    expect(what.text).not.toContain(ONLY_WORDS);
    await lin.tapsLabel("公司注册证明");
    expect(offers).toMatchObject([{ item: PROOF.key, reference: "f1" }]);
    const both = await lin.happens(beside("房租多少？"));
    expect(both.text).toMatch(/title[\s\S]*它是哪一项材料/);
    expect(both.outcome).toBe("answer");
  });

  test("are answered in a group, where the file is not taken", async () => {
    const { lin, offers } = talk([PROOF]);
    const { text } = await lin.happens(beside("房租多少？"), { space: "group" });
    expect(text).toMatch(/title[\s\S]*只看了你写的文字/);
    expect(text).not.toContain("哪一项");
    const unheard = { ...beside("房租多少？"), addressed: false };
    expect((await lin.happens(unheard, { space: "group" })).sent).toEqual([]);
    await lin.says("进度");
    await lin.tapsLabel("交材料");
    const exposed = await lin.happens(unheard, { space: "group" });
    expect(exposed.sent.map(({ to }) => to.kind)).toEqual(["person"]);
    expect(offers).toEqual([]);
  });
});

describe("a file in a group", () => {
  test("is never taken: its sender is told privately where it belongs, the group hears nothing", async () => {
    const { lin, offers, sends } = talk([PROOF]);
    await lin.says("进度");
    await lin.tapsLabel("交材料");
    for (const addressed of [false, true]) {
      const hint = await sends([FILE], "group", addressed);
      expect(hint.sent.map(({ to }) => to.kind)).toEqual(["person"]);
      expect(hint.text).toContain("群里的文件我不收");
      expect(hint.text).not.toMatch(/注册|雏鹰|FAKE/);
    }
    expect(offers).toEqual([]);
    await sends();
    expect(offers).toHaveLength(1);
  });

  test("that no question waits for is let be, or answered when it is meant for the bot", async () => {
    const { sends } = talk([PROOF]);
    expect((await sends([FILE], "group")).sent).toEqual([]);
    expect((await sends([FILE], "group", true)).text).toContain("只看得懂文字");
  });
});

describe("what was handed in", () => {
  const received = (isTaken: boolean): WantedItem => ({
    ...PROOF,
    file: { id: "file0000000001", receivedAt: Date.UTC(2026, 10, 27, 6, 3), isTaken },
  });

  test("stands on the checklist, and can be taken back until the desk has it", async () => {
    const { lin } = talk([
      received(false),
      { ...PLAN, file: { id: "x", receivedAt: null, isTaken: false } },
    ]);
    const card = await lin.says("进度");
    expect(card.text).toMatch(/☑ 公司注册证明（.*14:03收到）\n◐ 项目说明（正在收）/);
    expect((await lin.tapsLabel("撤回 公司注册证明")).text).toContain("撤回了，文件已经删除");
  });

  test("and taken has no such button; an old one says why", async () => {
    const { lin } = talk([received(true)]);
    const card = await lin.says("进度");
    expect(card.text).toContain("窗口已取走");
    expect(card.text).not.toContain("[撤回");
    for (const [kind, words] of [
      ["taken", "撤不回来"],
      ["not_there", "不在了"],
    ] as const) {
      const other = talk([received(false)], { takeBackFile: async () => ({ kind }) }).lin;
      await other.says("进度");
      expect((await other.tapsLabel("撤回")).text).toContain(words);
    }
  });

  test("reads in English as well", async () => {
    const { lin } = talk([received(false)]);
    const card = await lin.says("/status", { locale: "en" });
    expect(card.text).toMatch(/☑ Proof of registration \(received Fri 27 Nov, 14:03\)/);
  });
});
