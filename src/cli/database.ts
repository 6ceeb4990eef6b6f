import { parseArgs } from "node:util";
import { seedPlayground } from "../demo.ts";
import { seedEvents } from "../demo-events.ts";
import { PLATFORMS } from "../engine/adapter.ts";
import { DESKS, ROLES } from "../engine/terms.ts";
import { OPERATOR } from "../store/audit.ts";
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
  does: "the playground's staff and their desks, and events to sign up for",
  run: (words, settings) => {
    if (words[0] !== "demo") return Promise.resolve(wrongUsage(seedCommand));
    return withStore(settings, async (store) => {
      await seedPlayground(store, await store.installations.ensure("web", "playground"));
      await seedEvents(store, settings.config.timezone);
      process.stdout.write("demo content is there\n");
      return 0;
    });
  },
};

export const staffCommand: CliCommand = {
  name: "staff",
  usage: `staff add PLATFORM:ID --role ${ROLES.join("|")} [--desk ${DESKS.join("|")}]`,
  does: "give somebody a role, and a desk to work at",
  run: (words, settings) => {
    const wish = readStaffWords(words);
    if (!wish) return Promise.resolve(wrongUsage(staffCommand));
    return withStore(settings, async (store) => {
      const installation = await store.installations.ensure(wish.platform, wish.bot);
      const person = await store.people.ensureAccount(installation, wish.account);
      await store.staff.setPosition(person, { role: wish.role, desks: wish.desks });
      const { role, desks } = wish;
      const details = { role, desks };
      await store.audit.add({ who: OPERATOR, what: "role.changed", onWhat: person, details });
      process.stdout.write(`${wish.platform}:${wish.account} is ${role} now\n`);
      return 0;
    });
  },
};

function readStaffWords(words: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { role: { type: "string" }, desk: { type: "string", multiple: true, default: [] } },
  });
  const [verb, account = ""] = positionals;
  const [platformName, id = ""] = account.split(":");
  const platform = PLATFORMS.find((known) => known === platformName);
  const role = ROLES.find((known) => known === values.role);
  const desks = DESKS.filter((desk) => values.desk.includes(desk));
  if (verb !== "add" || platform !== "web" || !role || id === "") return undefined;
  if (desks.length !== values.desk.length) return undefined;
  return { platform, bot: "playground", account: id, role, desks };
}
