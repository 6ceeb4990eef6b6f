import postgres from "postgres";
import { expect, test } from "vitest";
import { memberOf } from "./playground.ts";
import { startTestApp, useApp } from "./running.ts";

const app = useApp();

test("RETENTION is kept by the running service", async () => {
  const lin = await memberOf(app.address, "lin-xiaoman");
  await lin.asks("帮助");
  const sql = postgres(app.databaseUrl, { max: 1 });
  await sql`update inbound set received_at = now() - interval '5 days'`;
  await sql`update turns set at = now() - interval '5 days'`;
  const left = async () => {
    const [row] = await sql`select (select count(*)::int from inbound) as inbound,
      (select count(*)::int from transcript) as transcript`;
    return row;
  };
  expect(await left()).toEqual({ inbound: expect.any(Number), transcript: 1 });
  const strict = await startTestApp(app.databaseUrl, { RETENTION: "inbound=4d" });
  await expect.poll(left, { timeout: 20_000 }).toEqual({ inbound: 0, transcript: 1 });
  await strict.stop();
  await sql.end();
});
