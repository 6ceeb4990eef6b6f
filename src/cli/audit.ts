import { parseArgs } from "node:util";
import type { AuditFilter, WrittenEntry } from "../store/audit.ts";
import type { Store } from "../store/store.ts";
import { accountNamed } from "./account.ts";
import { type CliCommand, wrongUsage } from "./command.ts";
import { withStore } from "./store.ts";

const DAY_MS = 24 * 60 * 60_000;
const SHOWN = 100;

export const auditCommand: CliCommand = {
  name: "audit",
  usage:
    "audit [--who ID|PLATFORM:ID] [--on ID|PLATFORM:ID] [--what KIND] [--days N] [--limit N] [--json]",
  does: "who did what, on what, when; the newest first",
  run: (words, settings) => {
    const asked = read(words);
    if (!asked) return Promise.resolve(wrongUsage(auditCommand));
    return withStore(settings, async (store) => {
      const filter = await filterOf(store, asked);
      if (!filter) return 1;
      for (const entry of await store.audit.recent(asked.limit, filter)) {
        process.stdout.write(`${asked.json ? JSON.stringify(shown(entry)) : line(entry)}\n`);
      }
      return 0;
    });
  },
};

type Asked = NonNullable<ReturnType<typeof read>>;

function read(words: readonly string[]) {
  const { values } = parseArgs({
    args: [...words],
    options: {
      who: { type: "string" },
      on: { type: "string" },
      what: { type: "string" },
      days: { type: "string" },
      limit: { type: "string", default: String(SHOWN) },
      json: { type: "boolean", default: false },
    },
  });
  const { days, limit, ...rest } = values;
  if (!/^[1-9]\d{0,5}$/.test(limit) || !/^[1-9]\d{0,4}$/.test(days ?? "1")) return undefined;
  return { ...rest, limit: Number(limit), days: days === undefined ? undefined : Number(days) };
}

async function filterOf(store: Store, asked: Asked): Promise<AuditFilter | undefined> {
  const filter: { who?: string; onWhat?: string; what?: string; since?: number } = {};
  if (asked.who !== undefined) {
    const who = await idOf(store, asked.who);
    if (who === undefined) return undefined;
    filter.who = who;
  }
  if (asked.on !== undefined) {
    const on = await idOf(store, asked.on);
    if (on === undefined) return undefined;
    filter.onWhat = on;
  }
  if (asked.what !== undefined) filter.what = asked.what;
  if (asked.days !== undefined) {
    const { now } = await store.databaseNow();
    filter.since = now - asked.days * DAY_MS;
  }
  return filter;
}

/** An id stands for itself; an account for its person. */
async function idOf(store: Store, name: string): Promise<string | undefined> {
  return name.includes(":") ? (await accountNamed(store, name))?.person : name;
}

function shown({ at, ...entry }: WrittenEntry) {
  return { at: new Date(at).toISOString(), ...entry };
}

function line(entry: WrittenEntry): string {
  const { at, who, what, onWhat, details } = shown(entry);
  return [at, who, what, onWhat, JSON.stringify(details)].join("  ");
}
