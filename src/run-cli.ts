import { type CliCommand, wrongUsage } from "./cli/command.ts";
import { databaseFreeCommands } from "./cli/database-free.ts";
import { knowledgeProblemsOf } from "./cli/knowledge.ts";
import { readConfig } from "./config.ts";

const EXIT = { failed: 1, usage: 2, config: 78 } as const;

/** Runs the command that was named and sets how the process ends. */
export async function runCli([name = "help", ...rest]: readonly string[]): Promise<void> {
  stopWhenNobodyReads();
  const command =
    find(databaseFreeCommands, name) ?? find((await import("./cli/commands.ts")).commands, name);
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

/** Whoever reads the output may have read enough, as `head` does; that is no failure. */
function stopWhenNobodyReads(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
}

function find(commands: readonly CliCommand[], name: string): CliCommand | undefined {
  return commands.find((candidate) => candidate.name === name);
}
