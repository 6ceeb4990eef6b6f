import { afterAll, beforeAll, expect, test } from "vitest";
import { receiveNextFile } from "../../../src/domain/cases/receive-files.ts";
import { makeDeskCode } from "../../../src/domain/cases/status-work.ts";
import { KNOWLEDGE_FOLDER } from "../../../src/paths.ts";
import { useStore } from "../../store/support/store.ts";
import { PDF } from "../../support/sample-files.ts";
import { openService, type TestService } from "../support/service.ts";
import { textOf } from "../support/two-processes.ts";
import { book, csv, fileOf, importFile } from "./lists.ts";

const database = useStore();
let service: TestService;

beforeAll(async () => {
  const { store } = database;
  const installation = await store.installations.ensure("web", "playground");
  const clerk = await store.people.ensureAccount(installation, "clerk");
  await store.staff.setPosition(clerk, { role: "specialist", desks: ["investment"] });
  service = await openService(store, installation, KNOWLEDGE_FOLDER, { sent: [], beats: [] });
  const row =
    "OWN-0001,雏鹰计划,星河漫游,13900000042,材料需补正,2026-11-24,,2026-12-01,公司注册证明";
  await importFile(store, await fileOf(csv(row)));
  const made = await store.inTransaction((tx) => makeDeskCode(tx, clerk, "OWN-0001"));
  for (const words of ["进度 OWN-0001", "同意", "0042", made.kind === "made" ? made.code : ""]) {
    await service.says("lin", words);
  }
  await service.taps("lin", "交材料");
  await service.sends("lin", [{ reference: "r", name: "保密证明.pdf" }]);
  const fetch = async () => ({ kind: "fetched" as const, bytes: PDF });
  const parts = { fetch, book, zone: "Asia/Shanghai", inTransaction: store.inTransaction };
  while (await receiveNextFile(parts));
  expect(textOf(await service.goesOn())).toContain("收到了：公司注册证明");
});
afterAll(() => service.close());

test("its sender gets it back in the direct chat, and that is written down", async () => {
  expect(textOf(await service.says("lin", "我的"))).toContain("我的文件：1 份");
  expect(textOf(await service.says("lin", "我的文件"))).toContain("1. 公司注册证明：保密证明.pdf");
  const [given] = await service.taps("lin", "取回 1");
  expect(given).toMatchObject({
    space: { platformId: "direct:lin", kind: "direct" },
    files: [{ kind: "document", name: "保密证明.pdf", type: "application/pdf", bytes: PDF }],
  });
  const [noted] = await database.store.audit.recent(1);
  expect(noted).toMatchObject({ what: "case.file_fetched" });
});

test("asked for in a group it goes to the direct chat all the same", async () => {
  const sent = await service.taps("lin", "取回 1", "group");
  expect(sent.map(({ space, files = [] }) => [space.kind, files.length])).toEqual([["direct", 1]]);
});

test("somebody else who taps that button gets nothing", async () => {
  const sent = await service.taps("mallory", "取回 1");
  expect(textOf(sent)).toContain("这份文件不在了");
  expect(sent.flatMap(({ files = [] }) => files)).toEqual([]);
  expect(textOf(await service.says("mallory", "我的文件"))).toContain("现在没有存着");
});

test("what was taken back is there for nobody", async () => {
  await service.says("lin", "进度");
  await service.taps("lin", "撤回");
  expect(textOf(await service.taps("lin", "取回 1"))).toContain("这份文件不在了");
  expect(textOf(await service.says("lin", "我的文件"))).toContain("现在没有存着");
});
