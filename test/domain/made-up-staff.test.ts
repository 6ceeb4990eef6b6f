import { beforeEach, expect, test } from "vitest";
import { makeDeskCode } from "../../src/domain/cases/status-work.ts";
import { openTicket, takeTicket } from "../../src/domain/desk-work.ts";
import { mayManage } from "../../src/domain/events/managers.ts";
import { PERMISSIONS, permitted } from "../../src/domain/permissions.ts";
import { viewTicket } from "../../src/domain/ticket-view.ts";
import type { Transaction } from "../../src/engine/terms.ts";
import { claimLinkCode, makeLinkCode } from "../../src/store/link-codes.ts";
import { useStore } from "../store/support/store.ts";
import { said, take } from "../store/support/turns.ts";

/** Whoever opens the playground speaks as its operators: console viewers as well, once it is behind a sign-in. */
const at = useStore();
let operator = "";
let playground = "";

beforeEach(async () => {
  playground = await at.store.installations.ensure("web", "playground");
  operator = await at.store.people.ensureAccount(playground, "desk-general");
  await at.store.staff.setPosition(operator, { role: "operator", desks: ["general"] });
});

const within = <Result>(work: (transaction: Transaction) => Promise<Result>) =>
  at.store.inTransaction(work);

/** Somebody of that installation asks the general desk; the ticket's code. */
async function asks(installation: string, account: string): Promise<string> {
  const { loaded } = await take(at.store, said({ installation, by: account, name: "林小满" }));
  const opened = await within((transaction) =>
    openTicket(transaction, {
      person: loaded.lane,
      name: "林小满",
      locale: "zh-CN",
      desk: "general",
      suggested: null,
      question: "场地怎么借",
      public: false,
      at: { space: loaded.space.id },
      messageId: null,
      phone: "13800000000",
      source: null,
    }),
  );
  if (opened.kind !== "opened") throw new Error(opened.kind);
  return opened.code;
}

test("the playground alone is run by its made-up staff", async () => {
  expect(await within((transaction) => mayManage(transaction, operator))).toBe(true);
  const code = await asks(playground, "lin-alone");
  expect(await within((tx) => takeTicket(tx, code, operator))).toEqual({ kind: "taken" });
});

test("beside real chats they have the playground's tickets, and nothing that is in earnest", async () => {
  const telegram = await at.store.installations.ensure("telegram", "bot");
  const [real, played] = [await asks(telegram, "700"), await asks(playground, "lin-beside")];
  expect(await within((tx) => viewTicket(tx, real, operator))).toBeUndefined();
  expect(await within((tx) => takeTicket(tx, real, operator))).toEqual({ kind: "not_staff" });
  expect(await within((tx) => takeTicket(tx, played, operator))).toEqual({ kind: "taken" });
  expect(await within((tx) => makeDeskCode(tx, operator, "STA-0001"))).toEqual({
    kind: "not_staff",
  });
  const left = await within(async (transaction) => {
    const kept: string[] = [];
    for (const permission of PERMISSIONS) {
      if (await permitted(transaction, operator, permission)) kept.push(permission);
    }
    return kept;
  });
  // Announcements and the console look by themselves where they are asked for.
  expect(left.filter((each) => !/^(?:broadcasts\.|console\.look)/.test(each))).toEqual([]);
  const clerk = await at.store.people.ensureAccount(telegram, "701");
  await at.store.staff.setPosition(clerk, { role: "operator", desks: [] });
  expect(await within((tx) => mayManage(tx, clerk))).toBe(true);
  expect(await within((tx) => takeTicket(tx, real, clerk))).toEqual({ kind: "taken" });
});

test("nobody becomes one with a made-up member, whichever of the two made the code", async () => {
  const telegram = await at.store.installations.ensure("telegram", "bot");
  const viewer = await at.store.people.ensureAccount(telegram, "702");
  const colleague = await at.store.people.ensureAccount(telegram, "703");
  const joins = (maker: string, typist: string) =>
    within(async (transaction) =>
      claimLinkCode(transaction, await makeLinkCode(transaction, maker), typist),
    );
  expect(await joins(operator, viewer)).toBeUndefined();
  expect(await joins(viewer, operator)).toBeUndefined();
  expect(await joins(viewer, colleague)).toMatchObject({ person: viewer, other: colleague });
});
