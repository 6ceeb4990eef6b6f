import { beforeAll, describe, expect, test } from "vitest";
import { withdraw } from "../../src/domain/events/withdraw.ts";
import { chooseTopic } from "../../src/store/broadcasts/topics.ts";
import { bindCases, takesPlace } from "../domain/announced-people.ts";
import { writeDownEvents } from "../journeys/event-stage.ts";
import { useStore } from "../store/support/store.ts";
import { said, take } from "../store/support/turns.ts";
import { typedIn } from "./form-in-page.ts";
import { type Browser, consoleOn, signedIn, staffMember } from "./visitor.ts";

const at = useStore();
const WORDS = {
  titleZh: "窗口临时调整",
  titleEn: "Desk moved",
  bodyZh: "明天到二楼。",
  bodyEn: "Tomorrow on the second floor.",
  topic: "policy",
};
let installation: string;
let browser: Browser;
let proof: string;

/** Somebody who has written to the bot on Telegram. */
async function creator(account: string): Promise<string> {
  const { loaded } = await take(at.store, said({ installation, by: account }));
  return loaded.lane;
}

/** Five creators on Telegram and two on Slack, two tagged groups and one of staff, among them all that a form can name. */
beforeAll(async () => {
  installation = await at.store.installations.ensure("telegram", "bot");
  const slack = await at.store.installations.ensure("slack", "T01");
  const author = await staffMember(at.store, "author", "operator");
  ({ browser, proof } = await signedIn(at.store, consoleOn(at.store), author));
  await writeDownEvents(at.store);
  await bindCases(at, creator);
  const [one, two, three] = [await creator("1"), await creator("2"), await creator("3")];
  await creator("4");
  await creator("5");
  for (const by of ["U01", "U02"]) await take(at.store, said({ installation: slack, by }));
  const group = { kind: "group" as const, platformId: "-100" };
  await at.store.spaces.ensure({ ...group, installation, tags: ["AI"] });
  await at.store.spaces.ensure({ ...group, installation: slack, tags: ["AI", "音乐"] });
  await at.store.spaces.ensure({ ...group, installation, platformId: "-200", tags: ["staff"] });
  await takesPlace(at.store, one, "EV-02");
  await takesPlace(at.store, two, "EV-02");
  await takesPlace(at.store, three, "EV-01");
  await at.store.inTransaction((tx) => withdraw(tx, three, "EV-01"));
  await at.store.inTransaction(async (tx) => {
    await chooseTopic(tx, one, "policy", "subscribed");
    await chooseTopic(tx, two, "events", "subscribed");
    await chooseTopic(tx, three, "policy", "muted");
  });
});

/** Writes an announcement on the page, and reads there whom it would reach. */
async function reached(form: Readonly<Record<string, string>>, more: object = {}) {
  const saved = await browser.post("/console/broadcasts/new", {
    ...WORDS,
    ...form,
    ...more,
    proof,
  });
  expect(saved.status, await saved.text()).toBe(303);
  const here = (saved.headers.get("location") ?? "").replace(/\/edit#.*/, "");
  const page = await (await browser.get(here)).text();
  const counts = /将发给 (\d+) 人、(\d+) 个群/.exec(page)?.slice(1).map(Number);
  return { here, counts };
}

/** The field's form, and how many people and groups it reaches; nobody who muted the topic, nor a group of staff. */
const AUDIENCES = [
  ["all groups", { groups: "yes" }, [0, 2]],
  ["everybody", { everyone: "yes" }, [6, 0]],
  ["all groups of a platform", { groups: "yes", platform: "slack" }, [0, 1]],
  ["everybody on a platform", { everyone: "yes", platform: "slack" }, [2, 0]],
  ["a platform alone: everybody and every group there", { platform: "telegram" }, [4, 1]],
  ["a tag", { tag: "AI" }, [0, 2]],
  ["a tag that one group carries", { tag: "音乐" }, [0, 1]],
  ["a tag on a platform", { tag: "AI", platform: "telegram" }, [0, 1]],
  ["subscribers of the topic", { subscribers: "yes" }, [1, 0]],
  ["subscribers of another topic", { subscribers: "yes", topic: "events" }, [1, 0]],
  ["those with a seat", { event: "ev-02", seats: "seated" }, [1, 0]],
  ["those who wait for one", { event: "EV-02", seats: "waiting" }, [1, 0]],
  ["those who gave theirs up", { event: "EV-01", seats: "gave_up", topic: "events" }, [1, 0]],
  ["nobody of a session without people", { event: "EV-05", session: "a" }, [0, 0]],
  ["applicants of a programme", { programme: "雏鹰计划" }, [2, 0]],
  ["applicants with a status", { programme: "雏鹰计划", status: "材料需补正" }, [1, 0]],
  [
    "applicants with one of two statuses",
    { programme: "雏鹰", status: "材料需补正、评审中" },
    [2, 0],
  ],
  ["people by name", { people: "telegram:4\ntelegram:5" }, [2, 0]],
  [
    "people by name on two platforms, one of them twice",
    { people: "telegram:4 slack:T01/U01, telegram:4" },
    [2, 0],
  ],
  [
    "several kinds, each person once",
    { tag: "音乐", people: "telegram:1", subscribers: "yes" },
    [1, 1],
  ],
] as const;

test.each([
  [{ groups: "yes", platform: "slack" }, "所有群（只在 Slack）", "All groups (on Slack only)"],
  [{ tag: "音乐" }, "带“音乐”标签的群", "Groups with the tag “音乐”"],
  [{ subscribers: "yes" }, "订阅了“政策”的人", "Subscribers of “Policy”"],
  [{ people: "telegram:4" }, "指定的 1 人", "1 person by name"],
  [
    { event: "EV-02", seats: "waiting" },
    "报了 EV-02 的人：在等位子的（还没开始的各场）",
    "Whoever signed up for EV-02: Those who wait for one (all sessions to come)",
  ],
  [{ programme: "雏鹰", status: "supplement" }, "绑定了“雏鹰计划”申请的人（材料需补正）", ""],
])("whoever approves it reads whom it is for: %j", async (form, zh, en) => {
  const { here } = await reached(form, { override: "测试要求随时可发" });
  const page = await (await browser.get(here)).text();
  expect(page).toContain(`<li>${zh}</li>`);
  expect(page).toContain("夜间也发的理由：测试要求随时可发");
  browser.cookies.set("juchang_language", "en");
  const english = await (await browser.get(here)).text();
  browser.cookies.delete("juchang_language");
  expect(english).toContain(`<li>${en}`);
  expect(english).toMatch(/It would reach (?:1 person|\d+ people) and (?:1 group|\d+ groups),/);
});

describe("an announcement written on the page reaches", () => {
  test.each(AUDIENCES)("%s", async (_whom, form, counts) => {
    const { here, counts: shown } = await reached(form);
    expect(shown).toEqual(counts);
    const draft = await (await browser.get(`${here}/edit`)).text();
    const again = Object.fromEntries(
      [...FIELDS, ...Object.keys(WORDS)].map((name) => [name, typedIn(draft, name)]),
    );
    const revision = typedIn(draft, "revision");
    const saved = await browser.post(`${here}/edit`, { ...again, revision, proof });
    expect(saved.status).toBe(303);
    const page = await (await browser.get(here)).text();
    expect(page, "saved again as the form shows it").toContain(
      `将发给 ${counts[0]} 人、${counts[1]} 个群`,
    );
  });

  test("whoever got an earlier one", async () => {
    const { here } = await reached({ people: "telegram:4", override: "测试要求随时可发" });
    await browser.post(`${here}/submit`, { proof });
    const id = here.split("/").at(-1) ?? "";
    expect((await reached({ received: id })).counts).toEqual([0, 0]);
    const sent = await at.sql`select state from broadcasts where id = ${id}`;
    expect(sent[0]?.["state"]).toBe("scheduled");
    await at.sql`insert into broadcast_recipients (broadcast, ordinal, person, outbound)
      select ${id}, 1, person, (select outbound from deliveries order by outbound limit 1)
      from accounts where platform_id = '4'`;
    expect((await reached({ received: id })).counts).toEqual([0, 0]);
    await at.sql`update deliveries set state = 'sent'`;
    await at.sql`update broadcasts set state = 'done' where id = ${id}`;
    expect((await reached({ received: id })).counts).toEqual([1, 0]);
  });
});

const FIELDS = [
  ...["groups", "everyone", "subscribers", "tag", "people", "received", "event", "seats"],
  ...["session", "programme", "status", "platform"],
];
