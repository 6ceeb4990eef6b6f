import { beforeAll, describe, expect, test } from "vitest";
import { removeRole } from "../../src/domain/staff-roles.ts";
import { useStore } from "../store/support/store.ts";
import {
  browserOf,
  consoleOn,
  linkFor,
  proofIn,
  signedIn,
  staffMember,
  type TestConsole,
} from "./visitor.ts";

const at = useStore();
let console: TestConsole;
beforeAll(() => {
  console = consoleOn(at.store);
});

const operator = (name: string) => staffMember(at.store, name, "operator");

describe("a link", () => {
  test("is not used up by a look at it, signs in once, and is gone then", async () => {
    const link = await linkFor(at.store, console, await operator("once"));
    const preview = await browserOf(console).get(link);
    expect(preview.status).toBe(200);
    const browser = browserOf(console);
    const proof = await proofIn(await browser.get(link));
    const done = await browser.post(link, { proof });
    expect([done.status, done.headers.get("location")]).toEqual([303, "/console"]);
    expect((await browser.get("/console")).status).toBe(200);

    const second = browserOf(console);
    expect((await second.get(link)).status).toBe(410);
    expect((await browser.post(link, { proof })).status).toBe(410);
    expect((await second.get("/console")).status).toBe(401);
  });

  test("signs in only the browser that opened it", async () => {
    const link = await linkFor(at.store, console, await operator("bound"));
    const opener = browserOf(console);
    const proof = await proofIn(await opener.get(link));
    const thief = browserOf(console);
    expect((await thief.post(link, { proof })).status).toBe(403);
    await thief.get(link);
    expect((await thief.post(link, { proof })).status).toBe(403);
    expect((await opener.post(link, { proof })).status).toBe(303);
  });

  test("pressed twice at the same moment gives one session", async () => {
    const link = await linkFor(at.store, console, await operator("twice"));
    const browser = browserOf(console);
    const proof = await proofIn(await browser.get(link));
    const presses = await Promise.all([1, 2, 3, 4].map(() => browser.post(link, { proof })));
    expect(presses.map(({ status }) => status).sort()).toEqual([303, 410, 410, 410]);
  });

  test("is good for five minutes", async () => {
    const person = await operator("late");
    const link = await linkFor(at.store, console, person);
    const late =
      await at.sql`update console_links set expires_at = expires_at - interval '5 minutes'
      where person = ${person}`;
    expect(late.count).toBe(1);
    expect((await browserOf(console).get(link)).status).toBe(410);
  });

  test("of somebody whose role went meanwhile opens nothing", async () => {
    const person = await operator("gone");
    const link = await linkFor(at.store, console, person);
    const browser = browserOf(console);
    const proof = await proofIn(await browser.get(link));
    await at.store.inTransaction((tx) => removeRole(tx, "operator", person));
    expect((await browser.post(link, { proof })).status).toBe(410);
  });

  test("is kept only as a digest", async () => {
    const link = await linkFor(at.store, console, await operator("digest"));
    const rows = await at.sql`select kept from console_links`;
    expect(JSON.stringify(rows)).not.toContain(link.split("/").at(-1));
  });

  test("tried ten thousand times costs no look-up and shuts out nobody", async () => {
    const link = await linkFor(at.store, console, await operator("siege"));
    const attacker = browserOf(console);
    let looks = 0;
    const { isLinkOpen } = at.store.console;
    const watched = {
      ...at.store,
      console: {
        ...at.store.console,
        isLinkOpen: (kept: string) => {
          looks += 1;
          return isLinkOpen(kept);
        },
      },
    };
    const besieged = consoleOn(watched);
    const statuses = new Map<number, number>();
    for (let count = 0; count < 10_000; count++) {
      const made = "x".repeat(48) + count.toString(36).padStart(6, "0");
      const response = await besieged.app.request(`http://console.test/sign-in/${made}`);
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    }
    expect([...statuses.keys()].sort()).toEqual([410, 429]);
    expect(statuses.get(429)).toBeGreaterThan(9_900);
    expect(looks).toBe(0);
    expect((await attacker.get(link)).status).toBe(200);
  });
});

describe("a session", () => {
  test("loses its power the moment the role goes", async () => {
    const person = await operator("demoted");
    const { browser, proof } = await signedIn(at.store, console, person);
    await at.store.staff.setPosition(person, { role: "viewer", desks: [] });
    expect((await browser.get("/console/failures")).status).toBe(403);
    await at.store.staff.setPosition(person, undefined);
    expect((await browser.get("/console")).status).toBe(401);
    expect((await browser.post("/console/sign-out", { proof })).status).toBe(401);
  });

  test("signed out is gone, and everywhere means everywhere", async () => {
    const person = await operator("leaving");
    const [one, two, three] = [
      await signedIn(at.store, console, person),
      await signedIn(at.store, console, person),
      await signedIn(at.store, console, person),
    ];
    const stolen = new Map(one.browser.cookies);
    await one.browser.post("/console/sign-out", { proof: one.proof });
    for (const [name, value] of stolen) one.browser.cookies.set(name, value);
    expect((await one.browser.get("/console")).status).toBe(401);
    expect((await two.browser.get("/console")).status).toBe(200);
    await two.browser.post("/console/sign-out-everywhere", { proof: two.proof });
    expect((await three.browser.get("/console")).status).toBe(401);
  });

  test("ends after two hours without a request, and after twelve in any case", async () => {
    const person = await operator("idle");
    const idle = await signedIn(at.store, console, person);
    await at.sql`update console_sessions set last_seen_at = now() - interval '121 minutes'
      where person = ${person}`;
    expect((await idle.browser.get("/console")).status).toBe(401);
    const old = await signedIn(at.store, console, person);
    await at.sql`update console_sessions set expires_at = now() where person = ${person}`;
    expect((await old.browser.get("/console")).status).toBe(401);
  });

  test("its cookie is read by no script and travels with no other site's request", async () => {
    const person = await operator("cookie");
    const link = await linkFor(at.store, console, person);
    const browser = browserOf(console);
    const proof = await proofIn(await browser.get(link));
    const done = await browser.post(link, { proof });
    const [line = ""] = done.headers.getSetCookie();
    expect(line).toMatch(/HttpOnly/);
    expect(line).toMatch(/SameSite=Lax/);
    const kept = await at.sql`select kept from console_sessions where person = ${person}`;
    expect(line).not.toContain(kept[0]?.["kept"]);
  });

  test("stolen, it does nothing from another site's page, and dies with a sign-out everywhere", async () => {
    const person = await operator("robbed");
    const owner = await signedIn(at.store, console, person);
    const thief = browserOf(console);
    for (const [name, value] of owner.browser.cookies) thief.cookies.set(name, value);
    expect((await thief.get("/console")).status).toBe(200);
    const elsewhere = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    const { proof } = owner;
    expect((await thief.post("/console/sign-out", { proof }, elsewhere)).status).toBe(403);
    expect((await thief.post("/console/sign-out")).status).toBe(403);
    await owner.browser.post("/console/sign-out-everywhere", { proof });
    expect((await thief.get("/console")).status).toBe(401);
    expect((await thief.post("/console/broadcasts/new", { proof })).status).toBe(401);
  });

  test("changed in one letter, it opens nothing", async () => {
    const owner = await signedIn(at.store, console, await operator("changed"));
    for (const [name, value] of owner.browser.cookies) {
      if (!name.endsWith("session")) continue;
      const last = value.endsWith("A") ? "B" : "A";
      owner.browser.cookies.set(name, value.slice(0, -1) + last);
    }
    expect((await owner.browser.get("/console")).status).toBe(401);
  });

  test("a made-up cookie opens nothing", async () => {
    const browser = browserOf(console);
    browser.cookies.set("juchang_session", "A".repeat(54));
    expect((await browser.get("/console")).status).toBe(401);
  });
});
