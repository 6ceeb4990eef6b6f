import { setTimeout as delay } from "node:timers/promises";
import { openAnnouncer } from "../../chaos/broadcast/announcer.ts";
import type { Entry } from "../../chaos/faults/built-service.ts";
import type { DatabaseServer } from "../../chaos/faults/database-server.ts";
import { openRig, type Rig } from "../../chaos/faults/rig.ts";
import { arrivals, type Outcome } from "./outcome.ts";

/** What a measurement of the service is made of. */
export interface ServiceOptions {
  readonly entry: Entry;
  readonly server: DatabaseServer;
  readonly chats: number;
  readonly perSecond: number;
  /** One chat is told to wait for twenty minutes. */
  readonly slowChat?: boolean;
}

/** What the service came to; `replyMs` holds the waits of somebody who writes meanwhile. */
export interface ServiceOutcome extends Outcome {
  readonly replyMs: readonly number[];
}

const TITLE = "余位提醒";
const RETRY_AFTER_SECONDS = 1_200;
const LONGEST_MS = 120_000;

/** Announces to that many chats while one person goes on asking for help. */
export async function measureService(options: ServiceOptions): Promise<ServiceOutcome> {
  const { entry, server, chats, perSecond, slowChat = false } = options;
  const database = await server.database();
  const rig = await openRig({ entry, database, people: 0, perSecond });
  const { databaseUrl, masterKey, telegram } = rig;
  const announcer = await openAnnouncer({ databaseUrl, masterKey, telegram, chats });
  try {
    const [somebody] = telegram.world.users.keys();
    if (slowChat && somebody !== undefined) holdUp(rig, somebody);
    await askForHelp(rig, rig.bystander().id);
    const begun = Date.now();
    const id = await announcer.announce(TITLE);
    const replyMs: number[] = [];
    const expected = slowChat ? chats - 1 : chats;
    const talking = talk(rig, async () => (await announcer.look(id)).sent >= expected, replyMs);
    await talking;
    return { ...arrivals(telegram.calls, TITLE, begun), replyMs };
  } finally {
    await announcer.close();
    await rig.close();
    await database.drop();
  }
}

function holdUp({ telegram }: Rig, chat: number): void {
  telegram.plan({
    ...{ method: "sendMessage", kind: "error", code: 429, chat },
    ...{ retryAfter: RETRY_AFTER_SECONDS, times: Number.POSITIVE_INFINITY },
  });
}

async function talk(rig: Rig, isOver: () => Promise<boolean>, waits: number[]): Promise<void> {
  const { id } = rig.bystander();
  const until = performance.now() + LONGEST_MS;
  while (!(await isOver())) {
    if (performance.now() > until) throw new Error(`It does not end: ${rig.written()}`);
    waits.push(await askForHelp(rig, id));
    await delay(1_100);
  }
}

/** ms until the answer is there. */
async function askForHelp({ telegram }: Rig, id: number): Promise<number> {
  const before = telegram.people.botSaid(id).length;
  const asked = performance.now();
  telegram.people.says(id, id, "/help");
  while (telegram.people.botSaid(id).length === before) {
    if (performance.now() - asked > LONGEST_MS) throw new Error("No answer");
    await delay(2);
  }
  return performance.now() - asked;
}
