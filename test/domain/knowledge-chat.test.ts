import { describe, expect, it } from "vitest";
import { editClause, restoreClause } from "../../src/knowledge/overlay/editor.ts";
import {
  cited,
  editor,
  QUESTION,
  RENT,
  rentText,
  textOf,
  useTwoProcesses,
} from "./support/two-processes.ts";

const service = useTwoProcesses();

describe("staff in their direct chat", () => {
  it("write a note that answers at once, as the desk's word with its day", async () => {
    await service.one.says("clerk", "便条");
    await service.one.taps("clerk", "开放时间");
    await service.one.says("clerk", "税务窗口周六上午9点到12点开门。");
    await service.one.says("clerk", "The tax desk is open from 9 to 12 on Saturday morning.");
    await service.one.taps("clerk", "7 天");
    expect(textOf(await service.one.taps("clerk", "确认发布"))).toContain("已发布");
    await service.two.knows(() => service.two.live.current().clauseById.has("note-tax-hours"));
    const said = textOf(await service.two.says("lin", "税务窗口周六几点开门"));
    expect(said).toContain("9点到12点");
    expect(said).toContain(editor.today());
  });

  it.each([
    "便条",
    "/note",
    `下架 ${RENT}`,
    `/republish ${RENT}`,
    "待答",
    "/unanswered",
    "控制台",
    "/console",
  ])("nobody else can use %s, and is told so alone", async (command) => {
    const before = service.one.counted.refused;
    const said = await service.one.says("lin", command, "group");
    expect(said).toHaveLength(1);
    expect(said[0]?.onlyFor).toBe("lin");
    expect(service.one.counted.refused).toBe(before + 1);
  });

  it("get a link to the console that works once, in the direct chat alone", async () => {
    const said = await service.one.says("clerk", "/console", "group");
    const links = said.filter((each) => JSON.stringify(each.intent).includes("/sign-in/"));
    expect(links.map(({ space }) => space.kind)).toEqual(["direct"]);
    const kept = await service.sql`select count(*)::int as links from console_links`;
    expect(kept[0]?.["links"]).toBe(1);
  });

  it("a button that reached somebody else does nothing for them", async () => {
    await service.one.says("lin", "停车怎么收费");
    await service.one.says("clerk", "待答");
    const said = await service.one.taps("lin", "处理第 1 个");
    expect(textOf(said)).toContain("只有窗口工作人员");
    expect(await service.store.knowledge.edits()).toEqual([]);
  });
});

describe("unanswered questions", () => {
  const ASKED = "园区地下车库停车怎么收费";

  it("are ranked by people, show nothing personal, and become an example in two taps", async () => {
    await service.one.says("lin", "我叫王小明，电话13800000000，火星基地门票怎么抢");
    for (const by of ["lin", "amay", "lao-zhou"]) await service.one.says(by, `${ASKED}？`);
    const said = await service.one.says("clerk", "/unanswered");
    const [card] = said;
    const rows = card?.intent.kind === "card" ? (card.intent.rows ?? []) : [];
    expect(rows[0]?.value).toContain("停车");
    expect(rows[0]?.label).toMatch(/3/);
    expect(JSON.stringify(said)).not.toMatch(/王小明|13800000000/);
    expect(textOf(await service.one.taps("clerk", "处理第 1 个"))).toContain(ASKED);
    expect(textOf(await service.one.taps("clerk", "的一种问法"))).toContain("已加为");
    const [edit] = await service.store.knowledge.edits();
    expect(edit).toMatchObject({ state: "live", author: service.clerk });
    expect(edit?.content).toContain(ASKED);
    await service.two.knows(() => cited(service.two, `${ASKED}？`)[0] === edit?.clause);
    expect(textOf(await service.one.says("clerk", "待答"))).not.toContain("停车");
  });

  it("a desk's reply becomes a draft in one tap", async () => {
    await service.one.says("lin", `人工 ${ASKED}`);
    await service.one.taps("lin", "同意");
    await service.one.taps("lin", "确认提交");
    const code = /T-\d+/.exec(textOf(service.one.sent.slice(-3)))?.[0] ?? "";
    await service.one.says("clerk", `接单 ${code}`);
    await service.one.says("clerk", "前两小时免费，之后每小时八元。");
    const sent = await service.one.taps("clerk", "确认发送");
    expect(textOf(sent)).toContain("知识库");
    expect(textOf(await service.one.taps("clerk", "存为草稿"))).toContain("draft-");
    const [draft] = await service.store.knowledge.edits();
    expect(draft).toMatchObject({ state: "draft" });
    expect(draft?.content).toContain("前两小时免费");
    expect(
      await service.edits((tx) =>
        restoreClause(editor, tx, { clause: draft?.clause ?? "", author: service.clerk }),
      ),
    ).toMatchObject({ kind: "refused" });
  });

  it("a question or reply with somebody's number is not learnt", async () => {
    await service.one.says("lin", "人工 我的电话13800000000，停车怎么收费");
    await service.one.taps("lin", "确认提交");
    const code = /T-\d+/.exec(textOf(service.one.sent.slice(-3)))?.[0] ?? "";
    await service.one.says("clerk", `接单 ${code}`);
    await service.one.says("clerk", "前两小时免费。");
    await service.one.taps("clerk", "确认发送");
    expect(textOf(await service.one.taps("clerk", "存为草稿"))).toContain("个人信息");
    expect(await service.store.knowledge.edits()).toEqual([]);
  });
});

describe("answers", () => {
  it("take a thumb from anybody in the group, and ask why for their eyes only", async () => {
    const answered = await service.one.says("lin", QUESTION, "group");
    expect(textOf(answered)).toContain("👍");
    const why = await service.one.taps("amay", "👎", "group");
    expect(why).toMatchObject([{ onlyFor: "amay" }]);
    const noted = await service.one.taps("amay", "过时了", "group");
    expect(noted).toMatchObject([{ onlyFor: "amay" }]);
    await service.one.taps("amay", "私下说一句", "group");
    await service.one.says("amay", "这是去年的了，打13800000000问的");
    expect(await service.sql`select verdict, reason, masked from question_feedback`).toEqual([
      { verdict: "down", reason: "outdated", masked: "这是去年的了，打〔电话〕问的" },
    ]);
    await service.one.taps("amay", "👍", "group");
    expect(await service.sql`select verdict, reason from question_feedback`).toEqual([
      { verdict: "up", reason: null },
    ]);
  });

  it("given in a group already are pointed at, however the next member words it", async () => {
    const [first] = await service.one.says("lin", QUESTION, "group");
    const [second] = await service.one.says("amay", "租房补贴每个月能拿多少钱呀", "group");
    expect(second?.replyTo).toBe(first?.messageId);
    expect(textOf(second ? [second] : [])).toContain("有人问过");
    expect(textOf(second ? [second] : [])).toContain("8000");
    const [own] = await service.one.says("lin", QUESTION, "group");
    expect(textOf(own ? [own] : [])).not.toContain("有人问过");
    const [english] = await service.one.says(
      "blue-kite",
      "How much is the rent subsidy a month?",
      "group",
    );
    expect(textOf(english ? [english] : [])).not.toContain("Somebody asked");
    const [again] = await service.one.says(
      "amay",
      "How much is the monthly rent subsidy?",
      "group",
    );
    expect(textOf(again ? [again] : [])).toContain("Somebody asked");
    const [detail] = await service.one.says("lao-zhou", "租房补贴怎么发放到手里", "group");
    expect(textOf(detail ? [detail] : [])).not.toContain("有人问过");
    const [alone] = await service.one.says("mumu", QUESTION);
    expect(textOf(alone ? [alone] : [])).not.toContain("有人问过");
  });

  it("from before an edit are not pointed at", async () => {
    await service.one.says("lin", QUESTION, "group");
    const content = rentText.replace("房东收我六千一个月", "房东收我五千一个月");
    await service.edits((tx) =>
      editClause(editor, tx, { clause: RENT, content, expected: 0, author: service.clerk }),
    );
    await service.one.knows(() => service.one.live.current().changedAt([RENT]) > 0);
    const [second] = await service.one.says("amay", QUESTION, "group");
    expect(textOf(second ? [second] : [])).not.toContain("有人问过");
  });
});
