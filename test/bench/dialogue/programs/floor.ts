import { Agent, createServer, request } from "node:http";
import postgres from "postgres";
import { CHECK, CONSENT, DESKS, TEXTS } from "./texts.ts";

/**
 * The floor: the least that a bot without a framework does. One transaction a message: dedupe, locked read,
 * state, outbox and at the end the ticket; then the acknowledgement and the call. It keeps no transcript,
 * marks nothing as sent and seals nothing.
 */

interface Update {
  readonly update_id: number;
  readonly message?: { readonly chat: { readonly id: number }; readonly text?: string };
  readonly callback_query?: {
    readonly id: string;
    readonly data?: string;
    readonly message?: { readonly chat: { readonly id: number } };
  };
}

interface State {
  readonly step: "topic" | "question" | "consent" | "check" | "done";
  readonly topic?: string;
  readonly question?: string;
}

interface Reply {
  readonly text: string;
  readonly reply_markup?: object;
}

const POOL = 10;
const root = new URL(process.env["TELEGRAM_API_ROOT"] ?? "");
const token = process.env["TELEGRAM_BOT_TOKEN"] ?? "";
const secret = process.env["TELEGRAM_WEBHOOK_SECRET"] ?? "";
const sql = postgres(process.env["DATABASE_URL"] ?? "", {
  max: POOL,
  fetch_types: false,
  onnotice: () => undefined,
});
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

await sql.unsafe(`
  create table if not exists seen (update_id bigint primary key);
  create table if not exists chats (id bigint primary key, state text not null);
  create table if not exists outbox (id bigserial primary key, chat bigint not null, body text not null);
  create table if not exists bench_tickets (id bigserial primary key, chat bigint not null, topic text, question text)`);

function call(method: string, payload: object): Promise<void> {
  const body = JSON.stringify(payload);
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  };
  const path = `/bot${token}/${method}`;
  return new Promise((resolve, reject) => {
    const made = request(
      { host: root.hostname, port: root.port, path, method: "POST", agent, headers },
      (response) => {
        response.resume();
        response.on("end", () => resolve());
      },
    );
    made.on("error", reject);
    made.end(body);
  });
}

function step(before: State | undefined, said: string): { state: State; reply: Reply } {
  if (said === "/desk") {
    return { state: { step: "topic" }, reply: { text: TEXTS.topic, reply_markup: DESKS } };
  }
  switch (before?.step) {
    case "topic":
      return { state: { step: "question", topic: said }, reply: { text: TEXTS.question } };
    case "question":
      return {
        state: { ...before, step: "consent", question: said },
        reply: { text: TEXTS.consent, reply_markup: CONSENT },
      };
    case "consent":
      return {
        state: { ...before, step: "check" },
        reply: { text: TEXTS.check + (before.question ?? ""), reply_markup: CHECK },
      };
    case "check":
      return {
        state: { ...before, step: "done" },
        reply: { text: said === "check:yes" ? TEXTS.opened : TEXTS.cancelled },
      };
    case "done":
    case undefined:
      return { state: { step: "done" }, reply: { text: TEXTS.lost } };
  }
}

/** Resolves with what to send; undefined for a repeat. */
function apply(update: number, chat: number, said: string): Promise<Reply | undefined> {
  return sql.begin(async (transaction) => {
    const fresh = await transaction`
      insert into seen (update_id) values (${update}) on conflict do nothing returning update_id`;
    if (fresh.length === 0) return undefined;
    const [row] = await transaction<{ state: string }[]>`
      select state from chats where id = ${chat} for update`;
    const before = row && (JSON.parse(row.state) as State);
    const { state, reply } = step(before, said);
    await transaction`
      insert into chats (id, state) values (${chat}, ${JSON.stringify(state)})
      on conflict (id) do update set state = excluded.state`;
    let { text } = reply;
    if (text === TEXTS.opened) {
      const [ticket] = await transaction<{ id: string }[]>`
        insert into bench_tickets (chat, topic, question)
        values (${chat}, ${state.topic ?? ""}, ${state.question ?? ""}) returning id`;
      text += ticket?.id;
    }
    const said2 = { ...reply, text };
    await transaction`
      insert into outbox (chat, body) values (${chat}, ${JSON.stringify(said2)})`;
    return said2;
  });
}

async function handle(update: Update): Promise<(() => Promise<void>) | undefined> {
  const { message, callback_query: tap } = update;
  const chat = message?.chat.id ?? tap?.message?.chat.id;
  const said = message?.text ?? tap?.data;
  if (chat === undefined || said === undefined) return undefined;
  if (tap) void call("answerCallbackQuery", { callback_query_id: tap.id });
  const reply = await apply(update.update_id, chat, said);
  return reply && (() => call("sendMessage", { chat_id: chat, ...reply }));
}

const server = createServer((incoming, response) => {
  if (incoming.headers["x-telegram-bot-api-secret-token"] !== secret) {
    response.writeHead(401).end();
    return;
  }
  let body = "";
  incoming.setEncoding("utf8");
  incoming.on("data", (part: string) => {
    body += part;
  });
  incoming.on("end", () => {
    handle(JSON.parse(body) as Update).then(
      (send) => {
        response.writeHead(200).end();
        void send?.();
      },
      (error: unknown) => {
        console.error(error);
        response.writeHead(500).end();
      },
    );
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env["PORT"]), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
