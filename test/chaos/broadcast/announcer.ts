import postgres from "postgres";
import type { BroadcastAct } from "../../../src/domain/broadcasts/machine.ts";
import { actOnBroadcast, createBroadcast } from "../../../src/domain/broadcasts/work.ts";
import { operatorAsStaff } from "../../../src/domain/staff-roles.ts";
import { OPERATOR } from "../../../src/store/audit.ts";
import type { BroadcastState } from "../../../src/store/schema/broadcasts.ts";
import { openStore } from "../../../src/store/store.ts";
import type { TelegramStandIn } from "../../stand-ins/telegram/server.ts";

/** An announcement's figures at one look, and how many copies were marked as under way. */
export interface Look {
  readonly state: BroadcastState;
  readonly audience: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
  readonly uncertain: number;
  readonly queued: number;
  readonly sending: number;
}

/** One recipient at the end. */
export interface Recipient {
  readonly chat: number;
  readonly state: string;
}

/** Staff at the command line: they announce while the service runs in processes of its own. */
export interface Announcer {
  /** Writes an announcement to everybody and starts it; returns its id. */
  announce(title: string): Promise<string>;
  act(what: BroadcastAct, id: string): Promise<void>;
  look(id: string): Promise<Look>;
  recipients(id: string): Promise<readonly Recipient[]>;
  /** The connection that holds the token now; undefined between two owners. */
  owner(): Promise<number | undefined>;
  close(): Promise<void>;
}

/** What an announcer is made of. */
export interface AnnouncerOptions {
  readonly databaseUrl: string;
  readonly masterKey: Uint8Array;
  readonly telegram: TelegramStandIn;
  readonly chats: number;
}

/** Opens it; so many people have written to the bot before. */
export async function openAnnouncer(options: AnnouncerOptions): Promise<Announcer> {
  const { databaseUrl, masterKey } = options;
  const store = await openStore({ url: databaseUrl, masterKeys: [masterKey] });
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => undefined });
  const installation = await store.installations.ensure(
    "telegram",
    String(options.telegram.world.bot.id),
  );
  const everybody = await acquaint(options, sql, (account) =>
    store.people.ensureAccount(installation, account),
  );
  await store.inTransaction(operatorAsStaff);

  const announcer: Announcer = {
    async announce(title) {
      const id = await store.inTransaction((transaction) =>
        createBroadcast(transaction, OPERATOR, {
          playground: false,
          topic: "service",
          audience: [{ kind: "people", people: everybody }],
          buttons: [{ kind: "read" }],
          required: [],
          content: {
            title: { zh: title, en: title },
            body: {
              zh: "今天的活动改到明晚七点。",
              en: "Today's event moves to tomorrow at seven.",
            },
          },
          override: "a trial",
        }),
      );
      if (id === undefined) throw new Error("The announcement was not written");
      await announcer.act("submit", id);
      return id;
    },
    async act(what, id) {
      const parts = { now: Date.now(), rateOf: () => 30 };
      const result = await store.inTransaction((transaction) =>
        actOnBroadcast(transaction, what, { id, by: OPERATOR }, parts),
      );
      // It may have ended in the same moment.
      if (result.kind !== "done" && result.kind !== "not_now") throw new Error(result.kind);
    },
    async look(id) {
      const [row] = await sql<Look[]>`
        select one.state, coalesce(counts.audience, 0) as audience, coalesce(sent, 0) as sent,
          coalesce(failed, 0) as failed, coalesce(skipped, 0) as skipped,
          coalesce(uncertain, 0) as uncertain, coalesce(queued, 0) as queued,
          (select count(*)::int from deliveries fate join broadcast_recipients its
            on its.outbound = fate.outbound
            where its.broadcast = one.id and fate.state = 'sending') as sending
        from broadcasts one left join broadcast_counts counts on counts.broadcast = one.id where one.id = ${id}`;
      if (!row) throw new Error("The announcement is gone");
      return row;
    },
    recipients: (id) => sql<Recipient[]>`
      select accounts.platform_id::bigint::float8 as chat,
        coalesce(one.skipped, fate.state, 'waiting') as state
      from broadcast_recipients one
      join accounts on accounts.person = one.person
      left join deliveries fate on fate.outbound = one.outbound
      where one.broadcast = ${id}`,
    async owner() {
      const [row] = await sql<{ pid: number }[]>`
        select pid from pg_locks where locktype = 'advisory' and granted
          and (classid::bigint << 32 | objid::bigint)
            = hashtextextended('juchang lock token ' || ${installation}::text, 0)`;
      return row?.pid;
    },
    async close() {
      await sql.end();
      await store.close();
    },
  };
  return announcer;
}

/** The bot has met them, and they it. */
async function acquaint(
  { telegram, chats }: AnnouncerOptions,
  sql: postgres.Sql,
  personOf: (account: string) => Promise<string>,
): Promise<readonly string[]> {
  const people: string[] = [];
  const next = async (): Promise<void> => {
    for (let left = chats / 4; left > 0; left -= 1) {
      const id = telegram.people.user("创作者");
      telegram.people.hasStarted(id);
      people.push(await personOf(String(id)));
    }
  };
  await Promise.all([next(), next(), next(), next()]);
  await sql`insert into spaces (id, installation, platform_id, kind)
    select 'direct-' || id, installation, platform_id, 'direct' from accounts
    where platform_id ~ '^[0-9]+$'`;
  await sql`update accounts set direct_space = 'direct-' || id where platform_id ~ '^[0-9]+$'`;
  return people;
}
