import { auditCommand } from "./audit.ts";
import { backupCommand } from "./backup.ts";
import { broadcastCommand } from "./broadcast.ts";
import { casesCommand } from "./cases.ts";
import type { CliCommand } from "./command.ts";
import { consoleCommand } from "./console.ts";
import { migrateCommand, seedCommand } from "./database.ts";
import { databaseFreeCommands } from "./database-free.ts";
import { doctorCommand } from "./doctor.ts";
import { erasuresCommand } from "./erasures.ts";
import { eventsCommand } from "./events.ts";
import { failuresCommand } from "./failures.ts";
import { installationCommand } from "./installation.ts";
import { keyCommand } from "./key.ts";
import { keysCommand } from "./keys.ts";
import { exportCommand, forgetCommand, unlinkCommand } from "./person.ts";
import { restoreCommand } from "./restore.ts";
import { spacesCommand } from "./spaces.ts";
import { staffCommand } from "./staff.ts";

const helpCommand: CliCommand = {
  name: "help",
  usage: "help",
  does: "this list",
  run: async () => {
    for (const { usage, does } of commands) {
      const ways = usage.replaceAll(" | ", "\n");
      process.stdout.write(`${ways}\n    ${does}\n`);
    }
    return 0;
  },
};

/** Every command there is. */
export const commands: readonly CliCommand[] = [
  helpCommand,
  ...databaseFreeCommands,
  migrateCommand,
  doctorCommand,
  seedCommand,
  staffCommand,
  installationCommand,
  consoleCommand,
  broadcastCommand,
  spacesCommand,
  eventsCommand,
  casesCommand,
  keyCommand,
  failuresCommand,
  exportCommand,
  forgetCommand,
  unlinkCommand,
  erasuresCommand,
  auditCommand,
  keysCommand,
  backupCommand,
  restoreCommand,
];
