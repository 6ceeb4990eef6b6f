import { erasuresIn, keepErasures, writeErasures } from "../erasure-ledger.ts";
import { type CliCommand, wrongUsage } from "./command.ts";
import { tellNotNoted } from "./person.ts";
import { withStore } from "./store.ts";

export const erasuresCommand: CliCommand = {
  name: "erasures",
  usage: "erasures list | erasures apply FILE",
  does: "who was erased, as hashes to keep beside backups; erase them again after an older one was restored",
  run: (words, settings) => {
    const [verb, file, ...rest] = words;
    if (verb === "list" && file === undefined) {
      return withStore(settings, async (store) => {
        process.stdout.write(writeErasures(await store.people.erasures()));
        return 0;
      });
    }
    if (verb !== "apply" || file === undefined || rest.length > 0) {
      return Promise.resolve(wrongUsage(erasuresCommand));
    }
    return withStore(settings, async (store) => {
      const noted = await erasuresIn(file);
      const count = await store.people.repeatErasures(noted);
      await keepErasures(store, settings.config.dataDir, tellNotNoted);
      process.stdout.write(`${count} people were erased again\n`);
      return 0;
    });
  },
};
