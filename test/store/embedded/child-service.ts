import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { EmbeddedOptions } from "../../../src/store/embedded/open-embedded.ts";

const FIXTURE = fileURLToPath(new URL("./fixtures/use-database.ts", import.meta.url));

const reportSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("open"),
    url: z.string(),
    port: z.number(),
    version: z.string(),
    binaries: z.string(),
    describe: z.string(),
  }),
  z.object({ kind: z.literal("failed"), failure: z.string().optional(), message: z.string() }),
]);

/** What a service process said about the database it opened. */
export type Report = z.infer<typeof reportSchema>;

/** A process of its own that has the embedded database open. */
export interface ChildService {
  readonly report: Report;
  /** Leaves the database as a service does on SIGTERM; waits for the end. */
  leave(): Promise<void>;
  /** Ends the process without giving it a chance. */
  kill(): Promise<void>;
}

/** What stands around the process. */
export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** A command the process is started by, such as `setpriv …`. */
  readonly wrapper?: readonly string[];
}

const running = new Set<ChildProcess>();

async function reportOf(child: ChildProcess): Promise<Report> {
  if (child.stdout === null) throw new Error("the child has no output");
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
  });
  for await (const line of createInterface({ input: child.stdout })) {
    return reportSchema.parse(JSON.parse(line));
  }
  throw new Error(`the child said nothing: ${said}`);
}

/** Starts a process that opens the database and waits for what it says. */
export async function startService(
  options: EmbeddedOptions,
  { env = {}, wrapper = [] }: Surroundings = {},
): Promise<ChildService> {
  const command = [process.execPath, "--import", "tsx", FIXTURE, JSON.stringify(options)];
  const [file = process.execPath, ...args] = [...wrapper, ...command];
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: "pipe" });
  const ended = once(child, "exit");
  running.add(child);
  void ended.then(() => running.delete(child));
  const report = await reportOf(child);
  return {
    report,
    leave: async () => {
      child.kill("SIGTERM");
      await ended;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Ends every process a failed test left. */
export function killRemaining(): void {
  for (const child of running) child.kill("SIGKILL");
}
