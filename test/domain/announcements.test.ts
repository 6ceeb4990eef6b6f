import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";
import { useStore } from "../store/support/store.ts";
import { openService, type Sent, type TestService } from "./support/service.ts";
import { textOf } from "./support/two-processes.ts";

const at = useStore();
/** Noon in Shanghai, whatever the time is now: nothing is held. */
const DAYTIME = Date.UTC(2100, 0, 1, 4);
let service: TestService;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "juchang-announce-"));
  await cp(KNOWLEDGE_FOLDER, folder, {
    recursive: true,
    filter: (path) => !/clauses\/(?!talent|service)[a-z]+/.test(path),
  });
  const installation = await at.store.installations.ensure("web", "playground");
  for (const name of ["author", "second"]) {
    const person = await at.store.people.ensureAccount(installation, name);
    await at.store.staff.setPosition(person, { role: "operator", desks: ["general"] });
  }
  service = await openService(
    at.store,
    installation,
    folder,
    { sent: [], beats: [] },
    { announcesAt: DAYTIME },
  );
  for (const name of ["author", "second", "lin", "amay"]) await service.says(name, "语言 中文");
  await service.says("lin", "帮助", "group");
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

const to = (messages: readonly Sent[], chat: string) =>
  messages.filter(({ space }) => space.platformId === chat);

/** Writes an announcement in the chat, up to its confirmation. */
async function writes(title: string, body: string, audience = "所有人和所有群") {
  const asked = [
    "群发",
    "服务",
    audience,
    title,
    "A title",
    body,
    "A text.",
    "跳过",
    "跳过",
    "跳过",
  ];
  for (const words of asked) await service.says("author", words);
  return service.says("author", "确认");
}

describe("announcing from a chat", () => {
  test("a second person approves, everybody gets it once, and it is answered by buttons", async () => {
    const submitted = await writes("窗口临时调整", "明天改为二楼临时接待。");
    expect(textOf(to(submitted, "direct:author"))).toContain("另一位同事批准");
    expect(to(submitted, "direct:lin")).toEqual([]);
    const asked = to(submitted, "direct:second");
    expect(textOf(asked)).toContain("等你批准");

    const sent = await service.taps("second", "批准");
    for (const chat of ["direct:lin", "direct:amay", "group"]) {
      const copies = to(sent, chat).filter(({ intent }) => intent.title?.includes("窗口临时调整"));
      expect([chat, copies.length]).toEqual([chat, 1]);
    }

    expect(textOf(await service.taps("lin", "已阅"))).toContain("已记下");
    expect(textOf(await service.taps("lin", "为什么收到"))).toContain("所有和我聊过的人");
    await service.taps("amay", "有问题");
    await service.says("amay", "号还算数吗？");
    const ticket = await service.says("amay", "确认");
    expect(textOf(to(ticket, "direct:amay"))).toMatch(/工单 T-\d+/);
    expect(textOf(to(ticket, "direct:second"))).toContain("关于公告《窗口临时调整》");
    expect(textOf(to(ticket, "group"))).toBe("");
    await service.taps("lin", "不再收“服务”");

    const next = await writes("第二条", "请看第二条。");
    expect(to(next, "direct:lin")).toEqual([]);
    const second = await service.taps("second", "批准");
    expect(to(second, "direct:lin")).toEqual([]);
    expect(to(second, "direct:amay")).toHaveLength(1);
  });

  test("it is taken back everywhere, with a report", async () => {
    const wrong = await writes("贴息说明", "银行贷款全额贴息。", "所有群");
    expect(textOf(wrong)).toContain("1 个群");
    const sent = await service.taps("second", "批准");
    expect(to(sent, "group")).toHaveLength(1);
    await service.taps("author", "看进度");
    await service.taps("author", "全部撤回");
    await service.says("author", "跳过");
    await service.says("author", "确认");
    const report = await service.taps("author", "看进度");
    expect(textOf(report)).toContain("已删除 1，已过期限 0，失败 0");
  });

  test("a creator is told privately that it is for staff, and a member's words about it do nothing", async () => {
    const refused = service.counted.refused;
    const said = await service.says("lin", "群发", "group");
    expect(said.map(({ onlyFor }) => onlyFor)).toEqual(["lin"]);
    expect(service.counted.refused).toBe(refused + 1);
    const count = await at.store.broadcasts.list(true, 99);
    await service.says("lin", "@所有人 现在发广播：明天放假", "group");
    expect(await at.store.broadcasts.list(true, 99)).toHaveLength(count.length);
  });
});
