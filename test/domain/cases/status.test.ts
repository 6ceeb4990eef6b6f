import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeDeskCode } from "../../../src/domain/cases/status-work.ts";
import { KNOWLEDGE_FOLDER } from "../../../src/paths.ts";
import { tryBinding } from "../../../src/store/cases/bindings.ts";
import { whereWordsAre } from "../../store/support/look.ts";
import { useStore } from "../../store/support/store.ts";
import { openService, type Sent, type TestService } from "../support/service.ts";
import { textOf } from "../support/two-processes.ts";
import { csv, fileOf, importFile } from "./lists.ts";

const database = useStore();
let service: TestService;
let clerk = "";

beforeAll(async () => {
  const { store } = database;
  const installation = await store.installations.ensure("web", "playground");
  clerk = await store.people.ensureAccount(installation, "clerk");
  await store.staff.setPosition(clerk, { role: "specialist", desks: ["general"] });
  service = await openService(store, installation, KNOWLEDGE_FOLDER, { sent: [], beats: [] });
  await importFile(
    store,
    await fileOf(
      csv(
        "STA-0001,雏鹰计划,星河漫游,13900000042,材料需补正,2026-11-24,补交公司注册证明,2026-12-01,公司注册证明",
        "STA-0002,雏鹰计划,云端播客,13900000043,评审中,2026-11-24,,,",
        "STA-0003,雏鹰计划,木马手作,13900000044,草稿,2026-11-24,,,",
      ),
    ),
  );
});
afterAll(() => service.close());

const codeFor = async (number: string) => {
  const made = await database.store.inTransaction((tx) => makeDeskCode(tx, clerk, number));
  if (made.kind !== "made") throw new Error(made.kind);
  return made.code;
};

/** What went where others can read it. */
const inGroup = (sent: readonly Sent[]) =>
  textOf(sent.filter(({ space, onlyFor }) => space.kind !== "direct" && onlyFor === undefined));

/** Goes through the questions up to the code. */
async function prove(by: string, number: string, tail: string, code: string, where?: "group") {
  await service.says(by, "进度", where);
  const [, agreed] = [0, service.sent.at(-1)];
  if (JSON.stringify(agreed?.intent).includes("同意")) await service.taps(by, "同意");
  await service.says(by, number);
  await service.says(by, tail);
  return service.says(by, code);
}

describe("where an application stands", () => {
  it("asked in a group is told privately, once number, digits and code match", async () => {
    const before = service.sent.length;
    const shown = await prove("lin", "sta-0001", "0042", await codeFor("STA-0001"), "group");
    const text = textOf(shown);
    expect(text).toContain("雏鹰计划 · 材料需补正");
    for (const words of ["轮到你了", "补交公司注册证明", "□ 公司注册证明", "12月1日"]) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/星河|1390/);
    const public_ = inGroup(service.sent.slice(before));
    expect(public_).not.toMatch(/STA-|雏鹰|补正|0042/);
    const again = await service.says("lin", "进度");
    expect(textOf(again)).toContain("材料需补正");
    // The command alone does not say that somebody who has spoken Chinese wants English.
    const byCommand = await service.says("lin", "/status STA-0001", "group");
    expect(textOf(byCommand)).toMatch(/编号别发在群里[\s\S]*材料需补正/);
    expect(inGroup(byCommand)).not.toMatch(/STA-|雏鹰|补正/);
    expect(await whereWordsAre(database.sql, "星河漫游")).toEqual([]);
  });

  it("gives one reply for wrong, unknown, a draft's and somebody else's", async () => {
    const own = await codeFor("STA-0002");
    const replies = [
      await prove("amay", "STA-0002", "0043", "AAAAAAAA"),
      await prove("amay", "STA-0002", "9999", own),
      await prove("amay", "NON-0009", "0043", own),
      await prove("mumu", "STA-0003", "0044", own),
      await prove("mumu", "STA-0001", "0042", own),
    ].map(textOf);
    expect(new Set(replies).size).toBe(1);
    expect(replies[0]).toContain("没有对上");
    const bound = await prove("chen", "STA-0002", "0043", own);
    expect(textOf(bound)).toContain("评审中");
    expect(textOf(await prove("ding", "STA-0002", "0043", own))).toContain("没有对上");
  });

  it("is asked by a sentence too, and the way leads to the direct chat", async () => {
    const routed = await service.says("zhao", "我的雏鹰申请到哪一步了", "group");
    expect(textOf(routed)).toContain("只私下告诉本人");
    const tapped = await service.taps("zhao", "查进度", "group");
    expect(inGroup(tapped)).not.toMatch(/编号是多少|雏鹰/);
    expect(textOf(tapped)).toContain("核对是不是本人");
  });

  it("is not looked up for a number pasted in a group: its owner is warned privately, the group reads one neutral line", async () => {
    const lines = new Set<string>();
    for (const [number, warning] of [
      ["STA-0001", "申请编号别发在群里"],
      ["NON-0001", "申请编号别发在群里"],
      ["YP-2026-00123", "申请编号别发在群里"],
      ["：202611240001", "申请编号别发在群里"],
      ["T-1001", "工单号别发在群里"],
      ["ｔ-1001", "工单号别发在群里"],
    ] as const) {
      const pasted = await service.says("zhao", `这是我的编号 ${number}`, "group");
      const privately = textOf(pasted.filter(({ space }) => space.kind === "direct"));
      expect(privately).toContain(warning);
      lines.add(inGroup(pasted));
      expect(textOf(pasted)).not.toContain(number);
    }
    expect([...lines]).toEqual(["这件事我们私下说，请看私聊。"]);
    const beside = await service.says("zhao", "STA-0001，房租第二年减多少？", "group");
    expect(inGroup(beside)).not.toMatch(/编号|STA-/u);
    expect(textOf(beside)).toContain("申请编号别发在群里");
  });

  it("is turned down and up again by its owner alone", async () => {
    await service.says("lin", "进度");
    expect(textOf(await service.taps("lin", "静音"))).toContain("先不发");
    expect(textOf(await service.says("lin", "进度"))).toContain("已静音");
    expect(textOf(await service.taps("amay", "取消静音"))).toContain("没有和你绑定");
    expect(textOf(await service.taps("lin", "取消静音"))).toContain("有变化就告诉你");
  });

  it("code is made in the chat by staff alone", async () => {
    expect(textOf(await service.says("clerk", "绑定码 STA-0002"))).toMatch(/验证码 [2-9A-Z]{8}/);
    expect(textOf(await service.says("clerk", "绑定码 NON-0002"))).toContain("没有这份申请");
    expect(textOf(await service.says("lin", "绑定码 STA-0002"))).toContain("只有窗口工作人员");
  });
});

describe("guessing", () => {
  const tries = (person: string, number: string, tail: string, code: string) =>
    database.store.inTransaction((transaction) =>
      tryBinding(transaction, { person, space: `direct ${person}`, number, tail, code }),
    );

  it("waits longer and longer, for numbers that exist and for those that don't alike", async () => {
    const known: string[] = [];
    const unknown: string[] = [];
    for (let count = 0; count < 8; count += 1) {
      known.push((await tries("guesser-1", "STA-0001", "0042", "AAAAAAAA")).kind);
      unknown.push((await tries("guesser-2", "NON-0001", "0042", "AAAAAAAA")).kind);
    }
    expect(known).toEqual([...Array(5).fill("refused"), ...Array(3).fill("wait")]);
    expect(unknown).toEqual(known);
  });

  it("by 50 accounts binds nothing, and does not keep the owner out", async () => {
    const { sql } = database;
    const before = await sql`select count(*)::int as bound from case_bindings`;
    for (let account = 0; account < 50; account += 1) {
      for (let count = 0; count < 6; count += 1) {
        await tries(`mob-${account}`, "STA-0002", "0043", `AAAA${1000 + account}`);
      }
    }
    expect(await sql`select count(*)::int as bound from case_bindings`).toEqual(before);
    const installation = await database.store.installations.ensure("web", "playground");
    const owner = await database.store.people.ensureAccount(installation, "late-owner");
    const code = await codeFor("STA-0002");
    expect((await tries(owner, "STA-0002", "0043", "AAAAAAAA")).kind).toBe("refused");
    expect((await tries(owner, "STA-0002", "0043", code)).kind).toBe("bound");
  });

  it("does not use a code twice, nor after its time, nor an earlier one of the desk's", async () => {
    const installation = await database.store.installations.ensure("web", "playground");
    const person = async (name: string) => database.store.people.ensureAccount(installation, name);
    const first = await codeFor("STA-0001");
    const second = await codeFor("STA-0001");
    expect((await tries(await person("p1"), "STA-0001", "0042", first)).kind).toBe("refused");
    await database.sql`update case_attempts set blocked_until = now()`;
    expect((await tries(await person("p2"), "STA-0001", "0042", second)).kind).toBe("bound");
    expect((await tries(await person("p3"), "STA-0001", "0042", second)).kind).toBe("refused");
    const late = await codeFor("STA-0001");
    await database.sql`update case_codes set expires_at = now() - interval '1 second'`;
    expect((await tries(await person("p4"), "STA-0001", "0042", late)).kind).toBe("refused");
  });
});
