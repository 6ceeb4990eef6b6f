import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { sendKey } from "../../../adapters/web/decode.ts";
import { openEmbedded } from "../../../src/store/embedded/open-embedded.ts";
import { chanceOf } from "../chance.ts";
import { type RunningService, startService } from "./service.ts";
import { judge, type KillVerdict } from "./verdict.ts";
import { createWriter, type Writer } from "./writer.ts";

const MEMBERS = ["lin-xiaoman", "amay", "blue-kite", "lao-zhou", "mumu"];
/** How many messages are taken before the service is killed, with others under way. */
const FEWEST = 5;
const SPREAD = 40;
const DRAINED_WITHIN_MS = 60_000;

/** Kills the service again and again while people write; nothing that was acknowledged may be gone. */
export async function killAgain(
  times: number,
  report: (line: string) => void,
): Promise<{ readonly lines: readonly string[]; readonly isWhole: boolean }> {
  const dataDir = await mkdtemp(join(tmpdir(), "juchang-kill-"));
  const chance = chanceOf(1);
  let service: RunningService | undefined = await startService(dataDir);
  const writers = MEMBERS.map((member) => createWriter(member, () => service?.url));
  const writing = Promise.all(writers.map((writer) => writer.write()));
  try {
    for (let count = 1; count <= times; count++) {
      await taken(writers, FEWEST + chance.below(SPREAD));
      const killed = service;
      service = undefined;
      await killed.kill();
      report(`killed ${count} times, ${countOf(writers)} messages acknowledged`);
      service = await startService(dataDir);
    }
    await taken(writers, FEWEST);
    for (const writer of writers) writer.stop();
    await writing;
    const verdict = await lookBehind(dataDir, writers);
    return summary(times, writers, verdict);
  } finally {
    for (const writer of writers) writer.stop();
    await service?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function lookBehind(dataDir: string, writers: readonly Writer[]): Promise<KillVerdict> {
  const database = await openEmbedded({ dataDir });
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  try {
    await drained(sql);
    const keys = writers.flatMap(({ acknowledged }, index) =>
      acknowledged.map((key) => sendKey(MEMBERS[index] ?? "", key)),
    );
    return await judge(sql, keys);
  } finally {
    await sql.end();
    await database.stop();
  }
}

async function drained(sql: postgres.Sql): Promise<void> {
  const until = Date.now() + DRAINED_WITHIN_MS;
  for (;;) {
    const [row] = await sql<{ left: number }[]>`
      select count(*)::int as left from deliveries where state in ('queued', 'later', 'sending')`;
    if (row?.left === 0 || Date.now() > until) return;
    await wait(100);
  }
}

function summary(times: number, writers: readonly Writer[], verdict: KillVerdict) {
  const { lost, doubled, unanswered, turns } = verdict;
  const failed = writers.reduce((sum, writer) => sum + writer.failed(), 0);
  return {
    isWhole: lost.length + doubled.length + unanswered.length === 0,
    lines: [
      `killed ${times} times while ${writers.length} people wrote: ${countOf(writers)} messages acknowledged, ${failed} requests cut off or refused and sent again, ${turns} turns`,
      `  ${lost.length} lost, ${doubled.length} doubled, ${unanswered.length} without their answer`,
      ...[...lost, ...doubled, ...unanswered].map((key) => `  ${key}`),
    ],
  };
}

function countOf(writers: readonly Writer[]): number {
  return writers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
}

/** Resolves once so many more messages were acknowledged. */
async function taken(writers: readonly Writer[], count: number): Promise<void> {
  const enough = countOf(writers) + count;
  while (countOf(writers) < enough) await wait(5);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
