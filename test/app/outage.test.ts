import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../../src/app.ts";
import { type DatabaseLine, openLine } from "../support/database-line.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";
import { memberOf } from "./playground.ts";
import { startTestApp } from "./running.ts";

let database: TestDatabase;
let line: DatabaseLine;
let app: App;

beforeAll(async () => {
  database = await testDatabase();
  line = await openLine(database.url);
  app = await startTestApp(line.url);
});
afterAll(async () => {
  await app.stop();
  await line.cut();
  await database.drop();
});

async function readiness() {
  const response = await fetch(`${app.address}/readyz`);
  return { status: response.status, body: await response.json() };
}

test("without its database the service acknowledges nothing, says so, and recovers by itself", async () => {
  const lin = await memberOf(app.address, "lin-xiaoman");
  expect(await readiness()).toEqual({
    status: 200,
    body: { status: "ready", checks: { database: "ok", queue: "ok" } },
  });

  await line.cut();
  await expect.poll(readiness, { timeout: 20_000 }).toEqual({
    status: 503,
    body: {
      status: "not-ready",
      checks: { database: expect.stringMatching(/^(failed|no answer)/), queue: "failed" },
    },
  });
  expect((await fetch(`${app.address}/healthz`)).status).toBe(200);
  expect((await fetch(`${app.address}/metrics`)).status).toBe(200);
  const frame = {
    type: "send",
    key: "sent-in-the-outage",
    space: "direct:lin-xiaoman",
    text: "帮助",
  };
  const refused = await lin.visitor.act(frame);
  expect(refused).toMatchObject({ status: 503, body: { error: "not-delivered" } });

  await line.mend();
  await expect.poll(async () => (await readiness()).status, { timeout: 20_000 }).toBe(200);
  await expect
    .poll(async () => (await lin.visitor.act(frame)).status, { timeout: 20_000 })
    .toBe(200);
  expect((await lin.visitor.act(frame)).status).toBe(200);
  const history = () => lin.history("direct:lin-xiaoman");
  await expect.poll(async () => (await history()).length, { timeout: 20_000 }).toBe(2);
  expect((await history()).map(({ author }) => author)).toEqual(["lin-xiaoman", "bot"]);
});
