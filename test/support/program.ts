import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { watchOutput } from "./leaks/watch.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a program came to. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program of ours under way. */
export interface Program {
  readonly pid: number;
  /** Resolves with what it has printed so far once that matches; rejects when it ends before. */
  prints(pattern: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

/** Only what a program needs of this machine; nothing that a developer happens to have set. */
function environmentOf(own: Environment): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, ...own };
}

const underWay = new Set<ChildProcess>();

/** Ends what a failed test left running. */
export function killPrograms(): void {
  for (const child of underWay) child.kill("SIGKILL");
}

/** Runs one of our TypeScript files as `npm` would, from the project's folder or a copy of it. */
export function startProgram(
  file: string,
  words: readonly string[],
  environment: Environment,
  folder = ".",
  input?: string,
): Program {
  return startNode([...FROM_SOURCE, file, ...words], environment, folder, input);
}

const FROM_SOURCE = [
  "--max-semi-space-size=4",
  "--heap-growing-percent=30",
  "--import",
  "tsx",
] as const;

/** Runs Node with these arguments, one of which is a program of ours. */
export function startNode(
  words: readonly string[],
  environment: Environment,
  folder = ".",
  input?: string,
): Program {
  const child = spawn(process.execPath, [...words], {
    cwd: folder,
    env: environmentOf(environment),
    stdio: ["pipe", "pipe", "pipe"],
  });
  // A program that reads nothing may end before; that is no failure of the test.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (part: Buffer) => {
    stdout += part.toString();
  });
  child.stderr.on("data", (part: Buffer) => {
    stderr += part.toString();
  });
  underWay.add(child);
  const ended = once(child, "close").then(() => {
    underWay.delete(child);
    watchOutput("program", stderr);
    // What a command prints is what it was asked for; what the service prints is its log.
    if (words.some((word) => /\bmain\.[jt]s$/.test(word))) watchOutput("program", stdout);
    return { code: child.exitCode, stdout, stderr };
  });
  if (child.pid === undefined) throw new Error(`${words.join(" ")} did not start`);
  return {
    pid: child.pid,
    ended,
    kill: (signal) => child.kill(signal),
    async prints(pattern) {
      while (!pattern.test(stdout)) {
        const early = await Promise.race([once(child.stdout, "data"), ended]);
        if ("code" in early && !pattern.test(stdout)) {
          throw new Error(`It ended with ${early.code}: ${early.stderr}`);
        }
      }
      return stdout;
    },
  };
}

/** Runs the operators' command line to its end; `input` is what it finds on standard input. */
export function runCli(
  words: readonly string[],
  environment: Environment,
  input?: string,
): Promise<Ended> {
  return startProgram("src/cli.ts", words, environment, ".", input).ended;
}
