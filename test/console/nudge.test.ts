import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { confirmRead } from "../../src/domain/broadcasts/responses.ts";
import { createBroadcast, type NewBroadcast } from "../../src/domain/broadcasts/work.ts";
import { chooseTopic } from "../../src/store/broadcasts/topics.ts";
import { newId } from "../../src/store/new-id.ts";
import { useStore } from "../store/support/store.ts";
import { said, take } from "../store/support/turns.ts";
import { consoleOn, signedIn, staffMember, type TestConsole } from "./visitor.ts";

const at = useStore();
const NIGHT = Date.UTC(2026, 10, 27, 15);
let console: TestConsole;
let operator: string;
let lin: string;
let mei: string;

beforeAll(async () => {
  console = consoleOn(at.store);
  operator = await staffMember(at.store, "reminder", "operator");
});
beforeEach(async () => {
  const installation = await at.store.installations.ensure("telegram", newId());
  lin = (await take(at.store, said({ installation, by: "lin" }))).loaded.lane;
  mei = (await take(at.store, said({ installation, by: "mei" }))).loaded.lane;
});
afterEach(() => {
  vi.useRealTimers();
});

/** An announcement that is out, for lin and mei to confirm, whatever the hour is. */
async function posted(more: Partial<NewBroadcast> = {}, state = "done"): Promise<string> {
  const id = await at.store.inTransaction((tx) =>
    createBroadcast(tx, operator, {
      ...{ playground: false, topic: "service", required: [lin, mei], buttons: [{ kind: "read" }] },
      ...{ audience: [{ kind: "people", people: [lin, mei] }], override: "明早停水" },
      content: { title: { zh: "改地点", en: "Moved" }, body: { zh: "去二楼。", en: "Upstairs." } },
      ...more,
    }),
  );
  await at.sql`update broadcasts set state = ${state} where id = ${id ?? ""}`;
  // Its recipients: the page of what was never sent has no readers.
  await at.sql`insert into broadcast_recipients (broadcast, ordinal, person) values
    (${id ?? ""}, 1, ${lin}), (${id ?? ""}, 2, ${mei})`;
  return id ?? "none";
}

const reminded = async (id: string) =>
  (await at.sql`select 1 from outbound where starts_with(cause, ${`broadcast-nudge:${id}:`})`)
    .length;

async function visit(person = operator) {
  const { browser, proof } = await signedIn(at.store, console, person);
  return {
    look: async (id: string) => (await browser.get(`/console/broadcasts/${id}`)).text(),
    language: (tag: string) => browser.get(`/console/language/${tag}`),
    async presses(id: string) {
      const answer = await browser.post(`/console/broadcasts/${id}/nudge`, { proof });
      return /note=(\w+)/.exec(answer.headers.get("location") ?? "")?.[1] ?? String(answer.status);
    },
  };
}

test("it says how many will get it, reminds them once in 24 hours, and says when that was", async () => {
  const id = await posted();
  const { look, presses, language } = await visit();
  const before = await look(id);
  expect(before).toContain("提醒还没确认的");
  expect(before).toContain("会在私聊里提醒 2 人");
  expect(before).toContain("确认提醒这 2 人");
  expect(before).not.toContain("不会提醒");
  expect(before).not.toContain("上次提醒");
  expect(await presses(id)).toBe("nudged");
  expect(await reminded(id)).toBe(2);
  const after = await look(id);
  expect(after).toContain("会在私聊里提醒 0 人");
  expect(after).toContain("24 小时内提醒过的 2 人");
  expect(after).toMatch(/上次提醒：\d{4}-\d\d-\d\d \d\d:\d\d，2 人。/);
  expect(after).not.toContain("确认提醒");
  await language("en");
  const english = await look(id);
  expect(english).toContain("Remind the missing");
  expect(english).toMatch(/Last reminded: .*, 2 people\./);
  await language("zh-CN");

  // A press that reached nobody, as from an older look, does not count as the last one.
  expect(await presses(id)).toBe("nudged_nobody");
  expect(await reminded(id)).toBe(2);
  expect(await look(id)).toMatch(/上次提醒：.*，2 人。/);
  const [last, first] = (await at.store.audit.recent(2)).map(({ who, what }) => [who, what]);
  expect([last, first]).toEqual(Array(2).fill([operator, "broadcast.nudge"]));

  await at.sql`update outbound set created_at = now() - interval '25 hours'
    where starts_with(cause, ${`broadcast-nudge:${id}:`})`;
  await at.store.inTransaction((tx) => confirmRead(tx, lin, id));
  expect(await look(id)).toContain("确认提醒这 1 人");
  expect(await presses(id)).toBe("nudged");
  expect(await reminded(id)).toBe(3);
  await at.store.inTransaction((tx) => confirmRead(tx, mei, id));
  expect(await look(id)).not.toContain("提醒还没确认的");
  expect(await presses(id)).toBe("moved");
});

test("who cannot be reached or muted the topic is counted apart", async () => {
  const id = await posted();
  await at.store.inTransaction((tx) => chooseTopic(tx, lin, "service", "muted"));
  await at.sql`update spaces set unreachable_since = now()
    where id = (select direct_space from accounts where person = ${mei})`;
  const { look, presses } = await visit();
  expect(await look(id)).toContain(
    "24 小时内提醒过的 0 人、联系不上的 1 人、关闭了这个话题的 1 人",
  );
  expect(await presses(id)).toBe("nudged_nobody");
  expect(await reminded(id)).toBe(0);
});

test("at night it waits for the morning, and says so", async () => {
  const id = await posted({ override: undefined });
  const { look, presses } = await visit();
  vi.useFakeTimers({ toFake: ["Date"], now: NIGHT });
  const shown = await look(id);
  expect(shown).toContain("现在是夜间");
  expect(shown).not.toContain("确认提醒");
  expect(await presses(id)).toBe("quiet");
  expect(await reminded(id)).toBe(0);
});

test("it is there only while there is something to confirm, and for those who may send", async () => {
  const { look, presses } = await visit();
  for (const more of [{ buttons: [] }, { required: [] }] as const) {
    const id = await posted(more);
    expect(await look(id)).not.toContain("提醒还没确认的");
    expect(await presses(id)).toBe("moved");
  }
  const recalled = await posted({}, "recalled");
  expect(await look(recalled)).not.toContain("提醒还没确认的");
  expect(await presses(recalled)).toBe("moved");
  const id = await posted();
  for (const role of ["viewer", "specialist"] as const) {
    const other = await visit(await staffMember(at.store, `looks-${role}`, role));
    expect(await other.look(id)).not.toContain("提醒还没确认的");
    expect(await other.presses(id)).toBe("403");
  }
  expect(await reminded(id)).toBe(0);
});
