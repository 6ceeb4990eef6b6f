import { createServer } from "node:http";
import {
  type Conversation,
  type ConversationFlavor,
  conversations,
  createConversation,
  type VersionedState,
} from "@grammyjs/conversations";
import { Bot, type Context, webhookCallback } from "grammy";
import postgres from "postgres";
import { CHECK, CONSENT, DESKS, TEXTS } from "./texts.ts";

/** The same dialogue as people write it with grammY and its conversations, their state kept in PostgreSQL. */

type Own = ConversationFlavor<Context>;

const POOL = 10;
const sql = postgres(process.env["DATABASE_URL"] ?? "", {
  max: POOL,
  fetch_types: false,
  onnotice: () => undefined,
});
await sql.unsafe(`
  create table if not exists conversations (key text primary key, value text not null);
  create table if not exists bench_tickets (id bigserial primary key, chat bigint not null, topic text, question text)`);

async function openTicket(chat: number, topic: string, question: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into bench_tickets (chat, topic, question) values (${chat}, ${topic}, ${question}) returning id`;
  return row?.id ?? "";
}

async function desk(conversation: Conversation<Own, Context>, ctx: Context): Promise<void> {
  await ctx.reply(TEXTS.topic, { reply_markup: DESKS });
  const topic = await conversation.waitForCallbackQuery(/^topic:/);
  void topic.answerCallbackQuery();
  await topic.reply(TEXTS.question);
  const { message } = await conversation.waitFor("message:text");
  await ctx.reply(TEXTS.consent, { reply_markup: CONSENT });
  const consent = await conversation.waitForCallbackQuery(/^consent:/);
  void consent.answerCallbackQuery();
  await consent.reply(TEXTS.check + message.text, { reply_markup: CHECK });
  const check = await conversation.waitForCallbackQuery(/^check:/);
  void check.answerCallbackQuery();
  if (check.callbackQuery.data !== "check:yes") {
    await check.reply(TEXTS.cancelled);
    return;
  }
  const code = await conversation.external(() =>
    openTicket(message.chat.id, topic.callbackQuery.data, message.text),
  );
  await check.reply(TEXTS.opened + code);
}

const bot = new Bot<Own>(process.env["TELEGRAM_BOT_TOKEN"] ?? "", {
  client: { apiRoot: process.env["TELEGRAM_API_ROOT"] ?? "" },
});
bot.use(
  conversations({
    storage: {
      type: "key",
      adapter: {
        async read(key: string) {
          const [row] = await sql<{ value: string }[]>`
            select value from conversations where key = ${key}`;
          // The plugin's own data as it wrote it.
          return row && (JSON.parse(row.value) as VersionedState<never>);
        },
        async write(key: string, state: object) {
          await sql`
            insert into conversations (key, value) values (${key}, ${JSON.stringify(state)})
            on conflict (key) do update set value = excluded.value`;
        },
        async delete(key: string) {
          await sql`delete from conversations where key = ${key}`;
        },
      },
    },
  }),
);
bot.use(createConversation(desk));
bot.command("desk", (ctx) => ctx.conversation.enter("desk"));
await bot.init();

const callback = webhookCallback(bot, "http", {
  secretToken: process.env["TELEGRAM_WEBHOOK_SECRET"] ?? "",
});
const server = createServer((request, response) => {
  callback(request, response).catch(() => response.writeHead(500).end());
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env["PORT"]), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
