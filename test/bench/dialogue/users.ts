import type { BotApi, BotMessage } from "./bot-api.ts";
import { CANCELLED, CANCELLED_EVERY, type Move, OPENED } from "./script.ts";
import type { Webhook } from "./webhook.ts";

/** What virtual users talk through. */
export interface Talk {
  readonly api: BotApi;
  readonly webhook: Webhook;
}

/** A stretch of load. */
export interface Load {
  /** Updates that were answered and acknowledged in the stretch. */
  readonly updates: number;
  /** How long it took. */
  readonly ms: number;
  /** ms from each POST to the bot's call. */
  readonly times: readonly number[];
}

let lastChat = 100_000_000;
let lastUpdate = 0;
let dialogues = 0;

/** So many users talk at once without a pause, each dialogue a person the bot has never met. */
export async function load(talk: Talk, users: number, ms: number): Promise<Load> {
  const until = performance.now() + ms;
  const times: number[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: users }, async () => {
      while (performance.now() < until) await dialogue(talk, until, times);
    }),
  );
  return { updates: times.length, ms: performance.now() - started, times };
}

/** The first answer of a dialogue; undefined while the bot does not take updates yet. */
export async function firstAnswer({ api, webhook }: Talk): Promise<BotMessage | undefined> {
  const chat = ++lastChat;
  const answer = new Promise<BotMessage>((resolve) => api.next(chat, resolve));
  const status = await webhook.post(message(chat, "/desk")).catch(() => 0);
  return status === 200 ? answer : undefined;
}

async function dialogue({ api, webhook }: Talk, until: number, times: number[]): Promise<void> {
  const chat = ++lastChat;
  const steps = ++dialogues % CANCELLED_EVERY === 0 ? CANCELLED : OPENED;
  let last: BotMessage = { text: "", buttons: [] };
  for (const { move, answer } of steps) {
    if (performance.now() >= until) return;
    const sent = performance.now();
    let answered = sent;
    const heard = new Promise<BotMessage>((resolve) =>
      api.next(chat, (said) => {
        answered = performance.now();
        resolve(said);
      }),
    );
    const taken = webhook.post(updateOf(chat, move, last)).then((status) => {
      if (status !== 200) throw new Error(`The bot answered an update with ${status}`);
    });
    const [said] = await Promise.all([heard, taken]);
    if (!answer.test(said.text)) {
      throw new Error(`Instead of ${answer} the bot said: ${said.text}`);
    }
    times.push(answered - sent);
    last = said;
  }
}

function updateOf(chat: number, move: Move, { buttons }: BotMessage): object {
  if (move.kind === "says") return message(chat, move.text);
  const button = buttons.find(({ text }) => move.label.test(text));
  if (!button) throw new Error(`No button ${move.label} among: ${buttons.map(({ text }) => text)}`);
  const id = ++lastUpdate;
  return {
    update_id: id,
    callback_query: {
      id: `callback-${id}`,
      from: personOf(chat),
      chat_instance: "1",
      message: { message_id: id, date: seconds(), chat: chatOf(chat), text: "…" },
      data: button.callback_data,
    },
  };
}

function message(chat: number, text: string): object {
  const id = ++lastUpdate;
  const entities = text.startsWith("/")
    ? { entities: [{ type: "bot_command", offset: 0, length: text.length }] }
    : {};
  const place = { message_id: id, date: seconds(), chat: chatOf(chat), from: personOf(chat) };
  return { update_id: id, message: { ...place, text, ...entities } };
}

function personOf(chat: number) {
  return { id: chat, is_bot: false, first_name: "林小满", language_code: "zh-hans" };
}

function chatOf(chat: number) {
  return { id: chat, type: "private", first_name: "林小满" };
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
