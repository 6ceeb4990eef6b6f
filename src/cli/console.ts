import { consoleAddress, consoleLinkUrl } from "../console-address.ts";
import { createConsoleSecrets, LINK_MINUTES, makeLink } from "../domain/console-access.ts";
import { operatorAsStaff } from "../domain/staff-roles.ts";
import { type CliCommand, wrongUsage } from "./command.ts";
import { personNamed } from "./staff.ts";
import { withStore } from "./store.ts";

export const consoleCommand: CliCommand = {
  name: "console",
  usage: "console link [PLATFORM:ID]",
  does: `a one-time link to the console, good for ${LINK_MINUTES} minutes: for you, or for a member of staff`,
  run: ([verb, name, ...rest], settings) => {
    if (verb !== "link" || rest.length > 0) return Promise.resolve(wrongUsage(consoleCommand));
    return withStore(settings, async (store) => {
      const person =
        name === undefined
          ? await store.inTransaction(operatorAsStaff)
          : await personNamed(store, settings, name);
      if (person === undefined) return 1;
      const secrets = createConsoleSecrets(store.keyedHash("console"));
      const link = await store.inTransaction((transaction) =>
        makeLink(transaction, secrets, person),
      );
      if (link === undefined) {
        process.stderr.write(`${name ?? ""} has no role: give one with “staff add”\n`);
        return 1;
      }
      process.stdout.write(`${consoleLinkUrl(consoleAddress(settings.config), link)}\n`);
      return 0;
    });
  },
};
