import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RETENTION_DAYS } from "../../../src/config-lists.ts";
import { type FetchFile, receiveNextFile } from "../../../src/domain/cases/receive-files.ts";
import { handedIn, takeOverFile } from "../../../src/domain/cases/staff-files.ts";
import { makeDeskCode } from "../../../src/domain/cases/status-work.ts";
import { exportForChat } from "../../../src/domain/data-rights.ts";
import { loadProgrammes } from "../../../src/knowledge/programmes/load.ts";
import { KNOWLEDGE_FOLDER } from "../../../src/paths.ts";
import { whereWordsAre } from "../../store/support/look.ts";
import { useStore } from "../../store/support/store.ts";
import { bytesOf, DOCX, PDF, PNG, zipOf } from "../../support/sample-files.ts";
import { openService, type TestService } from "../support/service.ts";
import { textOf } from "../support/two-processes.ts";
import { csv, fileOf, importFile } from "./lists.ts";

const database = useStore();
const zone = "Europe/London";
const book = await loadProgrammes(KNOWLEDGE_FOLDER);
let service: TestService;
let installation = "";
let clerk = "";

beforeAll(async () => {
  const { store } = database;
  installation = await store.installations.ensure("web", "playground");
  clerk = await store.people.ensureAccount(installation, "clerk");
  await store.staff.setPosition(clerk, { role: "specialist", desks: ["investment"] });
  const other = await store.people.ensureAccount(installation, "other");
  await store.staff.setPosition(other, { role: "specialist", desks: ["tax"] });
  service = await openService(store, installation, KNOWLEDGE_FOLDER, { sent: [], beats: [] });
  const rows = [1, 2, 3, 4, 5, 6, 7, 8].map(
    (n) =>
      `FIL-000${n},雏鹰计划,星河漫游,13900000042,材料需补正,2026-11-24,,2026-12-01,公司注册证明；项目说明`,
  );
  await importFile(store, await fileOf(csv(...rows)));
});
afterAll(() => service.close());

let binding = 0;

/** Somebody new whose case is bound, with the card of it in front of them. */
async function applicant(name: string): Promise<string> {
  binding += 1;
  const number = `FIL-000${binding}`;
  const made = await database.store.inTransaction((tx) => makeDeskCode(tx, clerk, number));
  if (made.kind !== "made") throw new Error(made.kind);
  await service.says(name, "进度");
  await service.taps(name, "同意");
  await service.says(name, number);
  await service.says(name, "0042");
  const shown = textOf(await service.says(name, made.code));
  expect(shown).toContain("□ 公司注册证明");
  return database.store.people.ensureAccount(installation, name);
}

/** What the platform hands out, by the file's reference. */
const hosted = new Map<string, Awaited<ReturnType<FetchFile>>>();
const fetched: string[] = [];
const fetch: FetchFile = async (_installation, reference) => {
  fetched.push(reference);
  return hosted.get(reference) ?? { kind: "gone" };
};
const receive = (through = fetch) =>
  receiveNextFile({ fetch: through, book, zone, inTransaction: database.store.inTransaction });

let files = 0;

/** Sends a file for an item, and receives it; what its sender read then. */
async function handsIn(
  name: string,
  bytes: Uint8Array<ArrayBuffer> | Awaited<ReturnType<FetchFile>>,
  more: { readonly called?: string; readonly size?: number; readonly item?: string } = {},
): Promise<string> {
  files += 1;
  const reference = `ref${files}`;
  hosted.set(reference, bytes instanceof Uint8Array ? { kind: "fetched", bytes } : bytes);
  await service.says(name, "进度");
  await service.taps(name, "交材料");
  await service.taps(name, more.item ?? "公司注册证明");
  const said = await service.sends(name, [
    { reference, name: more.called ?? "证明.pdf", size: more.size },
  ]);
  while (await receive());
  return textOf(
    [...said, ...(await service.goesOn())].filter(
      ({ space }) => space.platformId === `direct:${name}`,
    ),
  );
}

const listed = (desks = ["investment"] as const) =>
  database.store.read((tx) => handedIn(tx, desks, book, { limit: 99 }));
const bytesHeld = async () =>
  Number((await database.sql`select count(*)::int as count from case_file_bytes`)[0]?.["count"]);

describe("a file handed in", () => {
  it("is kept sealed, told to its sender and to the case's desk alone, and taken over by it", async () => {
    await applicant("lin");
    const before = service.sent.length;
    const told = await handsIn("lin", PDF, { called: "../../保密证明.pdf" });
    expect(told).toMatch(/收到了：公司注册证明[\s\S]*已告诉窗口[\s\S]*保密证明\.pdf/);
    const others = service.sent
      .slice(before)
      .filter(({ space }) => space.platformId !== "direct:lin");
    expect(new Set(others.map(({ space }) => space.platformId))).toEqual(new Set(["direct:clerk"]));
    expect(textOf(others)).toMatch(/雏鹰计划 FIL-0001/);
    expect(textOf(others)).not.toMatch(/保密|星河|注册证明/);
    expect(await whereWordsAre(database.sql, "保密证明")).toEqual([]);
    const [row] = await database.sql`select sealed from case_file_bytes`;
    expect(Buffer.from(row?.["sealed"]).includes("%PDF")).toBe(false);

    const [one] = await listed();
    expect(one).toMatchObject({
      desk: "investment",
      file: { name: "保密证明.pdf", kind: "pdf", size: PDF.length },
    });
    expect(textOf(await service.says("lin", "进度"))).toMatch(
      /☑ 公司注册证明（.*收到）\n□ 项目说明/,
    );
    const id = one?.file.id ?? "";
    const taken = await database.store.inTransaction((tx) =>
      takeOverFile(tx, id, { who: clerk, desks: ["investment"] }, book),
    );
    expect(taken).toEqual({ name: "保密证明.pdf", type: "application/pdf", bytes: PDF });
    expect(textOf(await service.says("lin", "进度"))).toContain("窗口已取走");
    const [written] = await database.store.audit.recent(1);
    expect(written).toMatchObject({ who: clerk, what: "case.file_taken", onWhat: id });
  });

  it("is not for another desk, nor there for anybody who made its id up", async () => {
    const id = (await listed())[0]?.file.id ?? "";
    expect(await listed(["tax" as never])).toEqual([]);
    for (const [which, desks] of [
      [id, ["tax"]],
      ["made0000000000", ["investment"]],
    ] as const) {
      const by = { who: clerk, desks };
      const taken = await database.store.inTransaction((tx) => takeOverFile(tx, which, by, book));
      expect(taken).toBeUndefined();
    }
  });

  it("is replaced by a later one, and can be taken back until the desk has it", async () => {
    await applicant("amay");
    const held = await bytesHeld();
    await handsIn("amay", PDF);
    await handsIn("amay", PNG, { called: "照片" });
    expect(await bytesHeld()).toBe(held + 1);
    const mine = (await listed()).filter(({ case: one }) => one.words.number === "FIL-0002");
    expect(mine.map(({ file }) => file.name)).toEqual(["照片.png"]);
    expect(textOf(await service.taps("amay", "撤回这份"))).toContain("撤回了，文件已经删除");
    expect(await bytesHeld()).toBe(held);
    expect(textOf(await service.says("amay", "进度"))).toContain("□ 公司注册证明");
    await handsIn("amay", DOCX, { called: "说明.docx", item: "项目说明" });
    const id = (await listed())[0]?.file.id ?? "";
    await database.store.inTransaction((tx) =>
      takeOverFile(tx, id, { who: clerk, desks: ["investment"] }, book),
    );
    expect(textOf(await service.taps("amay", "撤回这份"))).toContain("撤不回来");
    expect(await bytesHeld()).toBe(held + 1);
    // What the desk has stays beside a later one.
    await handsIn("amay", PDF, { item: "项目说明" });
    expect(await bytesHeld()).toBe(held + 2);
  });

  it("taken back while it is being fetched is never kept", async () => {
    await applicant("quick");
    const held = await bytesHeld();
    hosted.set("late", { kind: "fetched", bytes: PDF });
    await service.says("quick", "进度");
    await service.taps("quick", "交材料");
    await service.taps("quick", "公司注册证明");
    await service.sends("quick", [{ reference: "late" }]);
    const withdrawing: FetchFile = async (...asked) => {
      await service.says("quick", "进度");
      await service.taps("quick", "撤回 公司注册证明");
      return fetch(...asked);
    };
    await receive(withdrawing);
    expect(textOf(await service.goesOn())).toBe("");
    expect(await bytesHeld()).toBe(held);
  });
});

describe("a bad file", () => {
  const MB = 1024 * 1024;
  beforeAll(async () => {
    await applicant("bad");
  });

  it.each([
    ["empty, as told", PDF, { size: 0 }, "文件是空的"],
    ["empty in truth", new Uint8Array(), {}, "文件是空的"],
    ["100 MB, as told", PDF, { size: 100 * MB }, "最多 20 MB"],
    ["too large in truth", { kind: "too_large" }, { size: 10 }, "最多 20 MB"],
    [
      "a page called a PDF",
      bytesOf("<script>alert(1)</script>"),
      { called: "a.pdf" },
      "打开来不是",
    ],
    ["an archive called a document", zipOf("a.txt"), { called: "a.docx" }, "打开来不是"],
    ["no more there", { kind: "gone" }, {}, "请再发一次"],
  ] as const)(
    "%s is refused politely, and nothing of it is kept",
    async (_what, bytes, more, words) => {
      const [held, asked] = [await bytesHeld(), fetched.length];
      const told = await handsIn("bad", bytes, more);
      expect(told).toContain(words);
      expect(await bytesHeld()).toBe(held);
      if ("size" in more && more.size !== 10) expect(fetched.length).toBe(asked);
    },
  );

  it("is refused in the language of its sender", async () => {
    await service.says("bad", "/language en");
    expect(await handsIn("bad", bytesOf("MZ"), { item: "公司注册证明" })).toMatch(
      /I take PDF, JPG, PNG/,
    );
    await service.says("bad", "语言 中文");
  });

  it("that the platform does not hand out now is tried again, five times at most", async () => {
    const before = fetched.length;
    await handsIn("bad", { kind: "unavailable" });
    for (let tries = 2; tries <= 6; tries++) {
      await database.sql`update case_files set due_at = now() where state = 'fetching'`;
      while (await receive());
    }
    expect(fetched.length - before).toBe(5);
    expect(textOf(await service.goesOn())).toContain("请再发一次");
  });

  it("or many of them cost one person a day's worth", async () => {
    await database.sql`insert into case_files (id, case_id, person, item, sealed, state)
      select 'many' || n, case_id, person, item, sealed, 'refused'
      from (select * from case_files where state = 'refused' limit 1) one, generate_series(1, 40) n`;
    expect(await handsIn("bad", PDF)).toContain("明天再发");
  });
});

describe("files and the rights of their sender", () => {
  it("go with the consent, words and bytes, also what is still being fetched", async () => {
    const person = await applicant("revoked");
    const held = await bytesHeld();
    await handsIn("revoked", PDF, { called: "护照.pdf" });
    expect(await bytesHeld()).toBe(held + 1);
    hosted.set("late", { kind: "fetched", bytes: PDF });
    await service.taps("revoked", "交材料");
    await service.taps("revoked", "项目说明");
    await service.sends("revoked", [{ reference: "late" }]);
    const revoking: FetchFile = async (...asked) => {
      expect(textOf(await service.says("revoked", "撤回同意"))).toContain("交来的材料从这里删除");
      expect(textOf(await service.says("revoked", "确认"))).toContain("已撤回");
      return fetch(...asked);
    };
    await receive(revoking);
    expect(textOf(await service.goesOn())).toBe("");
    expect(await bytesHeld()).toBe(held);
    expect(await database.sql`select id from case_files where person = ${person}`).toEqual([]);
    expect((await listed()).some(({ file }) => file.person === person)).toBe(false);
  });

  it("are told of, and go with the person", async () => {
    const person = await applicant("rights");
    await handsIn("rights", PDF, { called: "护照.pdf" });
    const exported = await database.store.read((tx) => exportForChat(tx, person));
    expect(JSON.stringify(exported)).toMatch(/护照\.pdf/);
    const held = await bytesHeld();
    await service.says("rights", "删除我的数据");
    await service.says("rights", "确认删除");
    await service.goesOn();
    expect(await bytesHeld()).toBe(held - 1);
    const rows = await database.sql`select id from case_files where person = ${person}`;
    expect(rows).toHaveLength(0);
  });

  it("go once they are older than RETENTION says, not before", async () => {
    const person = await applicant("old");
    await handsIn("old", PDF);
    await database.sql`update case_files set created_at = now() - interval '89 days',
      received_at = now() - interval '89 days' where person = ${person}`;
    await database.store.sweepRetention(RETENTION_DAYS);
    const count = async () =>
      (await database.sql`select id from case_files where person = ${person}`).length;
    expect(await count()).toBe(1);
    const held = await bytesHeld();
    await database.sql`update case_files set created_at = now() - interval '91 days',
      received_at = now() - interval '91 days' where person = ${person}`;
    await database.store.sweepRetention(RETENTION_DAYS);
    expect(await count()).toBe(0);
    expect(await bytesHeld()).toBe(held - 1);
  });
});
