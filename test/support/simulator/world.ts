import { randomBytes } from "node:crypto";
import { createTokens, type Tokens } from "../../../src/delivery/tokens.ts";
import type { Desk, Role } from "../../../src/engine/terms.ts";
import { openStore, type Store } from "../../../src/store/store.ts";
import { type DatabaseClock, takeClock } from "./database-clock.ts";

/** What outlives every process of the service: the database, its clock and the keys. */
export interface World {
  readonly databaseUrl: string;
  readonly clock: DatabaseClock;
  readonly masterKeys: readonly Uint8Array[];
  readonly tokens: Tokens;
  /** A store beside the service, for looking at things and for appointing staff. */
  readonly office: Store;
  /** Forgets everybody and everything. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a migrated database for simulations, one after the other. */
export async function openWorld(databaseUrl: string): Promise<World> {
  const masterKeys = [randomBytes(32)];
  const clock = await takeClock(databaseUrl);
  const office = await openStore({ url: databaseUrl, masterKeys });
  let resets = 0;
  return {
    databaseUrl,
    clock,
    masterKeys,
    tokens: createTokens(masterKeys),
    office,
    async reset() {
      resets += 1;
      await (resets % TRUNCATE_EVERY === 0 ? truncateAll(clock) : deleteAll(clock));
    },
    async close() {
      await office.close();
      await clock.close();
    },
  };
}

/** Deleting a few rows takes a hundredth of the time of emptying every file; what is left of them adds up. */
const TRUNCATE_EVERY = 100;

const TABLES = `select quote_ident(table_name) as name from information_schema.tables
  where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'service_keys'`;

async function truncateAll({ sql }: DatabaseClock): Promise<void> {
  const tables = await sql.unsafe<{ name: string }[]>(TABLES);
  await sql.unsafe(`truncate ${tables.map(({ name }) => name).join(", ")} restart identity`);
}

async function deleteAll({ sql }: DatabaseClock): Promise<void> {
  await sql.unsafe(`do $$ declare one record; begin
    perform set_config('session_replication_role', 'replica', true);
    for one in ${TABLES} loop execute 'delete from ' || one.name; end loop;
    for one in select quote_ident(sequencename) as name, start_value from pg_sequences
      where schemaname = 'public' loop perform setval(one.name::regclass, one.start_value, false); end loop;
  end $$`);
}

/** Gives an account of the platform a position. */
export async function appoint(
  { office }: World,
  installation: string,
  account: string,
  role: Role,
  desks: readonly Desk[],
): Promise<void> {
  const person = await office.people.ensureAccount(installation, account);
  await office.staff.setPosition(person, { role, desks });
}
