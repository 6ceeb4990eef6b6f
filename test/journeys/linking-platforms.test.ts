import { afterAll, beforeAll, expect, test } from "vitest";
import { importEvents } from "../../src/domain/events/import.ts";
import { signUp } from "../../src/domain/events/sign-up.ts";
import { boundCases, tryBinding } from "../../src/store/cases/bindings.ts";
import { recount } from "../../src/store/events/recount.ts";
import { seatsOf } from "../../src/store/events/seat-views.ts";
import { KITE, LIN } from "../adapters/slack/slack-service.ts";
import { requestOf } from "../domain/events/request.ts";
import { eventOf } from "../domain/events/support.ts";
import { runCli } from "../support/built.ts";
import {
  type BothPlatforms,
  type Chatter,
  hearsIn,
  onSlack,
  onTelegram,
  startBothPlatforms,
} from "./both-platforms.ts";

const SOON = { timeout: 20_000, interval: 50 };

let both: BothPlatforms;
let phone: Chatter;
let desktop: Chatter;

beforeAll(async () => {
  both = await startBothPlatforms();
  phone = onTelegram(both, "林小满");
  desktop = onSlack(both, LIN, KITE);
  const events = JSON.stringify([eventOf("LNK-1"), eventOf("LNK-2"), eventOf("LNK-3")]);
  const options = { zone: "Asia/Shanghai", state: "open", now: Date.now() } as const;
  await importEvents(both.store.inTransaction, events, options);
});
afterAll(async () => {
  expect(both.telegram.refusals()).toEqual([]);
  expect(both.slack.mistakes()).toEqual([]);
  await both.stop();
});

/** The person behind an account by now. */
async function personOf(chatter: Chatter): Promise<string> {
  const isTelegram = chatter === phone;
  const installation = isTelegram
    ? await both.store.installations.ensure("telegram", both.telegram.token.split(":")[0] ?? "")
    : await both.store.installations.ensure("slack", both.slack.team.id);
  const person = await both.store.people.ofAccount(installation, chatter.name);
  if (person === undefined) throw new Error("Nobody is behind the account");
  return person;
}

/** Signs up for an event, and binds an application with a clerk's code. */
async function holds(chatter: Chatter, events: readonly string[], numbers: readonly string[]) {
  const person = await personOf(chatter);
  const { inTransaction } = both.store;
  for (const code of events) {
    const seated = await inTransaction((tx) => signUp(tx, requestOf(person, code)));
    expect(seated.kind).toBe("seated");
  }
  for (const number of numbers) {
    const code = await both.codeFor(number);
    const attempt = { person, space: person, number, tail: "7019", code };
    expect(await inTransaction((tx) => tryBinding(tx, attempt))).toMatchObject({ kind: "bound" });
  }
}

/** Codes of the events somebody has a seat for, and how many applications are theirs. */
async function holdingsOf(person: string) {
  const seats = await both.store.inTransaction((tx) => seatsOf(tx, { person }));
  const [cases] = await both.store.inTransaction(async (tx) => [await boundCases(tx, person)]);
  return {
    events: seats
      .filter(({ state }) => state === "taken")
      .map(({ code }) => code)
      .sort(),
    cases: cases.map(({ words }) => words.number).sort(),
  };
}

const ALL = { events: ["LNK-1", "LNK-2", "LNK-3"], cases: ["LNK-10001", "LNK-10002"] };

/** The code on one side, typed on the other, and both confirm. */
async function link(): Promise<void> {
  let [here, there] = [phone.heard().length, desktop.heard().length];
  await phone.says("/link");
  const told = await hearsIn(phone, /绑定代码：/u, here);
  const code = /绑定代码：([2-9A-Z-]{9})/u.exec(told)?.[1] ?? "";
  here = phone.heard().length;
  await desktop.says(`绑定 ${code}`);
  await hearsIn(desktop, /合成同一个人/u, there);
  expect(phone.heard().slice(here).join()).not.toContain("是我，继续");
  there = desktop.heard().length;
  await desktop.taps("确认绑定");
  await hearsIn(phone, /输入了你的绑定代码/u, here);
  here = phone.heard().length;
  await phone.taps("是我，继续");
  await hearsIn(phone, /也能替你操作/u, here);
  expect(await personOf(phone)).not.toBe(await personOf(desktop));
  await phone.taps("确认是我");
  const isOne = async () => (await personOf(phone)) === (await personOf(desktop));
  await expect.poll(isOne, SOON).toBe(true);
}

test("two accounts become one: what both hold is held once, and what one began goes on on the other", async () => {
  for (const number of ["LNK-10001", "LNK-10002"]) await both.tells({ number });
  await phone.says("/help");
  await desktop.says("帮助");
  await hearsIn(phone, /我是聚场助手/u);
  await hearsIn(desktop, /我是聚场助手/u);
  await holds(phone, ["LNK-1", "LNK-2"], ["LNK-10001", "LNK-10002"]);
  await holds(desktop, ["LNK-1", "LNK-3"], ["LNK-10001"]);
  await phone.says("/desk");
  await hearsIn(phone, /想问哪个窗口/u);
  await link();
  expect(await holdingsOf(await personOf(desktop))).toEqual(ALL);
  expect(await both.store.inTransaction(recount)).toEqual([]);
  const from = desktop.heard().length;
  await desktop.says("税务");
  await hearsIn(desktop, /写清楚/u, from);
  await desktop.says("取消");
  await hearsIn(desktop, /已取消/u, from);
});

test("a change is told once; on the next account when one is blocked, and to staff when none is left", async () => {
  const { telegram, slack, clerk } = both;
  const channel = slack.people.direct(LIN).id;
  const blocks = (chatter: Chatter) =>
    chatter === phone
      ? telegram.people.blocks(Number(phone.name))
      : slack.faults.push({ method: "chat.postMessage", channel, times: 20, error: "is_inactive" });
  const counts = () => [phone, desktop].map((each) => each.heard().length);
  const before = counts();
  const fresh = () => counts().map((count, at) => count - (before[at] ?? 0));
  await both.tells({ number: "LNK-10001", status: "已受理" });
  await expect.poll(() => fresh().reduce((sum, each) => sum + each), SOON).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(fresh().toSorted()).toEqual([0, 1]);
  const [first, next] = fresh()[0] === 1 ? [phone, desktop] : [desktop, phone];
  expect(first.heard().at(-1)).toContain("已受理");

  blocks(first);
  let from = next.heard().length;
  const silent = first.heard().length;
  await both.tells({ number: "LNK-10001", status: "评审中" });
  await hearsIn(next, /评审中/u, from);
  expect(first.heard()).toHaveLength(silent);

  blocks(next);
  from = next.heard().length;
  const staffHeard = telegram.people.botSaid(clerk).length;
  await both.tells({ number: "LNK-10002", status: "已受理" });
  const staff = () =>
    telegram.people
      .botSaid(clerk)
      .slice(staffHeard)
      .map(({ text }) => text);
  await expect.poll(() => staff().join(), { timeout: 90_000 }).toContain("LNK-10002");
  expect(staff()).toHaveLength(1);
  expect(next.heard()).toHaveLength(from);
  const untold = await runCli(["cases", "untold"], both.environment);
  expect([untold.code, untold.stdout]).toEqual([0, expect.stringContaining("LNK-10002")]);
  slack.faults.length = 0;
  telegram.people.starts(Number(phone.name));
}, 180_000);

test("taken apart again: what was done stays with the person, the account begins anew, and can be linked again", async () => {
  const person = await personOf(desktop);
  const unlinked = await runCli(["unlink", `telegram:${phone.name}`], both.environment);
  expect([unlinked.code, unlinked.stderr]).toEqual([0, ""]);
  expect(await personOf(desktop)).toBe(person);
  expect(await holdingsOf(person)).toEqual(ALL);
  expect(await holdingsOf(await personOf(phone))).toEqual({ events: [], cases: [] });
  const from = phone.heard().length;
  await phone.says("/status");
  await hearsIn(phone, /核对是不是本人/u, from);
  expect(phone.heard().slice(from).join()).not.toMatch(/LNK-|已受理/u);
  await link();
  expect(await personOf(phone)).toBe(person);
  expect(await holdingsOf(person)).toEqual(ALL);
}, 120_000);
