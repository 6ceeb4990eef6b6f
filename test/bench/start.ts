import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Visitor, visitAs } from "../adapters/web/visitor.ts";
import { readSamples } from "../knowledge/evaluation.ts";
import { type Program, startProgram } from "../support/program.ts";
import { type Bench, printTable } from "./bench.ts";
import { memoryOf, processorMs } from "./process-figures.ts";

const LATER_STARTS = 5;
const QUESTIONS = 100;
/** The playground takes ten messages a second of one member. */
const BETWEEN_MS = 110;
const MEMBER = "lin-xiaoman";
const SPACE = `direct:${MEMBER}`;
const LONGEST_WAIT_MS = 30_000;

/** How long an operator and a member wait, and what the process takes of the machine. */
export const startBench: Bench = {
  name: "start",
  usage: "start",
  does: "first and later start, an answer through the playground, memory of the process",
  async run() {
    const dataDir = await mkdtemp(join(tmpdir(), "juchang-bench-"));
    try {
      const first = await start(dataDir);
      await stop(first.program);
      const later: number[] = [];
      for (let count = 1; count < LATER_STARTS; count += 1) {
        const again = await start(dataDir);
        later.push(again.ms);
        await stop(again.program);
      }
      const last = await start(dataDir);
      later.push(last.ms);
      const processor = await processorMs(last.program.pid);
      const idle = await memoryOf(last.program.pid);
      const answers = await answerTimes(last.address);
      const busy = await memoryOf(last.program.pid);
      const stopped = await stop(last.program);
      printTable([
        ["what", "measured", "limit"],
        ["first start, empty data folder", seconds(first.ms), "15 s"],
        [`later start, median of ${LATER_STARTS}`, seconds(share(later, 0.5)), "5 s"],
        ["later start, slowest", seconds(Math.max(...later)), ""],
        ["later start, processor time", seconds(processor), ""],
        [`answer, median of ${answers.length}`, `${share(answers, 0.5).toFixed(0)} ms`, "150 ms"],
        ["answer, 95 of 100", `${share(answers, 0.95).toFixed(0)} ms`, ""],
        ["memory after the start", `${idle.now.toFixed(0)} MB`, "200 MB"],
        ["memory after the answers", `${busy.now.toFixed(0)} MB`, "200 MB"],
        ["memory at most", `${busy.peak.toFixed(0)} MB`, ""],
        ["stop after SIGTERM", seconds(stopped), "10 s"],
      ]);
      console.log(
        "A start is from the process to /readyz saying 200; an answer from POST to the bot's message on the live stream;",
      );
      console.log(
        "memory and processor time are those of the service's process, without PostgreSQL.",
      );
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

interface Started {
  readonly program: Program;
  readonly address: string;
  readonly ms: number;
}

async function start(dataDir: string): Promise<Started> {
  const begun = performance.now();
  const environment = { DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "warn" };
  const program = startProgram("src/main.ts", [], environment);
  const printed = await program.prints(/^open: .*$/m);
  const address = /^open: (.*)$/m.exec(printed)?.[1] ?? "";
  while ((await fetch(`${address}/readyz`)).status !== 200) await delay(10);
  return { program, address, ms: performance.now() - begun };
}

async function stop(program: Program): Promise<number> {
  const begun = performance.now();
  program.kill("SIGTERM");
  const { code, stderr } = await program.ended;
  if (code !== 0) throw new Error(`The service ended with ${code}: ${stderr}`);
  return performance.now() - begun;
}

/** ms from each POST to the bot's message. */
async function answerTimes(address: string): Promise<readonly number[]> {
  const member = await visitAs(address, MEMBER);
  const follower = await member.follow();
  const texts = readSamples("test/knowledge/questions.jsonl").flatMap(({ q }) => q ?? []);
  const times: number[] = [];
  for (const [index, text] of texts.slice(0, QUESTIONS).entries()) {
    const before = follower.received().length;
    const begun = performance.now();
    await send(member, `bench-question-${index}`, text);
    while (!follower.received().slice(before).includes('"author":"bot"')) {
      if (performance.now() - begun > LONGEST_WAIT_MS) throw new Error(`No answer to ${text}`);
      await delay(1);
    }
    times.push(performance.now() - begun);
    await delay(BETWEEN_MS);
  }
  follower.close();
  return times;
}

async function send(member: Visitor, key: string, text: string): Promise<void> {
  const { status } = await member.act({ type: "send", key, space: SPACE, text });
  if (status !== 200) throw new Error(`The playground answered ${status}`);
}

/** The value that this share of all values stays at or below. */
function share(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
