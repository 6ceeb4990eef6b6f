import { programOnPath } from "../../support/services.ts";
import { buildService } from "./built-service.ts";
import { type DatabaseServer, startDatabaseServer } from "./database-server.ts";
import type { Fault, Row } from "./row.ts";
import { databaseGone, killed, oneOfTwo } from "./rows/deaths.ts";
import { early, together, twice } from "./rows/deliveries.ts";
import { redisEmptied } from "./rows/redis.ts";
import { rolling } from "./rows/rolling.ts";
import { slowChat } from "./rows/slow-chat.ts";
import { type Acknowledgements, slackStalls } from "./slack-stalls.ts";
import { table } from "./table.ts";

/** Every fault that can be tried on this machine. */
function faults(server: DatabaseServer, redisServer: string | undefined): readonly Fault[] {
  return [
    ...[twice, early, together(1), together(2), killed, oneOfTwo, databaseGone(server)],
    ...(redisServer === undefined ? [] : [redisEmptied(redisServer)]),
    ...[rolling, slowChat],
  ];
}

/** Lets people go through one fault after the other; `only` picks those whose name holds it. */
export async function runFaults(
  people: number,
  only: string,
  report: (line: string) => void,
): Promise<boolean> {
  const redisServer = programOnPath("redis-server");
  const entry = buildService();
  const server = await startDatabaseServer();
  const setting = { database: server.database, entry, people };
  const rows: Row[] = [];
  let slack: Acknowledgements | undefined;
  try {
    if (redisServer === undefined) report("NOT RUN: Redis (no redis-server on this machine)");
    for (const fault of faults(server, redisServer).filter(({ name }) => name.includes(only))) {
      const row = await fault.run(setting);
      rows.push(row);
      report(`${row.problems.length === 0 ? "borne" : "FAILED"}: ${row.name}`);
      for (const problem of row.problems) report(`  ${problem}`);
    }
    if ("slack".includes(only)) slack = await slackStalls(setting);
    for (const problem of slack?.problems ?? []) report(`  Slack: ${problem}`);
  } finally {
    await server.remove();
  }
  if (rows.length > 0) for (const line of table(rows)) report(line);
  if (slack) report(slack.line);
  return [...rows, ...(slack ? [slack] : [])].every(({ problems }) => problems.length === 0);
}
