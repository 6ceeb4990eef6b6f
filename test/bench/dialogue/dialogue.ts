import { availableParallelism, loadavg } from "node:os";
import { startTestServer, type TestServer } from "../../support/postgres-server.ts";
import type { Bench } from "../bench.ts";
import { type BotApi, startBotApi } from "./bot-api.ts";
import { measure } from "./measure.ts";
import { type Running, start } from "./participant.ts";
import { buildAll, NAMES, type Name, participantOf } from "./participants.ts";
import { printReport, type Round } from "./report.ts";

const CHATS = [1, 16, 128];
const POSTGRES_MAJOR = 15;
const DEFAULTS = { "--rounds": 5, "--seconds": 2 } as const;

/** A dialogue of five updates through the Telegram webhook, beside the least that could do it and grammY. */
export const dialogueBench: Bench = {
  name: "dialogue",
  usage: "dialogue [--rounds N] [--seconds N] [--json]",
  does: "updates a second of a whole dialogue, beside a bare handler and grammY",
  async run(words) {
    const count = numberAfter(words, "--rounds");
    const ms = numberAfter(words, "--seconds") * 1_000;
    buildAll();
    const server = await startTestServer({ major: POSTGRES_MAJOR, durable: true });
    const api = await startBotApi();
    try {
      const urls = await databases(server);
      const rounds: Round[] = [];
      for (let at = 0; at < count; at += 1) rounds.push(await round(urls, api, ms));
      if (words.includes("--json")) return console.log(JSON.stringify(rounds));
      const load = loadavg().map((average) => average.toFixed(1));
      console.log(`${availableParallelism()} cores, load ${load.join(" ")}, ${server.describe}`);
      printReport(rounds, CHATS);
    } finally {
      await api.close();
      await server.stop();
    }
  },
};

function numberAfter(words: readonly string[], option: keyof typeof DEFAULTS): number {
  const at = words.indexOf(option);
  const given = at === -1 ? DEFAULTS[option] : Number(words[at + 1]);
  if (!(given > 0)) throw new Error(`${option} needs a number above 0`);
  return given;
}

type Urls = Readonly<Record<Name, string>>;

async function databases(server: TestServer): Promise<Urls> {
  const [floor, grammy, juchang] = await Promise.all(NAMES.map(() => server.database()));
  if (!floor || !grammy || !juchang) throw new Error("A database is missing");
  return { floor: floor.url, grammy: grammy.url, juchang: juchang.url };
}

/** Each process is started afresh; the same load goes to one after the other. */
async function round(urls: Urls, api: BotApi, ms: number): Promise<Round> {
  const running = new Map<Name, Running>();
  const stretches: Round["stretches"][number][] = [];
  try {
    for (const name of NAMES) running.set(name, await start(participantOf(name, urls[name]), api));
    for (const users of CHATS) {
      for (const [name, one] of running) {
        stretches.push({ name, users, stretch: await measure(one, users, ms) });
      }
    }
  } finally {
    for (const one of running.values()) await one.stop();
  }
  const coldOf = (name: Name) => running.get(name)?.coldMs ?? Number.NaN;
  const cold = { floor: coldOf("floor"), grammy: coldOf("grammy"), juchang: coldOf("juchang") };
  return { stretches, cold };
}
