import { seedPlayground } from "../demo.ts";
import { seedAnnouncements } from "../demo-announcements.ts";
import { seedCases } from "../demo-cases.ts";
import { seedEvents } from "../demo-events.ts";
import { type CliCommand, wrongUsage } from "./command.ts";
import { withStore } from "./store.ts";

export const migrateCommand: CliCommand = {
  name: "migrate",
  usage: "migrate",
  does: "bring the database to this version's schema",
  run: (_words, settings) =>
    withStore(settings, async (_store, { describe }) => {
      process.stdout.write(`${describe}\nmigrated\n`);
      return 0;
    }),
};

export const seedCommand: CliCommand = {
  name: "seed",
  usage: "seed demo",
  does: "demo content: the playground's staff and their desks, events, announcements and applications",
  run: (words, settings) => {
    if (words[0] !== "demo") return Promise.resolve(wrongUsage(seedCommand));
    return withStore(settings, async (store) => {
      const installation = await store.installations.ensure("web", "playground");
      await seedPlayground(store, installation);
      await seedEvents(store, settings.config.timezone);
      await seedAnnouncements(store, installation);
      await seedCases(store, settings.config.timezone);
      process.stdout.write("demo content is there\n");
      return 0;
    });
  },
};
