import { type CliCommand, wrongUsage } from "./cli/command.ts";
import { databaseFreeCommands } from "./cli/database-free.ts";
import { knowledgeProblemsOf } from "./cli/knowledge.ts";
import { readConfig } from "./config.ts";

const EXIT = { failed: 1, usage: 2, config: 78 } as const;

/** Runs the command that was named and sets how the process ends. */
export async function runCli([name = "help", ...rest]: readonly string[]): Promise<void> {
  const free = find(databaseFreeCommands, name);
  whenNobodyReads(() => {
    if (free) process.exit(0);
  });
  const command = free ?? find((await import("./cli/commands.ts")).commands, name);
  if (!command) {
    process.stderr.write(`There is no command ${name}; “help” lists what there is\n`);
    process.exit(EXIT.usage);
  }
  const read = readConfig(process.env);
  if ("mistakes" in read) {
    for (const mistake of read.mistakes) process.stderr.write(`${mistake}\n`);
    process.exit(EXIT.config);
  }
  try {
    process.exitCode = await command.run(rest, read);
  } catch (error) {
    const isWrongOption =
      error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
    const lines = knowledgeProblemsOf(error) ?? [error instanceof Error ? error.message : "failed"];
    for (const line of lines) process.stderr.write(`${line}\n`);
    process.exitCode = isWrongOption ? wrongUsage(command) : EXIT.failed;
  }
}

/**
 * Whoever reads the output may have read enough, as `head` does; that is no failure. A command with a database goes on
 * unheard: it must not leave the embedded server behind.
 */
function whenNobodyReads(stop: () => void): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") throw error;
    stop();
  });
}

function find(commands: readonly CliCommand[], name: string): CliCommand | undefined {
  return commands.find((candidate) => candidate.name === name);
}
