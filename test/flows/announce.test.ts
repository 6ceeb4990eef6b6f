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
const BODY = { zh: "正文", en: "A text" };
const open = (command: string, args: string) => ({ kind: "open", command, args }) as const;

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

  const outcome = (standing: typeof STANDING) => ({
    ...{ kind: "done" as const, standing, act: "status" as const },
    ...{ author: [], approvers: [], body: BODY },
  });

  it.each<[Changes, string]>([
    [{ act: async () => ({ kind: "not_now", standing: STANDING }) }, "现在不能这样做"],
    [{ act: async () => ({ kind: "own" }) }, "另一位同事批准"],
    [{ act: async () => ({ kind: "nobody" }) }, "没有人会收到"],
    [{ act: async () => ({ kind: "past" }) }, "已经过去"],
    [{ act: async () => ({ kind: "quiet" }) }, "现在是夜间"],
    [{ act: async () => ({ kind: "tested", isSent: true }) }, "已发到你的私聊"],
    [{ act: async () => ({ kind: "tested", isSent: false }) }, "没有能收的私聊"],
    [{ act: GONE }, "已经不在了"],
    [{ act: NOT_STAFF }, "工作人员用的功能"],
    [
      { act: async () => outcome({ ...STANDING, deleted: 312, pastWindow: 4, notDeleted: 2 }) },
      "已删除 312，已过期限 4，失败 2",
    ],
    [{ act: async () => outcome({ ...STANDING, corrected: 4 }) }, "补发说明 4 条"],
    [{ act: async () => outcome({ ...STANDING, edited: 9, notEdited: 1 }) }, "已改 9，失败 1"],
    [{ act: async () => outcome({ ...STANDING, secondsLeft: 30 }) }, "每秒 2 份，还需约 30 秒"],
    [
      { act: async () => outcome({ ...STANDING, read: { count: 5, missing: ["web:lin"] } }) },
      "还没确认的：web:lin",
    ],
  ])("says what came of it", async (changes, words) => {
    const { somebody } = talk(changes);
    expect((await somebody.taps(open("announce-do", "pause-broadcast00001"))).text).toContain(
      words,
    );
  });

  it("is found among the latest", async () => {
    const { somebody, done } = talk();
    expect((await somebody.says("群发进度")).text).toContain("发送中：窗口临时调整");
    await somebody.tapsLabel("窗口临时调整");
    expect(done).toEqual([["status", "broadcast00001"]]);
    const none = talk({ list: async () => ({ kind: "listed", announcements: [] }) }).somebody;
    expect((await none.says("群发进度")).text).toContain("还没有公告");
    const stranger = talk({ list: NOT_STAFF }).somebody;
    expect((await stranger.says("群发进度")).text).toContain("工作人员用的功能");
  });

  it("tells the author what somebody else decided", async () => {
    for (const [act, words] of [
      ["approve", "已获批准"],
      ["return", "被退回了"],
    ] as const) {
      const { somebody } = talk({
        act: async () => ({
          ...outcome(STANDING),
          act,
          author: [{ person: "author00000000", locale: "zh-CN" }],
        }),
      });
      const said = await somebody.taps(open("announce-do", `${act}-broadcast00001`));
      const told = said.sent.find(
        ({ to }) => to.kind === "person" && to.person === "author00000000",
      );
      expect(told?.intent.text).toContain(words);
    }
  });

  it("shows each platform's copies, and where one would be split", async () => {
    const { somebody } = talk({
      act: async () => ({
        kind: "shown",
        copies: [
          { platform: "Telegram", whom: "zh", parts: [{ text: "正文", buttons: ["已阅"] }] },
          {
            platform: "Slack",
            whom: "group",
            parts: [
              { text: "一", buttons: [] },
              { text: "二", buttons: [] },
            ],
          },
        ],
      }),
    });
    const { text } = await somebody.taps(open("announce-do", "preview-broadcast00001"));
    expect(text).toContain("Telegram 上的样子");
    expect(text).toContain("[已阅]");
    expect(text).toContain("拆成 2 条");
  });

  it("what may have arrived is sent again only when staff choose so, and otherwise left", async () => {
    const { somebody, done } = talk({
      act: async (_transaction, _person, act, id) => {
        done.push([act, id]);
        if (act !== "uncertain") return { ...outcome(STANDING), act };
        return { kind: "listed", id, names: ["林小满", ""], count: 3 };
      },
    });
    const listed = await somebody.taps(open("announce-do", "uncertain-broadcast00001"));
    expect(listed.text).toContain("共 3 份：林小满、未命名……");
    await somebody.tapsLabel("再发一次（可能收到两次）");
    await somebody.taps(open("announce-do", "uncertain-broadcast00001"));
    await somebody.tapsLabel("不再发");
    expect(done.map((one) => (one as string[])[0])).toEqual([
      "uncertain",
      "again",
      "uncertain",
      "leave",
    ]);
  });

  it("is corrected everywhere after a second look", async () => {
    const { somebody, done } = talk();
    await somebody.taps(open("announce-edit", "broadcast00001"));
    await somebody.says("改到周五。");
    expect((await somebody.says("Moved to Friday.")).text).toContain("确认改正");
    expect(done).toEqual([]);
    await somebody.says("确认");
    const words = { zh: "改到周五。", en: "Moved to Friday." };
    expect(done).toEqual([["edit", "broadcast00001", words]]);
  });

  it("is taken back after a second look, with a note where it cannot be deleted", async () => {
    const { somebody, done } = talk();
    await somebody.taps(open("announce-recall", "broadcast00001"));
    await somebody.says("以新公告为准。");
    await somebody.says("Please go by the new one.");
    await somebody.says("确认");
    await somebody.taps(open("announce-recall", "broadcast00001"));
    expect((await somebody.says("跳过")).text).toContain("撤回不能反悔");
    await somebody.says("确认");
    const words = { zh: "以新公告为准。", en: "Please go by the new one." };
    expect(done).toEqual([
      ["recall", "broadcast00001", words],
      ["recall", "broadcast00001"],
    ]);
  });

  const REFUSALS: readonly [Changes, string][] = [
    [{ change: GONE }, "已经不在了"],
    [{ change: NOT_STAFF }, "工作人员用的功能"],
    [{ change: async () => ({ kind: "not_now", standing: STANDING }) }, "现在不能这样做"],
    [{ change: async () => ({ kind: "too_long", most: 9, length: 12 }) }, "有 12 个字符"],
  ];

  it.each(REFUSALS)(
    "what can no longer be corrected or taken back is told: %#",
    async (changes, words) => {
      const { somebody } = talk(changes);
      await somebody.taps(open("announce-edit", "broadcast00001"));
      await somebody.says("改到周五。");
      await somebody.says("Moved to Friday.");
      expect((await somebody.says("确认")).text).toContain(words);
      await somebody.taps(open("announce-recall", "broadcast00001"));
      await somebody.says("跳过");
      expect((await somebody.says("确认")).text).toContain(words);
    },
  );

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
    ["event", "你报过一场活动"],
    ["case", "你绑定了一份申请"],
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
