import postgres from "postgres";
import type { Call, TelegramStandIn } from "../../stand-ins/telegram/server.ts";
import type { Balancer } from "./balancer.ts";
import type { Creator } from "./dialogue.ts";

/** What became of the dialogues. */
export interface Verdict {
  readonly people: number;
  /** Dialogues that came to their receipt. */
  readonly finished: number;
  /** Exactly one ticket, with the person's own question at the desk they chose. */
  readonly right: number;
  /** The prompts came in their order, repeats aside. */
  readonly inOrder: number;
  /** Prompts that came once more, over all chats. */
  readonly repeats: number;
  readonly mostRepeatsInAChat: number;
  /** Updates that were acknowledged and that no turn applied. */
  readonly lost: number;
  /** Tickets beyond one for each person. */
  readonly doubled: number;
  /** Messages that were committed and not sent. */
  readonly unsent: number;
  /** Calls the platform refused for a mistake of ours. */
  readonly refusals: readonly string[];
}

export interface Case {
  readonly databaseUrl: string;
  readonly telegram: TelegramStandIn;
  readonly balancer: Balancer;
  readonly creators: readonly Creator[];
}

interface TicketRow {
  readonly account: string;
  readonly desk: string;
  readonly masked: string;
}

const ORDER = ["topic", "question", "consent", "review", "receipt"].join();

/** Looks at the chats and behind the service, once everything is sent but `held` messages that have to wait. */
export async function judge(given: Case, held = 0): Promise<Verdict> {
  const { creators, telegram, balancer } = given;
  const sql = postgres(given.databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    const unsent = await leftToSend(sql, held);
    const tickets = await sql<TicketRow[]>`
      select accounts.platform_id as account, tickets.desk, tickets.masked
      from tickets join accounts on accounts.person = tickets.asker`;
    const ticketsOf = (creator: Creator) =>
      tickets.filter(({ account }) => account === String(creator.id));
    const isRight = (creator: Creator) => {
      const [ticket, ...more] = ticketsOf(creator);
      const { question, desk } = creator;
      return more.length === 0 && ticket?.masked === question && ticket.desk === desk;
    };
    const repeats = creators.map((creator) => {
      const seen = creator.seen();
      return seen.length - new Set(seen).size;
    });
    return {
      people: creators.length,
      finished: creators.filter((creator) => creator.seen().includes("receipt")).length,
      right: creators.filter(isRight).length,
      inOrder: creators.filter((creator) => [...new Set(creator.seen())].join() === ORDER).length,
      repeats: repeats.reduce((sum, count) => sum + count, 0),
      mostRepeatsInAChat: Math.max(0, ...repeats),
      lost: await countLost(sql, balancer),
      doubled: creators.reduce((sum, one) => sum + Math.max(0, ticketsOf(one).length - 1), 0),
      unsent,
      refusals: telegram.refusals().map((call) => told(telegram, call)),
    };
  } finally {
    await sql.end();
  }
}

/** A refused call, with what went before it in the second that the platform counts. */
function told({ calls }: TelegramStandIn, { method, description, parameters, at }: Call): string {
  const before = calls.filter(
    (call) =>
      ["sendMessage", "editMessageText"].includes(call.method) &&
      call.status === 200 &&
      call.at <= at &&
      call.at > at - 1_000,
  );
  const own = before.filter((call) => call.parameters["chat_id"] === parameters["chat_id"]);
  const counts = method === "sendMessage" ? ` (${before.length} before, ${own.length} there)` : "";
  return `${method}: ${description}${counts}`;
}

const SENT_WITHIN_MS = 30_000;

async function leftToSend(sql: postgres.Sql, held: number): Promise<number> {
  const until = performance.now() + SENT_WITHIN_MS;
  for (;;) {
    const [row] = await sql<{ left: number }[]>`
      select count(*)::int as left from deliveries where state <> 'sent'`;
    const left = Math.max(0, (row?.left ?? 0) - held);
    if (left === 0 || performance.now() > until) return left;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Each acknowledged update stands in the database with the turn that applied it. */
async function countLost(sql: postgres.Sql, { keyOf, passed }: Balancer): Promise<number> {
  const acknowledged = passed.filter(({ answer }) => answer === 200);
  const keys = new Set(acknowledged.map(({ update }) => keyOf(update)));
  const rows = await sql<{ key: string }[]>`
    select inbound.delivery_key as key
    from inbound join turns on turns.lane = inbound.lane and turns.revision = inbound.revision`;
  for (const { key } of rows) keys.delete(key);
  return keys.size;
}
