import { fork } from "node:child_process";
import { once } from "node:events";
import { TELEGRAM_RATES } from "../../stand-ins/telegram/rates.ts";
import { startTelegram } from "../../stand-ins/telegram/server.ts";
import { arrivals, type Outcome } from "./outcome.ts";

const PROGRAMS = "test/bench/broadcast/programs";
const TEXT = "余位提醒：本周四晚七点，还有三席。";

/** The same copies sent by a program of its own on a stand-in of its own. */
export async function measurePeer(
  program: "grammy-loop" | "bullmq-worker",
  { chats, perSecond }: { readonly chats: number; readonly perSecond: number },
  redisUrl: string,
): Promise<Outcome> {
  const telegram = await startTelegram({ rates: { ...TELEGRAM_RATES, perSecond } });
  const ids = Array.from({ length: chats }, () => telegram.people.user("创作者"));
  for (const id of ids) telegram.people.hasStarted(id);
  try {
    const child = fork(`${PROGRAMS}/${program}.ts`, {
      execArgv: ["--import", "tsx"],
      env: {
        ...{ PATH: process.env["PATH"], HOME: process.env["HOME"] },
        ...{ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot },
        ...{ FIRST_CHAT: String(ids[0]), CHATS: String(chats), PER_SECOND: String(perSecond) },
        ...{ TEXT, REDIS_URL: redisUrl },
      },
    });
    const ended = once(child, "exit");
    await once(child, "message");
    const begun = Date.now();
    await ended;
    return arrivals(telegram.calls, TEXT, begun);
  } finally {
    await telegram.stop();
  }
}
