import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";
import { promisify } from "node:util";
import { codeOf } from "./embedded-error.ts";

const run = promisify(execFile);

/** Fields of `/proc/PID/stat` from the state on (proc(5), field 3); undefined where there is none. */
async function statFields(pid: number): Promise<string[] | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

/** Whether a process with this number is running; one that has ended but was not yet collected is not. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return false;
  }
  const state = (await statFields(pid))?.[0];
  return state !== "Z" && state !== "X";
}

/**
 * When the process started, in clock ticks since boot (proc(5), field 22): with the number it
 * identifies a process although numbers are used again. Undefined outside Linux.
 */
export async function startTicks(pid: number): Promise<string | undefined> {
  return (await statFields(pid))?.[19];
}

/** The process's command line; undefined when the system does not tell. */
async function commandLine(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === "linux") {
      return (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ");
    }
    return (await run("ps", ["-o", "command=", "-p", String(pid)])).stdout;
  } catch {
    return undefined;
  }
}

/**
 * Whether the process is a PostgreSQL server of this data folder. PostgreSQL works inside its data
 * folder and is started with `-D`, so either tells; where the system tells neither, it is believed
 * and the connection check decides.
 */
export async function servesFolder(pid: number, folder: string): Promise<boolean> {
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === folder;
  } catch {
    const command = await commandLine(pid);
    return command === undefined || command.includes(folder);
  }
}
