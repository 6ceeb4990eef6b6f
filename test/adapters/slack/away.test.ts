import { afterEach, beforeEach, expect, test } from "vitest";
import type { SlackStandIn } from "../../stand-ins/slack/server.ts";
import { testDatabase } from "../../support/postgres.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";
import { GROUP, hears, LIN, startPlatform, startService } from "./slack-service.ts";

let database: TestDatabase;
let slack: SlackStandIn;

beforeEach(async () => {
  database = await testDatabase();
  slack = await startPlatform();
});

afterEach(async () => {
  await slack.close();
  await database.drop();
});

const readiness = async (address: string) => {
  const response = await fetch(`${address}/readyz`);
  return { status: response.status, said: JSON.stringify(await response.json()) };
};

test("a revoked token: the service runs without Slack, and readiness says what to do", async () => {
  slack.team.revoked = true;
  const service = await startService(slack, database);
  const { status, said } = await readiness(service.app.address);
  expect([status, said]).toEqual([503, expect.stringContaining("install the app")]);
  expect((await fetch(`${service.app.address}/healthz`)).status).toBe(200);
  await service.stop();
});

test("Slack away at the first start: nobody knows the workspace, and readiness says so", async () => {
  slack.faults.push({ method: "auth.test", times: 10, status: 503 });
  const service = await startService(slack, database);
  const { status, said } = await readiness(service.app.address);
  expect([status, said]).toEqual([503, expect.stringContaining("SLACK_API_URL")]);
  await service.stop();
});

test("Slack away at a later start: the workspace of before is served", async () => {
  const before = await startService(slack, database);
  await before.stop();
  slack.faults.push({ method: "auth.test", times: 3, status: 503 });
  const service = await startService(slack, database);
  expect((await readiness(service.app.address)).status).toBe(200);
  await slack.people.says(LIN, GROUP, "@bot 第二年房租打几折？");
  await hears(slack, LIN, GROUP, /75%/);
  await service.stop();
});
