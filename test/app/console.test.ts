import { expect, test } from "vitest";
import { startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/telemetry/log.ts";
import { testDatabase } from "../support/postgres.ts";
import { memberOf } from "./playground.ts";
import { useApp } from "./running.ts";

const open = useApp();

/** Opens the link in a browser that keeps its cookies; the cookie header it has then. */
async function signIn(link: string): Promise<string> {
  const page = await fetch(link);
  const cookies = [...page.headers.getSetCookie()];
  const proof = /name="proof" value="([^"]+)"/.exec(await page.text())?.[1] ?? "";
  const done = await fetch(link, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ proof }),
    headers: { origin: new URL(link).origin, cookie: cookieOf(cookies) },
  });
  expect(done.status).toBe(303);
  return cookieOf([...cookies, ...done.headers.getSetCookie()]);
}

const cookieOf = (lines: readonly string[]) => lines.map((line) => line.split(";")[0]).join("; ");

test("staff sign in to the console with the link of their direct chat", async () => {
  const clerk = await memberOf(open.address, "desk-general");
  const link = /http:\/\/[^\s"\\]+/.exec(await clerk.asks("控制台"))?.[0] ?? "";
  const cookie = await signIn(link);
  const page = await fetch(`${open.address}/console`, { headers: { cookie } });
  expect(page.status).toBe(200);
  expect(page.headers.get("content-security-policy")).toMatch(/default-src 'none'/);
  expect(await page.text()).toContain("控制台");
  expect((await fetch(`${open.address}/console`, { redirect: "manual" })).status).toBe(401);
});

test("a playground that others can reach is for signed-in staff", async () => {
  const database = await testDatabase();
  const read = readConfig({
    PORT: "0",
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: Buffer.alloc(32, 5).toString("base64"),
    PLAYGROUND: "on",
    LOG_LEVEL: "silent",
  });
  if ("mistakes" in read) throw new Error(read.mistakes.join());
  const { config, secrets } = read;
  const app = await startApp({ config, secrets, log: createLogger({ level: "silent" }) });
  try {
    for (const path of ["/", "/playground/api/members", "/playground/static/app.js"]) {
      const response = await fetch(`${app.address}${path}`, { redirect: "manual" });
      expect([path, response.status]).toEqual([path, 303]);
    }
    const session = await fetch(`${app.address}/playground/api/session`, {
      method: "POST",
      redirect: "manual",
      body: JSON.stringify({ member: "lin-xiaoman" }),
      headers: { "content-type": "application/json" },
    });
    expect(session.status).toBe(303);
    expect((await fetch(`${app.address}/healthz`)).status).toBe(200);
  } finally {
    await app.stop();
    await database.drop();
  }
});
