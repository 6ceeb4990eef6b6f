import postgres from "postgres";
import { afterAll, beforeAll } from "vitest";
import { importEvents } from "../../../src/domain/events/import.ts";
import { signUp } from "../../../src/domain/events/sign-up.ts";
import type { SignUpRequest } from "../../../src/domain/events/work.ts";
import type { Transaction } from "../../../src/engine/terms.ts";
import { openStore, type Store } from "../../../src/store/store.ts";
import { testDatabase } from "../../support/postgres.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";
import { requestOf } from "./request.ts";

/** A wall time in Shanghai so many minutes from now. */
export function inMinutes(minutes: number): string {
  const at = new Date(Date.now() + minutes * 60_000 + 8 * 3_600_000);
  return at.toISOString().slice(0, "2026-12-03T19:00".length);
}

/** A zone in which it is about noon, so that what takes place now runs over no midnight. */
export function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours();
  if (ahead === 0) return "UTC";
  return `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

export const DAY = 24 * 60;

/** An event as an import file holds it: ten days ahead, unless told otherwise. */
export function eventOf(code: string, more: object = {}): object {
  return {
    code,
    kind: "沙龙",
    title: { zh: "数字沙龙", en: "Digital salon" },
    description: { zh: "聊微短剧", en: "On short dramas" },
    place: { zh: "V聚场一楼", en: "V Juchang, ground floor" },
    startsAt: inMinutes(10 * DAY),
    endsAt: inMinutes(10 * DAY + 120),
    capacity: 2,
    ...more,
  };
}

/** A database, a store on it and people, for one test file. */
export interface World {
  readonly store: Store;
  readonly url: string;
  readonly installation: string;
  person(name: string): Promise<string>;
  add(...events: readonly object[]): Promise<void>;
  run<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  signUp(person: string, code: string, more?: Partial<SignUpRequest>): ReturnType<typeof signUp>;
  /** Runs SQL past the store. */
  sql(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Texts of the messages to a person, oldest first. */
  heard(person: string): Promise<readonly string[]>;
}

export const OPTIONS = { zone: "Asia/Shanghai", state: "open" } as const;

/** Opens a world before the file's tests and closes it after them. */
export function openWorld(): World {
  let opened:
    | (Pick<World, "store" | "installation"> & { database: TestDatabase; sql: postgres.Sql })
    | undefined;
  const world = () => {
    if (!opened) throw new Error("The world is open while tests run");
    return opened;
  };
  beforeAll(async () => {
    const database = await testDatabase();
    const store = await openStore({
      url: database.url,
      masterKeys: [new Uint8Array(32).fill(7)],
      maxConnections: 30,
    });
    const installation = await store.installations.ensure("web", "playground");
    opened = { store, database, installation, sql: postgres(database.url, { max: 2 }) };
  });
  afterAll(async () => {
    await opened?.store.close();
    await opened?.sql.end();
    await opened?.database.drop();
  });
  return {
    get store() {
      return world().store;
    },
    get url() {
      return world().database.url;
    },
    get installation() {
      return world().installation;
    },
    person: (name) => world().store.people.ensureAccount(world().installation, name),
    async add(...events) {
      const run = world().store.inTransaction;
      const text = JSON.stringify(events);
      const { problems } = await importEvents(run, text, { ...OPTIONS, now: Date.now() });
      if (problems.length > 0) throw new Error(JSON.stringify(problems));
    },
    run: (work) => world().store.inTransaction(work),
    signUp: (person, code, more) =>
      world().store.inTransaction((transaction) =>
        signUp(transaction, requestOf(person, code, more)),
      ),
    sql: (text) => world().sql.unsafe(text),
    async heard(person) {
      const rows = await world().sql.unsafe(
        `select masked from outbound join deliveries on outbound = id
          where to_person = '${person}' order by position`,
      );
      return rows.map(({ masked }) => String(masked));
    },
  };
}
