import { beforeEach, describe, expect, test } from "vitest";
import { addAudit } from "../../src/store/audit.ts";
import { useStore } from "../store/support/store.ts";
import { createLedger, definition, deskServices, type Ledger } from "../support/fake-services.ts";
import { saying, startDelivery, type TestService } from "./service.ts";

const at = useStore();
const SORRY = "抱歉，我这边出了点问题";

let service: TestService;
let ledger: Ledger;
let broken: boolean;
let person: string;
let clerk: string;

/** A bug that comes and goes, in the flow's effect and in one of its loads; its message quotes somebody. */
const services = () =>
  deskServices(ledger, {
    openTicket: async (transaction, request) => {
      await addAudit(transaction, { who: "flow", what: "half.done", onWhat: request.person });
      if (broken) throw new TypeError(`cannot read 王小明 of ${request.question}`);
      const opened = await deskServices(ledger).openTicket(transaction, request);
      return { ...opened, recipients: { staff: [], staffSpace: null } };
    },
    sourceQuestion: async (reference) => {
      if (broken && reference === "broken") throw new RangeError("no such question");
      return undefined;
    },
    suggestDesk: (question) => {
      if (broken && question.includes("坏")) throw new RangeError(`no desk for ${question}`);
      return "tax";
    },
  });

beforeEach(async () => {
  broken = true;
  ledger = createLedger();
  await at.sql`truncate staff, failed_events, audit`;
  await at.sql`delete from outbound where cause like 'fail%' or cause like 'alert%'`;
  service = await startDelivery(at.store, definition(services()));
  person = `lin-${service.installation}`;
  clerk = `clerk-${service.installation}`;
  const general = await at.store.people.ensureAccount(service.installation, clerk);
  await at.store.staff.setPosition(general, { role: "specialist", desks: ["general"] });
});

const say = (text: string, where?: Parameters<typeof saying>[3]) =>
  service.delivery.receive(saying(service, person, text, where));

async function upToReview(): Promise<void> {
  await say("人工 发票怎么开");
  await say("同意");
  await service.settle();
  service.heard(`direct:${person}`);
}

describe("a turn that meets a bug", () => {
  test("rolls back, is kept once, and is answered by one polite sentence", async () => {
    await upToReview();
    const confirm = saying(service, person, "确认");
    expect(await service.delivery.receive(confirm)).toEqual({ kind: "failed" });
    expect(await service.delivery.receive(confirm)).toEqual({ kind: "duplicate" });
    await service.settle();
    expect(service.heard(`direct:${person}`)).toEqual([expect.stringContaining(SORRY)]);
    expect(await at.store.audit.recent(1)).toEqual([]);
    const [failure, ...more] = await at.store.failures.open(10);
    expect(more).toEqual([]);
    expect(failure).toMatchObject({ cause: "TypeError", openQuestion: expect.any(String) });
    expect(failure?.details).toMatchObject({
      value: { event: confirm, error: expect.stringContaining("王小明") },
    });
    // The conversation stands where it stood: the same answer works once the bug is gone.
    broken = false;
    await say("确认");
    expect(ledger.opened).toHaveLength(1);
  });

  test("leaves no words where others read: not in the alert, and not in open columns", async () => {
    await upToReview();
    await say("确认");
    await service.settle();
    const alert = service.heard(`direct:${clerk}`);
    expect(alert).toEqual([expect.stringContaining("TypeError")]);
    const kept = await at.sql`select id, lane, cause, open_question from failed_events`;
    const told = await at.sql`select masked from outbound
      where cause like 'fail%' or cause like 'alert%'`;
    expect([kept.length, told.length]).toEqual([1, 2]);
    const open = JSON.stringify([alert, kept, told]);
    for (const word of ["王小明", "发票", "林小满"]) expect(open).not.toContain(word);
  });

  test("is answered in the language of the message", async () => {
    await say("人工 坏了的发票怎么开");
    await say("/desk My invoice form says 坏 every time");
    await service.settle();
    const [zh, en] = service.heard(`direct:${person}`);
    expect(zh).toContain(SORRY);
    expect(en).toContain("Sorry, something went wrong on our side");
  });

  test("by somebody who is new is answered too", async () => {
    const stranger = `new-${service.installation}`;
    await service.delivery.receive(saying(service, stranger, "人工 坏了"));
    await service.settle();
    expect(service.heard(`direct:${stranger}`)).toEqual([expect.stringContaining(SORRY)]);
    broken = false;
    expect(await service.delivery.receive(saying(service, stranger, "你好？"))).toEqual({
      kind: "committed",
    });
  });

  test("in a group is a reply to what was said to the bot, and says nothing of it", async () => {
    await say("人工 坏了", { group: true });
    await service.settle();
    const [message] = service.sent.filter(({ space }) => space.kind === "group");
    expect(message).toMatchObject({ replyTo: expect.stringMatching(/^in-/), onlyFor: undefined });
    expect(service.heard("group")).toEqual([expect.not.stringContaining("坏了")]);
  });

  test("after a tap in a group is told to the one who tapped alone", async () => {
    const tapped = { kind: "tap", token: service.token("desk", "broken") } as const;
    await say("", { group: true, body: tapped });
    await service.settle();
    const messages = service.sent.filter(({ space }) => space.kind === "group");
    expect(messages).toMatchObject([{ onlyFor: person, intent: { kind: "notice" } }]);
  });
});

describe("staff", () => {
  test("hear of it once in ten minutes, privately and in their group", async () => {
    const groupSpace = await say("你好？", { group: true }).then(() =>
      at.store.spaces.ofPlatform(service.installation, "group"),
    );
    await at.store.spaces.set(groupSpace ?? "", { tags: ["staff"] });
    for (let count = 0; count < 3; count++) await say("人工 坏了");
    await service.settle();
    expect(service.heard(`direct:${clerk}`)).toHaveLength(1);
    expect(service.heard("group").filter((text) => text.includes("RangeError"))).toHaveLength(1);
    expect(service.heard(`direct:${person}`)).toHaveLength(3);
    expect((await at.store.counts()).failures).toBe(3);
  });

  test("are operators first, where there are any", async () => {
    const boss = await at.store.people.ensureAccount(service.installation, "boss");
    await at.store.staff.setPosition(boss, { role: "operator", desks: [] });
    await say("人工 坏了");
    await service.settle();
    expect(service.heard("direct:boss")).toHaveLength(1);
    expect(service.heard(`direct:${clerk}`)).toEqual([]);
  });
});

describe("a run that this version does not know", () => {
  test("is parked, and staff hear where it stands without its words", async () => {
    broken = false;
    await upToReview();
    const known = definition(services());
    const flows = known.flows.filter(({ id }) => id !== "desk.ticket");
    const ticket = known.flows.filter(({ id }) => id === "desk.ticket");
    const later = ticket.map((flow) => ({ ...flow, version: flow.version + 1, migrations: {} }));
    const updated = service.deploy({ ...known, flows: [...flows, ...later] });
    await updated.receive(saying(service, person, "确认"));
    await service.settle();
    const alert = service.heard(`direct:${clerk}`);
    expect(alert).toEqual([expect.stringMatching(/desk\.ticket.*check/s)]);
    expect(alert.join()).not.toMatch(/发票|林小满/);
    expect(ledger.opened).toEqual([]);
  });
});

describe("another try", () => {
  async function failing(): Promise<string> {
    await upToReview();
    await say("确认");
    await service.settle();
    service.heard(`direct:${person}`);
    const [failure] = await at.store.failures.open(1);
    return failure?.id ?? "";
  }

  test("does what was asked, once, while the same question is open", async () => {
    const id = await failing();
    broken = false;
    expect(await service.delivery.retry(id)).toEqual({ kind: "done" });
    expect(await service.delivery.retry(id)).toBeUndefined();
    await service.settle();
    expect(ledger.opened).toMatchObject([{ question: "发票怎么开" }]);
    expect(service.heard(`direct:${person}`).join()).toContain("T-1001");
    expect(await at.store.failures.open(1)).toEqual([]);
  });

  test("does nothing once the conversation has moved on", async () => {
    const id = await failing();
    broken = false;
    await say("改问题");
    await service.settle();
    service.heard(`direct:${person}`);
    expect(await service.delivery.retry(id)).toEqual({ kind: "moved_on" });
    await service.settle();
    expect(ledger.opened).toEqual([]);
    expect(service.heard(`direct:${person}`)).toEqual([]);
    expect(await at.store.failures.open(1)).toEqual([]);
  });

  test("that meets the bug again keeps the failure, and bothers nobody", async () => {
    const id = await failing();
    expect(await service.delivery.retry(id)).toMatchObject({ kind: "failed" });
    await service.settle();
    expect(service.heard(`direct:${person}`)).toEqual([]);
    expect(await at.store.failures.open(10)).toHaveLength(1);
  });

  test("that was cut off after its commit is not done twice", async () => {
    const id = await failing();
    broken = false;
    const settle = at.store.failures.settle;
    Object.assign(at.store.failures, {
      settle: () => Promise.reject(new Error("the process is gone")),
    });
    await expect(service.delivery.retry(id)).rejects.toThrow("gone");
    Object.assign(at.store.failures, { settle });
    expect(await service.delivery.retry(id)).toEqual({ kind: "done" });
    expect(ledger.opened).toHaveLength(1);
  });
});
