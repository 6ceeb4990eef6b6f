import { parseArgs } from "node:util";
import { exportPerson } from "../domain/data-rights.ts";
import { keepErasures, NOT_NOTED } from "../erasure-ledger.ts";
import { OPERATOR } from "../store/audit.ts";
import { accountNamed } from "./account.ts";
import { type CliCommand, wrongUsage } from "./command.ts";
import { newFolder, writeFilesOf } from "./person-files.ts";
import { withStore } from "./store.ts";

export const exportCommand: CliCommand = {
  name: "export",
  usage: "export --person PLATFORM:ID [--files NEW-FOLDER]",
  does: "everything held about a person, as JSON, and what they handed in as files; that it was exported is noted",
  run: (words, settings) => {
    const { person: account, files: folder } = namedIn(words);
    if (account === undefined) return Promise.resolve(wrongUsage(exportCommand));
    return withStore(settings, async (store) => {
      const named = await accountNamed(store, account);
      if (!named) return 1;
      if (folder !== undefined && !(await newFolder(folder))) {
        process.stderr.write("That folder exists already, or cannot be made: name a new one\n");
        return 1;
      }
      const { person } = named;
      const data = await store.inTransaction((transaction) =>
        exportPerson(transaction, person, OPERATOR),
      );
      const files = folder === undefined ? undefined : await writeFilesOf(store, person, folder);
      process.stdout.write(`${JSON.stringify({ account, person, data, files }, null, 2)}\n`);
      return 0;
    });
  },
};

export const forgetCommand: CliCommand = {
  name: "forget",
  usage: "forget --person PLATFORM:ID",
  does: "erase a person at once: their key is destroyed, what is open is closed, nothing is sent to them",
  run: (words, settings) => {
    const { person: account, files } = namedIn(words);
    if (account === undefined || files !== undefined) {
      return Promise.resolve(wrongUsage(forgetCommand));
    }
    return withStore(settings, async (store) => {
      const named = await accountNamed(store, account);
      if (!named || !(await store.people.erase(named.person, OPERATOR))) return 1;
      await keepErasures(store, settings.config.dataDir, tellNotNoted);
      process.stdout.write(`${named.person} is erased\n`);
      return 0;
    });
  },
};

export const unlinkCommand: CliCommand = {
  name: "unlink",
  usage: "unlink PLATFORM:ID",
  does: "take an account out of the person it was linked with; what both did until now stays with that person",
  run: (words, settings) => {
    const [account, ...rest] = words;
    if (account === undefined || rest.length > 0) return Promise.resolve(wrongUsage(unlinkCommand));
    return withStore(settings, async (store) => {
      const named = await accountNamed(store, account);
      if (!named) return 1;
      const person = await store.people.split(named);
      if (person === undefined) {
        process.stderr.write("That is their only account: there is nothing to take it out of\n");
        return 1;
      }
      const details = { from: named.person };
      await store.audit.add({ who: OPERATOR, what: "person.unlinked", onWhat: person, details });
      process.stdout.write(`${account} is a person of their own now: ${person}\n`);
      return 0;
    });
  },
};

/** For whoever erases at the command line: it is done, and one thing is left to do. */
export function tellNotNoted(): void {
  process.stderr.write(`${NOT_NOTED}\n`);
}

function namedIn(words: readonly string[]) {
  const options = { person: { type: "string" }, files: { type: "string" } } as const;
  return parseArgs({ args: [...words], options }).values;
}
