import { beforeAll, describe, expect, test } from "vitest";
import { may } from "../../src/domain/permissions.ts";
import { ROLES } from "../../src/engine/terms.ts";
import { useStore } from "../store/support/store.ts";
import { browserOf, consoleOn, signedIn, staffMember, type TestConsole } from "./visitor.ts";

const at = useStore();
let console: TestConsole;
beforeAll(() => {
  console = consoleOn(at.store);
});

/** What the router itself knows, without the parts that only pass on. */
const registered = () =>
  console.app.routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path}`)
    .sort();

const written = (path: string) => path.replace(/:[a-z]+/g, "1");

test("no route is registered past the guard", () => {
  const guarded = console.routes.map(({ method, path }) => `${method} ${path}`).sort();
  expect(registered()).toEqual(guarded);
  expect(guarded.length).toBeGreaterThan(10);
});

test("a route registered past it would be found", () => {
  const other = consoleOn(at.store);
  other.app.get("/secret", (c) => c.text("everything"));
  const known = new Set(other.routes.map(({ path }) => path));
  expect(other.app.routes.some(({ path }) => path === "/secret" && !known.has(path))).toBe(true);
});

test("without signing in nothing of the staff's is shown or done", async () => {
  for (const { method, path, access } of console.routes) {
    const visitor = browserOf(console);
    const address = written(path);
    const response = method === "GET" ? await visitor.get(address) : await visitor.post(address);
    if (access === "anyone") expect(response.status, address).not.toBe(500);
    else expect(response.status, `${method} ${address}`).toBe(401);
    expect(response.headers.get("content-security-policy"), address).toMatch(/default-src 'none'/);
  }
});

test("a zero byte in a path or a form is no failure", async () => {
  const person = await staffMember(at.store, "zero", "admin");
  const { browser, proof } = await signedIn(at.store, console, person);
  for (const { method, path } of console.routes) {
    if (!path.includes(":")) continue;
    const address = path.replace(/:[a-z]+/g, "a%00b");
    const response =
      method === "GET" ? await browser.get(address) : await browser.post(address, { proof });
    expect(response.status, `${method} ${address}`).toBe(404);
  }
  const form = { proof, received: "a\0b", titleZh: "\0" };
  expect((await browser.post("/broadcasts/new", form)).status).toBe(422);
});

describe.each(ROLES)("as %s", (role) => {
  test("each route is open as the table says, and refusals are counted", async () => {
    const person = await staffMember(at.store, `walker-${role}`, role);
    for (const { method, path, access } of console.routes) {
      if (access === "anyone") continue;
      const { browser, proof } = await signedIn(at.store, console, person);
      const address = written(path);
      const before = console.refused.count;
      const response =
        method === "GET" ? await browser.get(address) : await browser.post(address, { proof });
      const isAllowed = may(role, access);
      if (isAllowed) expect(response.status, address).not.toBe(403);
      else expect(response.status, address).toBe(403);
      expect(console.refused.count - before).toBe(isAllowed ? 0 : 1);
      expect(response.status, address).not.toBe(500);
    }
  });

  test("no form without its proof, from elsewhere or with another's proof is taken", async () => {
    const person = await staffMember(at.store, `forger-${role}`, role);
    const victim = await signedIn(at.store, console, person);
    const other = await signedIn(at.store, console, person);
    for (const { method, path, access } of console.routes) {
      if (method !== "POST" || access === "anyone" || !may(role, access)) continue;
      const { browser, proof } = victim;
      const address = written(path);
      const tries = [
        browser.post(address),
        browser.post(address, { proof: other.proof }),
        browser.post(address, { proof }, { origin: "https://evil.example" }),
        browser.post(address, { proof }, { origin: "null" }),
        browser.post(address, { proof }, { "sec-fetch-site": "cross-site" }),
        browser.post(address, { proof }, { "content-type": "text/plain" }),
      ];
      for (const response of await Promise.all(tries)) expect(response.status, address).toBe(403);
    }
    expect((await victim.browser.get("/console")).status).toBe(200);
  });
});
