import { type SpawnOptions, spawn } from "node:child_process";
import { delimiter } from "node:path";

/** A program with its arguments and, for a privileged parent, the user it starts as. */
export interface Invocation {
  readonly file: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/** How a program ended; `output` is its standard output and error together. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/**
 * The environment of PostgreSQL's programs: whatever LANG, LC_*, TZ and PG* say outside stays
 * outside, so that encoding, time zone, messages and connection defaults are always the same.
 */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "SystemRoot", "TEMP", "TMP"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const fallback = { PATH: ["/usr/bin", "/bin"].join(delimiter) };
  return { ...fallback, ...Object.fromEntries(kept), LC_ALL: "C", TZ: "UTC" };
}

/**
 * Where PostgreSQL's programs start: they insist on a working folder they can enter, and the
 * service's own may be closed to their user.
 */
function neutralFolder(): string {
  return process.platform === "win32" ? (process.env["SystemRoot"] ?? "C:\\") : "/";
}

/** The spawn options every program of ours starts with. */
export function spawnOptions({ uid, gid }: Invocation): SpawnOptions {
  return {
    env: cleanEnvironment(),
    cwd: neutralFolder(),
    windowsHide: true,
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  };
}

function collect(invocation: Invocation): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(invocation.file, invocation.args, {
      ...spawnOptions(invocation),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ ok: code === 0, output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}

/** Runs a program to its end; one that cannot be started counts as failed, with the reason as output. */
export async function runProgram(invocation: Invocation): Promise<Outcome> {
  try {
    return await collect(invocation);
  } catch (error) {
    return { ok: false, output: error instanceof Error ? error.message : String(error) };
  }
}
