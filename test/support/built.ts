import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { assemble } from "../../.ci/assemble.ts";
import { digestOfSources } from "./digest-of-sources.ts";
import { type Ended, type Environment, startNode } from "./program.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the programs that the global setup built. */
    readonly built: string;
  }
}

const CACHE = join("node_modules", ".cache", "juchang-tests");

/** Builds the programs unless they were built from these very files before; returns their folder. */
export async function buildPrograms(): Promise<string> {
  const built = join(CACHE, digestOfSources());
  if (existsSync(built)) return built;
  // Those of other states of the files; a run that still needs one would be of this folder's past.
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(join(CACHE, "unfinished-"));
  await assemble(unfinished);
  renameSync(unfinished, built);
  return built;
}

/** How Node is told to start the built service. */
export function builtService(): readonly string[] {
  const flags = ["--max-semi-space-size=8", "--heap-growing-percent=30"];
  return [...flags, join(inject("built"), "src", "main.js")];
}

/** Runs the operators' command line, as built, to its end; `input` is what it finds on standard input. */
export function runCli(
  words: readonly string[],
  environment: Environment,
  input?: string,
): Promise<Ended> {
  const program = join(inject("built"), "src", "cli.js");
  return startNode([program, ...words], environment, ".", input).ended;
}
