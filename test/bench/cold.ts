import { availableParallelism, loadavg } from "node:os";
import { startTestServer, type TestServer } from "../support/postgres-server.ts";
import { type Bench, printTable } from "./bench.ts";
import { type BotApi, startBotApi } from "./dialogue/bot-api.ts";
import { type Participant, start } from "./dialogue/participant.ts";
import { buildAll, participantOf } from "./dialogue/participants.ts";
import { memoryOf, processorMs } from "./process-figures.ts";

const POSTGRES_MAJOR = 15;
const ROUNDS = 9;

/** What one start came to. */
interface Start {
  /** From the start of the process to its first answer. */
  readonly ms: number;
  /** What the process had used of the processor by then, ms. */
  readonly processor: number;
  /** MB, the most the process had by then. */
  readonly peak: number;
}

/** How long a restart keeps people waiting: the built service beside a bare handler and, if named, other builds. */
export const coldBench: Bench = {
  name: "cold",
  usage: "cold [--rounds N] [--beside BUILD_FOLDER …]",
  does: "cold start of the built service to its first answer through the Telegram webhook",
  async run(words) {
    if (!words.includes("--built")) buildAll();
    const server = await startTestServer({ major: POSTGRES_MAJOR, durable: true });
    const api = await startBotApi();
    try {
      const participants = await participantsOf(server, besideOf(words));
      const starts = new Map<string, Start[]>(participants.map(({ name }) => [name, []]));
      for (let round = 0; round < roundsOf(words); round += 1) {
        for (const one of participants) starts.get(one.name)?.push(await startOnce(one, api));
      }
      const load = loadavg().map((average) => average.toFixed(1));
      console.log(`${availableParallelism()} cores, load ${load.join(" ")}, ${server.describe}`);
      printTable([
        ["cold start to first answer", "ms", "processor ms", "peak MB"],
        ...[...starts].map(([name, all]) => [
          name,
          spread(all.map(({ ms }) => ms)),
          spread(all.map(({ processor }) => processor)),
          spread(all.map(({ peak }) => peak)),
        ]),
      ]);
    } finally {
      await api.close();
      await server.stop();
    }
  },
};

function roundsOf(words: readonly string[]): number {
  const at = words.indexOf("--rounds");
  const given = at === -1 ? ROUNDS : Number(words[at + 1]);
  if (!(given > 0)) throw new Error("--rounds needs a number above 0");
  return given;
}

function besideOf(words: readonly string[]): readonly string[] {
  return words.flatMap((word, at) => (words[at - 1] === "--beside" ? [word] : []));
}

/** Each on a database of its own. */
async function participantsOf(
  server: TestServer,
  builds: readonly string[],
): Promise<readonly Participant[]> {
  const floor = participantOf("floor", (await server.database()).url);
  const own: Participant[] = [];
  for (const build of ["dist", ...builds]) {
    const { url } = await server.database();
    own.push({ ...participantOf("juchang", url, build), name: `juchang (${build})` });
  }
  return [floor, ...own];
}

async function startOnce(participant: Participant, api: BotApi): Promise<Start> {
  const running = await start(participant, api);
  try {
    const processor = await processorMs(running.pid);
    const { peak } = await memoryOf(running.pid);
    return { ms: running.coldMs, processor, peak };
  } finally {
    await running.stop();
  }
}

/** The middle one, of an even number the upper, and the range. */
function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const [least, middle, most] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map(
    (at) => sorted[at]?.toFixed(0) ?? "",
  );
  return `${middle} (${least}–${most})`;
}
