import type { Config, Secrets } from "../config.ts";

/** What a command may use. */
export interface CliSettings {
  readonly config: Config;
  readonly secrets: Secrets;
}

/** One command of the operators' command line. */
export interface CliCommand {
  readonly name: string;
  readonly usage: string;
  readonly does: string;
  /** Resolves with the exit code: 0 done, 1 failed, 2 wrong usage. */
  run(words: readonly string[], settings: CliSettings): Promise<number>;
}

/** Says how a command is used; the exit code for wrong usage. */
export function wrongUsage({ usage }: Pick<CliCommand, "usage">): number {
  process.stderr.write(`usage: ${usage}\n`);
  return 2;
}
