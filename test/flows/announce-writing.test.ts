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
/** Services that answer something else than usual. */
type Changes = Partial<AnnounceServices>;
const NOBODY = { people: 0, groups: 0, unreachable: 3, muted: 1, minutes: 0 };
const MANY = { ...NOBODY, people: 300, groups: 4, minutes: 1 };

describe("群发", () => {
  const WORDS = [
    "窗口临时调整",
    "Desk moved for a day",
    "明天改到二楼。",
    "Second floor tomorrow.",
  ];

  it("is written in both languages, counted and checked, and sent once confirmed", async () => {
    const { somebody, done } = talk();
    expect((await somebody.says("群发")).text).toContain("哪个话题");
    await somebody.says("服务");
    expect((await somebody.says("所有群")).text).toContain("中文标题");
    expect((await somebody.says("Desk moved")).text).toContain("请用中文写");
    await somebody.says("窗口临时调整");
    expect((await somebody.says("窗口")).text).toContain("请用英文写");
    await somebody.says("Desk moved for a day");
    await somebody.says("明天改到二楼。");
    expect((await somebody.says(`${"x".repeat(2_999)}😀`)).text).toContain(
      "有 3001 个字符，最多 3000",
    );
    await somebody.says("Second floor tomorrow.");
    expect((await somebody.says("EV-99")).text).toContain("没有这个编号");
    await somebody.says("ev-01");
    expect((await somebody.says("小王")).text).toContain("不是账号");
    await somebody.says("telegram:7、web:lin");
    expect((await somebody.says("2020-01-01 09:00")).text).toContain("已经过去");
    const counted = await somebody.says("跳过");
    expect(counted.text).toContain("将发给 3 人、2 个群，约需 1 分钟");
    expect(counted.text).toContain("1 个人或群联系不上、4 人关闭");
    expect(counted.text).toContain("确认发送");
    const labels = counted.sent.flatMap(({ intent }) => intent.buttons?.map(({ label }) => label));
    expect(labels).toEqual(expect.arrayContaining(["各平台预览", "先发给我看看"]));
    const written = {
      topic: "service",
      audience: "groups",
      title: { zh: "窗口临时调整", en: "Desk moved for a day" },
      body: { zh: "明天改到二楼。", en: "Second floor tomorrow." },
      signup: "EV-01",
      required: ["telegram:7", "web:lin"],
      at: null,
    };
    expect(done).toEqual([expect.objectContaining(written)]);
    const sent = await somebody.says("确认");
    expect(sent.text).toContain("3 人、2 个群");
    expect(sent.text).toContain("发送中。共 10：已送达 4");
    expect(done.at(-1)).toEqual(["submit", "broadcast00001"]);
  });

  it("is counted again when anything is changed, before it can be confirmed", async () => {
    const { somebody, done } = talk();
    for (const words of ["群发", "服务", "所有群", ...WORDS, "跳过", "跳过", "跳过"]) {
      await somebody.says(words);
    }
    await somebody.says("改发给谁");
    const again = await somebody.says("订阅了这个话题的人");
    expect(again.text).toContain("将发给 3 人");
    expect(done.map((one) => (one as { audience?: string }).audience)).toEqual([
      "groups",
      "subscribers",
    ]);
  });

  it.each<[string, readonly string[], object]>([
    ["groups with a tag", ["带某个标签的群", "ai"], { audience: "tag", tag: "AI" }],
    [
      "those who wait for a seat in one session",
      ["报了某场活动的人", "EV-01", "在等位子的", "2026-12-03"],
      { audience: "event", event: "EV-01", seats: "waiting", session: "2026-12-03" },
    ],
    [
      "those who gave their seat up, in whatever session",
      ["报了某场活动的人", "EV-01", "把位子让出来的", "跳过"],
      { audience: "event", seats: "gave-up", session: null },
    ],
    [
      "applicants with a status",
      ["某类申请的申请人（只发私聊）", "雏鹰计划", "材料需补正"],
      { audience: "case", programme: "雏鹰计划", status: "材料需补正" },
    ],
    [
      "people by name",
      ["点名的几个人", "telegram:7 web:lin"],
      { audience: "people", people: ["telegram:7", "web:lin"] },
    ],
  ])("goes to %s", async (_who, chosen, written) => {
    const { somebody, done } = talk();
    const all = ["群发", "服务", ...chosen, ...WORDS, "跳过", "跳过", "跳过"];
    for (const words of all) await somebody.says(words);
    expect(done).toEqual([expect.objectContaining(written)]);
  });

  it.each([
    [["带某个标签的群", "创业"], "现有：AI"],
    [["报了某场活动的人", "EV-77"], "没有这个编号"],
    [["报了某场活动的人", "EV-01", "有位子的", "2026-12-04"], "没有这一场"],
    [["某类申请的申请人（只发私聊）", "没有的"], "没有这类申请"],
    [["某类申请的申请人（只发私聊）", "雏鹰计划", "没有的"], "没有这个状态"],
    [["点名的几个人", "小王"], "不是账号"],
  ])("says what is wrong with an audience at once (%s)", async (chosen, words) => {
    const { somebody } = talk();
    let said = await somebody.says("群发");
    for (const word of ["服务", ...chosen]) said = await somebody.says(word);
    expect(said.text).toContain(words);
  });

  const write = async (changes: Partial<AnnounceServices>) => {
    const { somebody, done } = talk(changes);
    for (const words of ["群发", "政策", "订阅了这个话题的人", "标题", "Title", "正文", "A text"]) {
      await somebody.says(words);
    }
    for (const words of ["跳过", "web:lin"]) await somebody.says(words);
    return { somebody, done, counted: await somebody.says("+1d 09:00") };
  };

  it.each<[string, Changes, string, string]>([
    [
      "an audience of nobody",
      { draft: async () => ({ kind: "nobody", ...NOBODY }) },
      "3 个人或群联系不上",
      "发给谁",
    ],
    [
      "a reader nobody knows",
      { draft: async () => ({ kind: "no_reader", name: "web:lin" }) },
      "不认识 web:lin",
      "必须确认已阅",
    ],
    [
      "something that is gone",
      { draft: async () => ({ kind: "gone", name: "EV-01" }) },
      "“EV-01”已经不在了",
      "发给谁",
    ],
    [
      "more than one message holds",
      { draft: async () => ({ kind: "too_long", most: 3_700, length: 4_000 }) },
      "4000 个字符，一条消息最多 3700",
      "中文正文",
    ],
    ["a time that is past", { draft: async () => ({ kind: "past" }) }, "已经过去", "什么时候发"],
  ])(
    "says so before anything is sent, and asks again, for %s",
    async (_what, changes, why, asks) => {
      const { counted } = await write(changes);
      expect(counted.text).toContain(why);
      expect(counted.sent.at(-1)?.intent.text).toContain(asks);
    },
  );

  it("asks for people again when one of them is not known", async () => {
    const { somebody } = talk({ draft: async () => ({ kind: "no_person", name: "web:lin" }) });
    const all = ["群发", "服务", "点名的几个人", "web:lin", ...WORDS, "跳过", "跳过"];
    for (const words of all) await somebody.says(words);
    expect((await somebody.says("跳过")).sent.at(-1)?.intent.text).toContain("发给哪些账号");
  });

  it.each<[string, Changes, string]>([
    ["submitted from elsewhere", { draft: async () => ({ kind: "moved_on" }) }, "别处提交"],
    ["a lost role", { draft: NOT_STAFF }, "工作人员用的功能"],
  ])("ends when it was %s", async (_what, changes, words) => {
    expect((await write(changes)).counted.text).toContain(words);
  });

  it("at night asks why it cannot wait until the morning", async () => {
    const { somebody, done } = talk({ isQuiet: () => true });
    for (const words of ["群发", "服务", "所有群", ...WORDS, "跳过", "跳过"]) {
      await somebody.says(words);
    }
    expect((await somebody.says("跳过")).text).toContain("等到早上八点");
    await somebody.says("管道爆了，今晚必须通知");
    expect(done).toEqual([expect.objectContaining({ reason: "管道爆了，今晚必须通知" })]);
  });

  it("asks the others to approve when it goes to many", async () => {
    const { somebody, counted } = await write({
      draft: async () => ({ kind: "counted", id: "broadcast00001", ...MANY, needsSecond: true }),
      submit: async () => ({
        kind: "submitted",
        standing: { ...STANDING, state: "awaiting_approval", acts: ["return", "status"] },
        ...MANY,
        body: { zh: "正文", en: "A text" },
        approvers: [{ person: "second00000000", locale: "en" }],
      }),
    });
    expect(counted.text).toContain("另一位同事批准");
    const said = await somebody.says("确认");
    const told = said.sent.find(({ to }) => to.kind === "person" && to.person === "second00000000");
    const labels = told?.intent.buttons?.map(({ label }) => label);
    expect(labels).toEqual(["Approve", "Send back", "Preview on each platform"]);
    expect(said.text).toContain("另一位同事");
  });

  it.each<[string, Changes, string]>([
    ["nobody", { submit: async () => ({ kind: "nobody" }) }, "没有人会收到"],
    ["a past time", { submit: async () => ({ kind: "past" }) }, "已经过去"],
    ["one submitted meanwhile", { submit: async () => ({ kind: "moved_on" }) }, "别处提交"],
    ["a lost role", { submit: NOT_STAFF }, "工作人员用的功能"],
  ])("says so for %s", async (_what, changes, words) => {
    const { somebody } = await write(changes);
    expect((await somebody.says("确认")).text).toContain(words);
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
