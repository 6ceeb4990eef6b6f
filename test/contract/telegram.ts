import { expect } from "vitest";
import { groupWith, startRunning, whenReady } from "../adapters/telegram/running.ts";
import { COMMITS, type ContractPlatform } from "./platform.ts";
import { tokenOf } from "./token-of.ts";

export async function startTelegramContract(): Promise<ContractPlatform> {
  const running = await whenReady(await startRunning({ adapter: { tokenOf } }));
  const { telegram, adapter } = running;
  const { people } = telegram;
  const { lin, group } = groupWith(running, "supergroup");
  const other = people.user("阿May");
  telegram.world.chats.get(group)?.members.add(other);
  people.starts(lin);
  const events: ContractPlatform["events"][number][] = [];
  let delivered = 0;
  running.decide = (event) => {
    delivered += 1;
    events.push(event);
    return platform.decide(event);
  };
  const taken = async (before: number) =>
    expect.poll(() => delivered, { timeout: 20_000 }).toBeGreaterThan(before);
  const after = async (deed: () => unknown) => {
    const before = delivered;
    deed();
    await taken(before);
    // A refused update is fetched again after a moment.
    await expect.poll(() => running.events.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(1);
  };
  const plan = (fault: Omit<Parameters<typeof telegram.plan>[0], "method" | "times" | "chat">) => {
    telegram.plan({ method: "sendMessage", times: 1, chat: group, ...fault });
    return true;
  };
  const platform: ContractPlatform = {
    adapter,
    events,
    decide: COMMITS,
    group: String(group),
    asker: String(lin),
    asks: (text) => after(() => people.says(lin, group, `/ask ${text}`)),
    saysDirectly: (text) => after(() => people.says(lin, lin, text)),
    taps: (label) => after(() => void people.taps(lin, group, label)),
    sees(viewer, place) {
      const chat = place === "group" ? group : lin;
      const reader = viewer === "asker" ? lin : other;
      if (people.sees(reader, chat).length === 0) return [];
      return people
        .botSaid(chat)
        .map(({ text, keyboard }) =>
          [text, ...keyboard.flat().map((button) => button.text)].join("\n"),
        );
    },
    limits: () => plan({ kind: "error", code: 429, retryAfter: 7 }),
    losesAnswer: () => plan({ kind: "lost" }),
    async stop() {
      await adapter.stop();
      await telegram.stop();
    },
  };
  // Being added and started is told first.
  await expect.poll(() => events.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
  events.splice(0);
  return platform;
}
