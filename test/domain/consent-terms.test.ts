import { afterAll, beforeAll, expect, test } from "vitest";
import { RETENTION_DAYS } from "../../src/config-lists.ts";
import { PERSONAL_DESCRIPTIONS, withDays } from "../../src/domain/personal-descriptions.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";
import type { Retention } from "../../src/store/retention.ts";
import { useStore } from "../store/support/store.ts";
import { openService, type TestService } from "./support/service.ts";
import { textOf } from "./support/two-processes.ts";

const database = useStore();
let installation = "";
const opened: TestService[] = [];

/** The service as an operator set it. */
async function serviceWith(retention: Partial<Retention>, zone?: string): Promise<TestService> {
  for (const one of opened.splice(0)) await one.close();
  const settings = { retention: { ...RETENTION_DAYS, ...retention }, ...(zone ? { zone } : {}) };
  const platform = { sent: [], beats: [] };
  const service = await openService(
    database.store,
    installation,
    KNOWLEDGE_FOLDER,
    platform,
    settings,
  );
  opened.push(service);
  return service;
}

beforeAll(async () => {
  installation = await database.store.installations.ensure("web", "playground");
});
afterAll(async () => {
  for (const one of opened) await one.close();
});

/** Hands a question to a desk; what was asked on the way. */
async function asksDesk(service: TestService, by: string): Promise<string> {
  const asked = textOf(await service.says(by, "人工 发票怎么开"));
  const consented = asked.includes("同意吗") ? textOf(await service.says(by, "同意")) : "";
  expect(`${asked}${consented}`).toContain("确认");
  expect(textOf(await service.says(by, "确认"))).toContain("T-");
  return asked;
}

test("the consent names the days that are set, in both languages", async () => {
  const service = await serviceWith({ transcript: 365 });
  expect(textOf(await service.says("zh", "人工 发票怎么开"))).toContain("保存 365 天后删除");
  await service.says("en", "/language en");
  expect(textOf(await service.says("en", "/desk How do I issue an invoice"))).toContain(
    "deleted after 365 days",
  );
});

test("who agreed to fewer days is asked anew, who agreed to more is not; both are kept as proof", async () => {
  const lin = await database.store.people.ensureAccount(installation, "lin");
  expect(await asksDesk(await serviceWith({ transcript: 100 }), "lin")).toContain("保存 100 天");
  expect(await asksDesk(await serviceWith({ transcript: 60 }), "lin")).not.toContain("同意吗");
  expect(await asksDesk(await serviceWith({ transcript: 200 }), "lin")).toContain("保存 200 天");
  expect(await asksDesk(await serviceWith({ transcript: 200 }), "lin")).not.toContain("同意吗");
  const given =
    await database.sql`select kept_days from consents where person = ${lin} order by id`;
  expect([...new Set(given.map((row) => row["kept_days"]))]).toEqual([100, 60, 200]);
});

test("a consent from before the days were named stands for what the text always said", async () => {
  const old = await database.store.people.ensureAccount(installation, "old");
  await database.sql`insert into consents (person, purpose, text_version) values (${old}, 'ticket', 1)`;
  expect(await asksDesk(await serviceWith({ transcript: 180 }), "old")).not.toContain("同意吗");
  expect(await asksDesk(await serviceWith({ transcript: 181 }), "old")).toContain("保存 181 天");
});

test("what was given under fewer days goes after these, though more are set now", async () => {
  const short = await database.store.people.ensureAccount(installation, "short");
  await asksDesk(await serviceWith({ transcript: 50 }), "short");
  await asksDesk(await serviceWith({ transcript: 400 }), "short");
  const tickets = () =>
    database.sql`select id from tickets where asker = ${short}`.then((rows) => rows.length);
  // The second ticket's consent came after the first one was opened.
  await database.sql`update tickets set created_at = created_at - interval '51 days'
    where asker = ${short}`;
  await database.sql`update consents set given_at = given_at - interval '51 days'
    where person = ${short}`;
  await database.store.sweepRetention({ ...RETENTION_DAYS, transcript: 400 });
  expect(await tickets()).toBe(1);
  await database.store.sweepRetention({ ...RETENTION_DAYS, transcript: 40 });
  expect(await tickets()).toBe(0);
});

test("the card of one's data says the days that are set for an event's answers", () => {
  const { fields } = PERSONAL_DESCRIPTIONS.seats;
  const told = withDays(fields, { ...RETENTION_DAYS, event_answers: 14 });
  expect(told.zh).toContain("活动结束 14 天后删除");
  expect(told.en).toContain("deleted 14 days after the event");
});

test("quiet hours are meant by the zone that is set", async () => {
  const service = await serviceWith({}, "Europe/London");
  const person = await database.store.people.ensureAccount(installation, "far");
  expect(textOf(await service.says("far", "/quiet 22:00-8:00"))).toContain("Europe/London");
  const rows = await database.sql`select zone from quiet_hours where person = ${person}`;
  expect(rows).toMatchObject([{ zone: "Europe/London" }]);
  expect(textOf(await service.says("far", "我的"))).toContain("22:00–08:00（Europe/London 时间）");
});

test("a number alone is never read as a question about the last topic", async () => {
  const service = await serviceWith({});
  await service.says("num", "第二年房租减多少");
  const alone = textOf(await service.says("num", "0002"));
  expect(alone).toContain("只看到一个数");
  expect(alone).not.toContain("75%");
  await service.says("num", "月租8000，第二年每月付多少");
  await service.says("num", "进度");
  await service.says("num", "同意");
  await service.says("num", "DEMO-0002");
  const wrong = textOf(await service.says("num", "12345"));
  expect(wrong).toMatch(/四位/);
  expect(wrong).not.toMatch(/75%|自付/);
  await service.says("num", "取消");
  expect(textOf(await service.says("num", "9000"))).toContain("2,250");
});

test("a number pasted in a group with a wish to look it up gets the warning, and no clause", async () => {
  const service = await serviceWith({});
  const sent = await service.says("pasting", "编号DEMO-0002查一下", "group");
  const inGroup = textOf(sent.filter(({ space }) => space.kind === "group"));
  expect(inGroup).not.toMatch(/个人信息保护法|DEMO/);
  expect(textOf(sent.filter(({ space }) => space.kind === "direct"))).toMatch(/编号别发在群里/);
  // With another question open in the group it is a failed answer at most, and still no clause.
  await service.says("open", "测算", "group");
  const meanwhile = textOf(await service.says("open", "编号DEMO-0002查一下", "group"));
  expect(meanwhile).not.toMatch(/个人信息保护法|DEMO/);
});
