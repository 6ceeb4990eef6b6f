import { buildService } from "./built-service.ts";
import { startDatabaseServer } from "./database-server.ts";
import type { Fault, Row } from "./row.ts";
import { databaseGone, killed, oneOfTwo } from "./rows/deaths.ts";
import { early, together, twice } from "./rows/deliveries.ts";
import { rolling } from "./rows/rolling.ts";
import { table } from "./table.ts";

const FAULTS: readonly Fault[] = [
  twice,
  early,
  together(1),
  together(2),
  killed,
  oneOfTwo,
  databaseGone,
  rolling,
];

/** Lets people go through one fault after the other; `only` picks those whose name holds it. */
export async function runFaults(
  people: number,
  only: string,
  report: (line: string) => void,
): Promise<boolean> {
  const entry = buildService();
  const server = await startDatabaseServer();
  const rows: Row[] = [];
  try {
    for (const fault of FAULTS.filter(({ name }) => name.includes(only))) {
      const row = await fault.run({ server, entry, people });
      rows.push(row);
      report(`${row.problems.length === 0 ? "borne" : "FAILED"}: ${row.name}`);
      for (const problem of row.problems) report(`  ${problem}`);
    }
  } finally {
    await server.remove();
  }
  for (const line of table(rows)) report(line);
  return rows.every(({ problems }) => problems.length === 0);
}
