import { beforeAll, expect, test } from "vitest";
import type { Role } from "../../src/engine/terms.ts";
import { eventOf, inMinutes, openWorld } from "../domain/events/support.ts";
import { consoleOn, signedIn, staffMember, type TestConsole } from "./visitor.ts";

const at = openWorld();
let console: TestConsole;

/** What a formula in a spreadsheet begins with, as somebody's answer. */
const FORMULA = "=HYPERLINK(1)";

beforeAll(async () => {
  console = consoleOn(at.store);
  const questions = [
    { id: "name", label: { zh: "姓名", en: "Name" }, type: "text", required: true, personal: true },
  ];
  const capacity = { capacity: 2, waitlist: true };
  await at.add(
    eventOf("EV-70", { ...capacity, questions, title: { zh: "<b>沙龙</b>", en: "Salon" } }),
    eventOf("EV-71"),
    eventOf("EV-72", { startsAt: inMinutes(-3 * 60), endsAt: inMinutes(-2 * 60) }),
  );
  for (const [index, name] of ["林小满", FORMULA, "候补的人"].entries()) {
    const person = await at.person(`guest-${index}`);
    const result = await at.signUp(person, "EV-70", { answers: { name } });
    expect(["seated", "waiting", "taken"]).toContain(result.kind);
  }
});

async function open(role: Role, path: string): Promise<Response> {
  const person = await staffMember(at.store, `events-${role}`, role);
  const { browser } = await signedIn(at.store, console, person);
  return browser.get(`/console/events${path}`);
}

test("staff see seats in numbers and nobody's name", async () => {
  const list = await (await open("viewer", "")).text();
  expect(list).toContain("EV-70");
  expect(list).toMatch(/2 \/ 2/);
  expect(list).toContain("已满");
  expect(list).toContain("EV-71");
  const page = await (await open("operator", "/EV-70")).text();
  expect(page).toContain("&lt;b&gt;沙龙&lt;/b&gt;");
  expect(page).not.toContain("<b>沙龙");
  for (const shown of [list, page]) expect(shown).not.toContain("林小满");
});

test("events that are over stand below those to come", async () => {
  const list = await (await open("viewer", "")).text();
  expect(list.indexOf("EV-72")).toBeGreaterThan(list.indexOf("已经结束的"));
  expect(list.indexOf("EV-71")).toBeLessThan(list.indexOf("已经结束的"));
});

test("the roster is for those who run events, harmless in a spreadsheet, and each look is kept", async () => {
  const before = (await at.store.audit.recent(100, { what: "event.roster_taken" })).length;
  const refused = await open("viewer", "/EV-70/roster.csv");
  expect(refused.status).toBe(403);
  expect(await refused.text()).not.toContain("林小满");
  const kept = () => at.store.audit.recent(100, { what: "event.roster_taken" });
  expect((await kept()).length).toBe(before);

  const taken = await open("specialist", "/EV-70/roster.csv");
  expect(taken.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(taken.headers.get("content-disposition")).toBe('attachment; filename="EV-70.csv"');
  expect(taken.headers.get("cache-control")).toBe("no-store");
  const csv = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await taken.arrayBuffer());
  expect(csv.startsWith("\uFEFF")).toBe(true);
  expect(csv).toContain("林小满");
  expect(csv).toContain(`'${FORMULA}`);
  expect(csv).not.toMatch(/(^|,)=/m);
  const [entry, ...more] = await kept();
  expect(more.length).toBe(before);
  expect(entry).toMatchObject({ onWhat: "EV-70" });
});

test("an event that does not exist has neither a page nor a roster", async () => {
  expect((await open("admin", "/EV-99")).status).toBe(404);
  expect((await open("admin", "/EV-99/roster.csv")).status).toBe(404);
  expect((await open("admin", "/%22%0d%0aX:1/roster.csv")).status).toBe(404);
});
