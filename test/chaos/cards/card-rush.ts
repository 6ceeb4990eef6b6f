import { setTimeout as delay } from "node:timers/promises";
import { signUp } from "../../../src/domain/events/sign-up.ts";
import { openStore, type Store } from "../../../src/store/store.ts";
import { addEvent, addPeople } from "../../bench/durable-store.ts";
import { startTelegramService } from "../../journeys/telegram-service.ts";
import { startTelegram, type TelegramStandIn } from "../../stand-ins/telegram/server.ts";

const CODE = "CARD-1";
const MINUTE_MS = 60_000;
/** How many sign up at the same time. */
const AT_ONCE = 8;

/** What the group's card went through while many signed up. Times are ms. */
export interface CardRush {
  readonly people: number;
  readonly tookMs: number;
  /** Edits of the card. */
  readonly edits: number;
  /** The most messages and edits the group got within any minute. */
  readonly mostInAMinute: number;
  /** From the last sign-up until the card showed all of them. */
  readonly rightAfterMs: number;
  /** Calls the platform refused: one too many, or wrong. */
  readonly refusals: number;
}

/**
 * Lets so many people sign up for one event whose card is in a group, before the strict Telegram stand-in: as fast as
 * they can, or evenly spread over so many ms.
 */
export async function rushForCard(
  databaseUrl: string,
  people: number,
  spreadMs = 0,
): Promise<CardRush> {
  const telegram = await startTelegram();
  const service = await startTelegramService({ databaseUrl, way: "webhook", telegram });
  const key = Buffer.from(service.environment["ENCRYPTION_KEY"] ?? "", "base64");
  const store = await openStore({ url: databaseUrl, masterKeys: [key] });
  try {
    await addEvent(store, CODE, people + 100);
    const ids = await addPeople(store, people);
    const group = await groupWithCard(telegram, people);
    const begun = performance.now();
    await signUpAll(store, ids, spreadMs);
    const last = performance.now();
    const shown = `${people}/${people + 100}`;
    await until(() => cardOf(telegram, group).includes(shown), 60_000);
    return {
      people,
      tookMs: last - begun,
      edits: editsIn(telegram, group).length,
      mostInAMinute: mostWithin(toGroup(telegram, group), MINUTE_MS),
      rightAfterMs: performance.now() - last,
      refusals: telegram.refusals().length,
    };
  } finally {
    await service.stop();
    await telegram.stop();
    await store.close();
  }
}

async function groupWithCard(telegram: TelegramStandIn, people: number): Promise<number> {
  const lin = telegram.people.user("林小满");
  const group = telegram.people.group("V聚场创作者群", [lin], "supergroup");
  telegram.people.adds(lin, group);
  telegram.people.says(lin, group, `/event ${CODE}`);
  await until(() => cardOf(telegram, group).includes(`0/${people + 100}`), 20_000);
  return group;
}

function cardOf(telegram: TelegramStandIn, group: number): string {
  return telegram.people.botSaid(group).find(({ text }) => text.includes(CODE))?.text ?? "";
}

async function signUpAll(store: Store, people: readonly string[], spreadMs: number): Promise<void> {
  const begun = performance.now();
  const waiting = [...people];
  const next = async (): Promise<void> => {
    for (let person = waiting.pop(); person !== undefined; person = waiting.pop()) {
      const done = (people.length - waiting.length - 1) / people.length;
      await delay(Math.max(0, begun + spreadMs * done - performance.now()));
      const request = { person, name: undefined, locale: "zh-CN", code: CODE } as const;
      const signedUp = await store.inTransaction((transaction) =>
        signUp(transaction, { ...request, session: undefined, answers: {}, guest: undefined }),
      );
      if (signedUp.kind !== "seated") throw new Error(`A sign-up ended with ${signedUp.kind}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

function toGroup(telegram: TelegramStandIn, group: number): readonly number[] {
  return telegram.calls
    .filter(({ method }) => method === "sendMessage" || method === "editMessageText")
    .filter(({ parameters }) => Number(parameters["chat_id"]) === group)
    .map(({ at }) => at);
}

function editsIn(telegram: TelegramStandIn, group: number) {
  return telegram.calls.filter(
    ({ method, parameters }) =>
      method === "editMessageText" && Number(parameters["chat_id"]) === group,
  );
}

function mostWithin(moments: readonly number[], ms: number): number {
  return Math.max(
    0,
    ...moments.map((from) => moments.filter((at) => at >= from && at < from + ms).length),
  );
}

async function until(holds: () => boolean, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error("The card never showed what is so");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
