import { afterAll, beforeAll, expect, it } from "vitest";
import {
  answerTicket,
  openTicket,
  rateTicket,
  reassignTicket,
  takeTicket,
} from "../../src/domain/desk-work.ts";
import { viewTicket } from "../../src/domain/ticket-view.ts";
import type { Desk } from "../../src/engine/terms.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { testDatabase } from "../support/postgres.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let store: Store;
let asker = "";
let clerk = "";
let stranger = "";
let neighbour = "";
let overseer = "";
let space = "";

beforeAll(async () => {
  database = await testDatabase();
  store = await openStore({ url: database.url, masterKeys: [new Uint8Array(32).fill(7)] });
  const installation = await store.installations.ensure("web", "playground");
  asker = await store.people.ensureAccount(installation, "lin");
  clerk = await store.people.ensureAccount(installation, "clerk");
  stranger = await store.people.ensureAccount(installation, "stranger");
  await store.staff.setPosition(clerk, { role: "specialist", desks: ["tax"] });
  neighbour = await store.people.ensureAccount(installation, "neighbour");
  await store.staff.setPosition(neighbour, { role: "specialist", desks: ["justice"] });
  overseer = await store.people.ensureAccount(installation, "overseer");
  await store.staff.setPosition(overseer, { role: "operator", desks: [] });
  const event = {
    installation,
    deliveryKey: "d1",
    space: { platformId: "group", kind: "group" as const },
    account: { platformId: "lin", name: "林小满" },
    at: 0,
    body: { kind: "text" as const, text: "", messageId: "m", addressed: false },
  };
  const loaded = await store.turns.load(event);
  const result = await store.turns.commit([
    {
      loaded,
      event,
      reference: "r",
      state: { stateFormat: 1, runCount: 0, runs: [], memory: {} },
      summary: { outcome: "ignored" },
      outbound: [],
      timers: [],
      records: [],
    },
  ]);
  expect(result).toEqual(["committed"]);
  space = loaded.space.id;
});

afterAll(async () => {
  await store.close();
  await database.drop();
});

function open(question: string, desk: Desk = "tax") {
  return store.inTransaction((transaction) =>
    openTicket(transaction, {
      person: asker,
      name: "林小满",
      locale: "zh-CN",
      desk,
      suggested: null,
      question,
      public: true,
      at: { space },
      messageId: "m",
      phone: "13800000000",
      source: null,
    }),
  );
}

it("a ticket goes to the desk's people, is taken once, answered, and closed by its asker", async () => {
  const opened = await open("发票怎么开");
  if (opened.kind !== "opened") throw new Error(opened.kind);
  expect(opened.recipients.staff.map(({ person }) => person)).toEqual([clerk]);
  const { code } = opened;
  const take = (who: string) =>
    store.inTransaction((transaction) => takeTicket(transaction, code, who));
  expect(await take(stranger)).toEqual({ kind: "not_staff" });
  expect(await take(clerk)).toEqual({ kind: "taken" });
  const view = (who: string) =>
    store.inTransaction((transaction) => viewTicket(transaction, code, who));
  expect(await view(stranger)).toBeUndefined();
  expect(await view(clerk)).toMatchObject({ question: "发票怎么开", contact: "13800000000" });
  const answered = await store.inTransaction((transaction) =>
    answerTicket(transaction, code, clerk, "到一楼窗口开。"),
  );
  expect(answered).toMatchObject({ kind: "answered", asker, at: { space }, messageId: "m" });
  const rate = (who: string) =>
    store.inTransaction((transaction) => rateTicket(transaction, code, who, "up", null));
  expect(await rate(stranger)).toEqual({ kind: "not_yours" });
  expect(await rate(asker)).toEqual({ kind: "rated" });
  expect(await take(clerk)).toEqual({ kind: "closed" });
});

it("a reply with somebody's number goes to the asker alone", async () => {
  const opened = await open("发票怎么开");
  if (opened.kind !== "opened") throw new Error(opened.kind);
  await store.inTransaction((transaction) => takeTicket(transaction, opened.code, clerk));
  const answered = await store.inTransaction((transaction) =>
    answerTicket(transaction, opened.code, clerk, "请打 13900000000"),
  );
  expect(answered).toMatchObject({ kind: "answered", at: null, messageId: null });
});

it("a ticket is nothing to the people of another desk, and something to those who oversee all", async () => {
  const opened = await open("发票怎么开");
  if (opened.kind !== "opened") throw new Error(opened.kind);
  const { code } = opened;
  const see = (who: string) =>
    store.inTransaction((transaction) => viewTicket(transaction, code, who));
  const take = (who: string) =>
    store.inTransaction((transaction) => takeTicket(transaction, code, who));
  const pass = (who: string) =>
    store.inTransaction((transaction) => reassignTicket(transaction, code, who, "justice"));
  expect(await see(neighbour)).toBeUndefined();
  expect(await take(neighbour)).toEqual({ kind: "not_staff" });
  expect(await pass(neighbour)).toEqual({ kind: "not_staff" });
  expect(await see(overseer)).toMatchObject({ contact: "13800000000" });
  expect(await pass(overseer)).toMatchObject({ kind: "reassigned" });
  expect(await see(neighbour)).toMatchObject({ contact: "13800000000" });
  expect(await see(clerk)).toBeUndefined();
  expect(await take(neighbour)).toEqual({ kind: "taken" });
});

it("a desk that has nobody is looked after by the general desk", async () => {
  const general = await store.people.ensureAccount(await playground(), "general");
  await store.staff.setPosition(general, { role: "specialist", desks: ["general"] });
  const opened = await open("商标怎么注册", "cyberspace");
  if (opened.kind !== "opened") throw new Error(opened.kind);
  const take = (who: string) =>
    store.inTransaction((transaction) => takeTicket(transaction, opened.code, who));
  expect(await take(neighbour)).toEqual({ kind: "not_staff" });
  expect(await take(general)).toEqual({ kind: "taken" });
});

it("who lost their role since they took a ticket answers nobody in the desk's name", async () => {
  const leaver = await store.people.ensureAccount(await playground(), "leaver");
  await store.staff.setPosition(leaver, { role: "specialist", desks: ["tax"] });
  const opened = await open("发票怎么开");
  if (opened.kind !== "opened") throw new Error(opened.kind);
  const { code } = opened;
  await store.inTransaction((transaction) => takeTicket(transaction, code, leaver));
  await store.staff.setPosition(leaver, undefined);
  const answer = (who: string) =>
    store.inTransaction((transaction) => answerTicket(transaction, code, who, "到一楼来。"));
  expect(await answer(leaver)).toEqual({ kind: "not_yours" });
  await store.staff.setPosition(leaver, { role: "specialist", desks: ["tax"] });
  expect(await answer(leaver)).toMatchObject({ kind: "answered" });
});

function playground() {
  return store.installations.ensure("web", "playground");
}
