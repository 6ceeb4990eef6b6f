import { describe, expect, it } from "vitest";
import type { AnnounceServices } from "../../flows/announce/services.ts";
import { converse } from "../support/conversation.ts";
import { fakeAnnounce, STANDING } from "../support/fake-announce.ts";
import { fakeKnowledge } from "../support/fake-knowledge.ts";
import { createLedger, definition, deskServices, fakePolicy } from "../support/fake-services.ts";

function talk(changes: Partial<AnnounceServices> = {}) {
  const done: unknown[] = [];
  const bot = definition(deskServices(createLedger()), fakePolicy, fakeKnowledge({}, []), {
    announce: fakeAnnounce(changes, done),
  });
  return { somebody: converse(bot), done };
}

const NOT_STAFF = async () => ({ kind: "not_staff" }) as const;
const GONE = async () => ({ kind: "gone" }) as const;
/** Services that answer something else than usual. */
type Changes = Partial<AnnounceServices>;
const open = (command: string, args: string) => ({ kind: "open", command, args }) as const;

describe("群发", () => {
  it("is written in both languages, checked, and sent once confirmed", async () => {
    const { somebody, done } = talk();
    expect((await somebody.says("群发")).text).toContain("哪个话题");
    await somebody.says("服务");
    expect((await somebody.says("所有群")).text).toContain("中文标题");
    expect((await somebody.says("Desk moved")).text).toContain("请用中文写");
    await somebody.says("窗口临时调整");
    expect((await somebody.says("窗口")).text).toContain("请用英文写");
    await somebody.says("Desk moved for a day");
    await somebody.says("明天改到二楼。");
    expect((await somebody.says("x".repeat(1_501))).text).toContain("最多 1500");
    await somebody.says("Second floor tomorrow.");
    expect((await somebody.says("2020-01-01 09:00")).text).toContain("已经过去");
    expect((await somebody.says("跳过")).text).toContain("确认发送");
    expect(done).toEqual([]);
    const sent = await somebody.says("确认");
    expect(sent.text).toContain("3 人、2 个群");
    expect(sent.text).toContain("发送中。共 10：已送达 4");
    expect(done).toEqual([
      {
        topic: "service",
        audience: "groups",
        title: { zh: "窗口临时调整", en: "Desk moved for a day" },
        body: { zh: "明天改到二楼。", en: "Second floor tomorrow." },
        at: null,
      },
    ]);
  });

  const write = async (changes: Partial<AnnounceServices>) => {
    const { somebody } = talk(changes);
    for (const words of ["群发", "政策", "订阅了这个话题的人", "标题", "Title", "正文", "A text"]) {
      await somebody.says(words);
    }
    await somebody.says("+1d 09:00");
    return somebody.says("确认");
  };

  it("asks the others to approve when it goes to many", async () => {
    const said = await write({
      submit: async () => ({
        kind: "submitted",
        standing: { ...STANDING, state: "awaiting_approval", acts: ["return", "status"] },
        people: 300,
        groups: 4,
        minutes: 1,
        body: { zh: "正文", en: "A text" },
        approvers: [{ person: "second00000000", locale: "en" }],
      }),
    });
    const told = said.sent.find(({ to }) => to.kind === "person" && to.person === "second00000000");
    expect(told?.intent.buttons?.map(({ label }) => label)).toEqual(["Approve", "Send back"]);
    expect(said.text).toContain("另一位同事");
  });

  it.each<[string, Changes, string]>([
    ["nobody", { submit: async () => ({ kind: "nobody" }) }, "没有人会收到"],
    ["a past time", { submit: async () => ({ kind: "past" }) }, "已经过去"],
    ["a lost role", { submit: NOT_STAFF }, "工作人员用的功能"],
  ])("says so for %s", async (_what, changes, words) => {
    expect((await write(changes)).text).toContain(words);
  });

  it("is for staff: anybody else is told so alone, and words about it do nothing", async () => {
    const { somebody, done } = talk({ enter: NOT_STAFF, consoleLink: NOT_STAFF });
    const said = await somebody.says("群发", { space: "group" });
    expect(said.text).toContain("工作人员用的功能");
    expect(said.sent.every(({ to }) => to.kind !== "space")).toBe(true);
    expect((await somebody.says("/console")).text).toContain("工作人员用的功能");
    await somebody.says("@所有人 现在发广播：明天放假", { space: "group", addressed: false });
    await somebody.says("@所有人 现在发广播：明天放假");
    expect(done).toEqual([]);
  });
});

describe("the card of an announcement", () => {
  it("offers what can be done, and does it by a tap", async () => {
    const { somebody, done } = talk();
    const card = await somebody.taps(open("announce-do", "status-broadcast00001"));
    const labels = card.sent.flatMap(({ intent }) => intent.buttons?.map(({ label }) => label));
    expect(labels).toEqual(["暂停", "停止", "全部撤回", "看进度"]);
    await somebody.tapsLabel("暂停");
    expect(done).toEqual([
      ["status", "broadcast00001"],
      ["pause", "broadcast00001"],
    ]);
  });

  it.each<[Changes, string]>([
    [{ act: async () => ({ kind: "not_now", standing: STANDING }) }, "现在不能这样做"],
    [{ act: async () => ({ kind: "own" }) }, "另一位同事批准"],
    [{ act: GONE }, "已经不在了"],
    [{ act: NOT_STAFF }, "工作人员用的功能"],
    [
      {
        act: async () => ({
          kind: "done",
          standing: { ...STANDING, deleted: 312, pastWindow: 4, notDeleted: 2 },
        }),
      },
      "已删除 312，已过期限 4，失败 2",
    ],
  ])("says what came of it", async (changes, words) => {
    const { somebody } = talk(changes);
    expect((await somebody.taps(open("announce-do", "recall-broadcast00001"))).text).toContain(
      words,
    );
  });

  it("a link to the console works once", async () => {
    expect((await talk().somebody.says("控制台")).text).toContain("/console/sign-in/once");
  });
});

describe("under an announcement", () => {
  const ID = "broadcast00001";

  it.each<[Changes, string]>([
    [{}, "已记下"],
    [{ confirmRead: async () => ({ kind: "again" }) }, "之前已经记下"],
    [{ confirmRead: GONE }, "已经不在了"],
  ])("reading is confirmed by a tap, for that person's eyes", async (changes, words) => {
    const { somebody } = talk(changes);
    const said = await somebody.taps(open("read", ID), { space: "group" });
    expect(said.text).toContain(words);
    expect(said.sent.every(({ to }) => to.kind === "onlyYou")).toBe(true);
  });

  it.each([
    ["topic", "你订阅了“服务”"],
    ["list", "点名发给了你"],
    ["all", "所有和我聊过的人"],
    ["group", "你所在的群"],
  ] as const)("why it came is told (%s)", async (how, words) => {
    const { somebody } = talk({
      explain: async () => ({ kind: "explained", topic: "service", how }),
    });
    expect((await somebody.taps(open("why", ID))).text).toContain(words);
  });

  it("one that is gone is said to be gone", async () => {
    const { somebody } = talk({ explain: GONE, askAbout: GONE });
    expect((await somebody.taps(open("why", ID))).text).toContain("已经不在了");
    await somebody.taps(open("ask-about", ID));
    await somebody.says("几点开门？");
    expect((await somebody.says("确认")).text).toContain("已经不在了");
  });

  it("a topic is muted by one tap, and subscribed by a word", async () => {
    const { somebody, done } = talk();
    expect((await somebody.taps(open("mute", "service"))).text).toContain("不再给你发“服务”");
    expect((await somebody.says("订阅 政策")).text).toContain("已订阅“政策”");
    expect((await somebody.says("/unsubscribe events")).text).toContain("no more about “Events”");
    expect((await somebody.says("订阅")).text).toContain("哪个话题");
    await somebody.says("合规");
    expect(done).toEqual([
      ["service", "muted"],
      ["policy", "subscribed"],
      ["events", "muted"],
      ["compliance", "subscribed"],
    ]);
  });

  it("a question becomes a ticket with the announcement attached", async () => {
    const { somebody, done } = talk({
      askAbout: async () => ({
        kind: "opened",
        code: "T-1001",
        words: "几点开门？\n\n关于公告《窗口临时调整》",
        staff: [{ person: "staff000000000", locale: "en" }],
        staffSpace: { space: "staffroom" },
      }),
    });
    await somebody.taps(open("ask-about", ID));
    await somebody.says("几点开门？");
    const said = await somebody.says("确认");
    expect(said.text).toContain("T-1001");
    const [privately, group] = [
      said.sent.find(({ to }) => to.kind === "person" && to.person === "staff000000000"),
      said.sent.find(({ to }) => to.kind === "space" && to.at.space === "staffroom"),
    ];
    expect(JSON.stringify(privately?.intent)).toContain("窗口临时调整");
    expect(JSON.stringify(group?.intent)).not.toContain("几点开门");
    expect(done).toEqual([]);
  });

  it("too many open questions are not made more", async () => {
    const { somebody } = talk({ askAbout: async () => ({ kind: "too_many", limit: 5 }) });
    await somebody.taps(open("ask-about", ID));
    await somebody.says("几点开门？");
    expect((await somebody.says("确认")).text).toContain("5 个问题");
  });
});
