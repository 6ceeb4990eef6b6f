import { beforeAll, expect, test } from "vitest";
import { openTicket } from "../../src/domain/desk-work.ts";
import type { Role } from "../../src/engine/terms.ts";
import { useStore } from "../store/support/store.ts";
import { browserOf, consoleOn, signedIn, staffMember, type TestConsole } from "./visitor.ts";

const at = useStore();
let console: TestConsole;
beforeAll(() => {
  console = consoleOn(at.store);
});

async function overview(role: Role, on: TestConsole = console): Promise<string> {
  const person = await staffMember(at.store, `overview-${role}`, role);
  const { browser } = await signedIn(at.store, on, person);
  return (await browser.get("/console")).text();
}

/** The figure with that label. */
const figure = (page: string, label: string) =>
  new RegExp(`${label}(?:</a>)?\\s*</dt>\\s*<dd>([^<]*)`).exec(page)?.[1]?.trim();

test("with nothing there yet, it says what to begin with", async () => {
  const page = await overview("operator");
  for (const step of ["events import FILE", "cases import FILE", "/console/broadcasts/new"]) {
    expect(page).toContain(step);
  }
  expect(page).toContain("没有要处理的");
  expect(figure(page, "等待答复的工单")).toBe("0");
});

test("those who may begin nothing are shown no steps, and only figures of what they may see", async () => {
  const page = await overview("viewer");
  expect(page).not.toContain("events import");
  expect(figure(page, "等待答复的工单")).toBeUndefined();
  expect(figure(page, "等待批准的公告")).toBe("0");
});

test("a ticket is counted for those who work at its desk", async () => {
  const installation = await at.store.installations.ensure("telegram", "bot");
  const asker = await at.store.people.ensureAccount(installation, "asker");
  const direct = { installation, platformId: "asker", kind: "direct" } as const;
  await at.store.spaces.ensure({ ...direct, tags: [] });
  const space = (await at.store.spaces.ofPlatform(installation, "asker")) ?? "";
  const opened = await at.store.inTransaction((transaction) =>
    openTicket(transaction, {
      person: asker,
      name: "林小满",
      locale: "zh-CN",
      desk: "justice",
      suggested: null,
      question: "可以预约吗？",
      public: false,
      at: { space },
      messageId: "m",
      phone: null,
      source: null,
    }),
  );
  expect(opened.kind).toBe("opened");
  expect(figure(await overview("operator"), "等待答复的工单")).toBe("1");
  expect(figure(await overview("specialist"), "等待答复的工单")).toBe("0");
  expect(await overview("operator")).not.toContain("可以预约吗");
});

test("it says when the service is in trouble, not why", async () => {
  expect(await overview("viewer")).toContain("正常");
  const ailing = consoleOn(at.store, {
    health: async () => ({ database: "ok", queue: "failed (ECONNREFUSED)" }),
  });
  const page = await overview("viewer", ailing);
  expect(page).toContain("有问题");
  expect(page).toContain("doctor");
  expect(page).not.toContain("ECONNREFUSED");
});

test("the audit log names who did what, one area alone if wanted, and is not for everybody", async () => {
  const admin = await staffMember(at.store, "auditor", "admin");
  await at.store.audit.add({ who: admin, what: "ticket.taken", onWhat: "T-1" });
  await at.store.audit.add({ who: "operator", what: "role.changed", onWhat: "<i>x</i>" });
  const { browser } = await signedIn(at.store, console, admin);
  const all = await (await browser.get("/console/audit")).text();
  expect(all).toContain("telegram:auditor");
  expect(all).toContain("命令行");
  expect(all).toContain("&lt;i&gt;x&lt;/i&gt;");
  const tickets = await (await browser.get("/console/audit?area=ticket")).text();
  expect(tickets).toContain("ticket.taken");
  expect(tickets).not.toContain("role.changed");
  const odd = await (await browser.get("/console/audit?area=__proto__")).text();
  expect(odd).toContain("role.changed");
  const viewer = await staffMember(at.store, "overview-viewer", "viewer");
  const other = await signedIn(at.store, console, viewer);
  expect((await other.browser.get("/console/audit")).status).toBe(403);
});

test("choosing a language leads back to the page it was chosen on, and to no other site", async () => {
  const visitor = browserOf(console);
  const from = async (referer: string) =>
    (await visitor.get("/console/language/en", { referer })).headers.get("location");
  expect(await from("http://console.test/console/events?x=1")).toBe("/console/events?x=1");
  for (const other of [
    "https://evil.example/console/events",
    "http://console.test/consolex",
    "http://console.test//evil.example",
    "nonsense",
  ]) {
    expect(await from(other), other).toBe("/console");
  }
});
