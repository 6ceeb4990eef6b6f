import { parseArgs } from "node:util";
import { readAccountName } from "../domain/account-names.ts";
import { giveRole, removeRole } from "../domain/staff-roles.ts";
import { DESKS, ROLES } from "../engine/terms.ts";
import { OPERATOR } from "../store/audit.ts";
import type { StaffMember } from "../store/staff.ts";
import type { Store } from "../store/store.ts";
import { personOfName } from "./accounts.ts";
import { type CliCommand, type CliSettings, wrongUsage } from "./command.ts";
import { withStore } from "./store.ts";

export const staffCommand: CliCommand = {
  name: "staff",
  usage: `staff add PLATFORM:ID --role ${ROLES.join("|")} [--desk ${DESKS.join("|")}] | staff list [--json] | staff remove PLATFORM:ID`,
  does: "who may act for the service, and at which desks",
  run: (words, settings) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        role: { type: "string" },
        desk: { type: "string", multiple: true, default: [] },
        json: { type: "boolean", default: false },
      },
    });
    const [verb, name = "", ...rest] = positionals;
    if (verb === "list" && name === "") {
      return withStore(settings, (store) => list(store, values.json));
    }
    if (rest.length > 0 || !readAccountName(name)) return Promise.resolve(wrongUsage(staffCommand));
    if (verb === "remove") return withStore(settings, (store) => remove(store, settings, name));
    const role = ROLES.find((known) => known === values.role);
    const desks = DESKS.filter((desk) => values.desk.includes(desk));
    if (verb !== "add" || !role || desks.length !== values.desk.length) {
      return Promise.resolve(wrongUsage(staffCommand));
    }
    return withStore(settings, async (store) => {
      const person = await personNamed(store, settings, name);
      if (person === undefined) return 1;
      await store.inTransaction((transaction) =>
        giveRole(transaction, OPERATOR, person, { role, desks }),
      );
      process.stdout.write(`${name} is ${role} now\n`);
      return 0;
    });
  },
};

async function list(store: Store, json: boolean): Promise<number> {
  for (const member of await store.staff.list()) {
    const row = { account: accountOf(member), role: member.role, desks: member.desks };
    const line = [row.account, row.role, row.desks.join(",") || "-"].join("  ");
    process.stdout.write(`${json ? JSON.stringify(row) : line}\n`);
  }
  return 0;
}

function accountOf({ platform, installation, account }: StaffMember): string {
  if (platform === undefined) return OPERATOR;
  return platform === "slack"
    ? `slack:${installation ?? ""}/${account ?? ""}`
    : `${platform}:${account ?? ""}`;
}

async function remove(store: Store, settings: CliSettings, name: string): Promise<number> {
  const person = await personNamed(store, settings, name);
  if (person === undefined) return 1;
  const had = await store.inTransaction((transaction) => removeRole(transaction, OPERATOR, person));
  process.stdout.write(had ? `${name} has no role any more\n` : `${name} had no role\n`);
  return had ? 0 : 1;
}

/** Says what to do when the account cannot be told. */
export async function personNamed(
  store: Store,
  settings: CliSettings,
  name: string,
): Promise<string | undefined> {
  const account = readAccountName(name);
  const person =
    account &&
    (await store.inTransaction((transaction) => personOfName(transaction, settings, account)));
  if (person === undefined) {
    process.stderr.write(
      `There is no single bot for ${name} yet: set its token, or start the service with it once\n`,
    );
  }
  return person;
}
