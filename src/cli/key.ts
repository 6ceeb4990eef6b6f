import { parseArgs } from "node:util";
import type { Store } from "../store/store.ts";
import { type CliCommand, wrongUsage } from "./command.ts";
import { withStore } from "./store.ts";

/** Keys of the systems that push case changes to us. */
export const keyCommand: CliCommand = {
  name: "key",
  usage: "key add NAME [--json] | key list [--json] | key revoke NAME",
  does: "keys with which the district's systems push case changes: make, see, take out of use",
  run: (words, settings) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: "boolean", default: false } },
    });
    const [verb, name = "", ...rest] = positionals;
    const isNamed = NAME.test(name) && rest.length === 0;
    if (verb === "list" && name === "") {
      return withStore(settings, (store) => list(store, values.json));
    }
    if (verb === "add" && isNamed) {
      return withStore(settings, (store) => add(store, name, values.json));
    }
    if (verb === "revoke" && isNamed) return withStore(settings, (store) => revoke(store, name));
    return Promise.resolve(wrongUsage(keyCommand));
  },
};

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;

async function add(store: Store, name: string, json: boolean): Promise<number> {
  const made = await store.apiKeys.add(name);
  if (!made) {
    process.stderr.write(`There was a key ${name} already; choose another name\n`);
    return 1;
  }
  process.stdout.write(json ? `${JSON.stringify({ name, ...made })}\n` : `${made.key}\n`);
  process.stderr.write("Keep it now: it is never shown again\n");
  return 0;
}

async function list(store: Store, json: boolean): Promise<number> {
  for (const { id, name, createdAt, lastUsedAt, revokedAt } of await store.apiKeys.list()) {
    const row = {
      id,
      name,
      createdAt: timeOf(createdAt),
      lastUsedAt: timeOf(lastUsedAt),
      revokedAt: timeOf(revokedAt),
    };
    const used = row.lastUsedAt === null ? "never used" : `last used ${row.lastUsedAt}`;
    const state = row.revokedAt === null ? "in use" : `revoked ${row.revokedAt}`;
    process.stdout.write(`${json ? JSON.stringify(row) : `${name}  ${state}  ${used}`}\n`);
  }
  return 0;
}

function timeOf(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

async function revoke(store: Store, name: string): Promise<number> {
  if (await store.apiKeys.revoke(name)) {
    process.stdout.write(`${name} is revoked\n`);
    return 0;
  }
  process.stderr.write(`There is no key ${name} in use; “key list” shows all of them\n`);
  return 1;
}
