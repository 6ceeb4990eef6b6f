import { parseArgs } from "node:util";
import { exportPerson } from "../domain/data-rights.ts";
import { keepErasures } from "../erasure-ledger.ts";
import { OPERATOR } from "../store/audit.ts";
import { personNamed } from "./account.ts";
import { type CliCommand, wrongUsage } from "./command.ts";
import { withStore } from "./store.ts";

export const exportCommand: CliCommand = {
  name: "export",
  usage: "export --person PLATFORM:ID",
  does: "everything held about a person, as JSON; that it was exported is noted",
  run: (words, settings) => {
    const account = accountIn(words);
    if (account === undefined) return Promise.resolve(wrongUsage(exportCommand));
    return withStore(settings, async (store) => {
      const person = await personNamed(store, account);
      if (person === undefined) return 1;
      const data = await store.inTransaction((transaction) =>
        exportPerson(transaction, person, OPERATOR),
      );
      process.stdout.write(`${JSON.stringify({ account, person, data }, null, 2)}\n`);
      return 0;
    });
  },
};

export const forgetCommand: CliCommand = {
  name: "forget",
  usage: "forget --person PLATFORM:ID",
  does: "erase a person at once: their key is destroyed, what is open is closed, nothing is sent to them",
  run: (words, settings) => {
    const account = accountIn(words);
    if (account === undefined) return Promise.resolve(wrongUsage(forgetCommand));
    return withStore(settings, async (store) => {
      const person = await personNamed(store, account);
      if (person === undefined || !(await store.people.erase(person, OPERATOR))) return 1;
      await keepErasures(store, settings.config.dataDir);
      process.stdout.write(`${person} is erased\n`);
      return 0;
    });
  },
};

function accountIn(words: readonly string[]): string | undefined {
  const { values } = parseArgs({ args: [...words], options: { person: { type: "string" } } });
  return values.person;
}
