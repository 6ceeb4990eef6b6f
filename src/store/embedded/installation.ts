import { execFile } from "node:child_process";
import { access, constants, realpath } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The oldest PostgreSQL the service works on. */
export const OLDEST_MAJOR = 15;

/** The PostgreSQL programs in one folder. */
export interface Installation {
  readonly origin: "machine" | "package";
  /** Folder of `postgres` and `initdb`. */
  readonly bin: string;
  readonly major: number;
}

/** The path of one of the installation's programs. */
export function programOf(bin: string, name: "initdb" | "postgres"): string {
  return join(bin, process.platform === "win32" ? `${name}.exe` : name);
}

/** `postgres (PostgreSQL) 15.18 (Debian …)` → 15; undefined for anything else. */
function parseMajor(version: string): number | undefined {
  const major = /\(PostgreSQL\) (\d+)/.exec(version)?.[1];
  return major === undefined ? undefined : Number(major);
}

/**
 * What is installed in the folder; undefined when a program is missing, cannot run on this machine,
 * or is older than the service can use. Links are followed, so that the programs find their files.
 */
export async function inspectBin(
  bin: string,
  origin: Installation["origin"],
): Promise<Installation | undefined> {
  try {
    const postgres = await realpath(programOf(bin, "postgres"));
    const real = join(postgres, "..");
    await access(programOf(real, "initdb"), constants.X_OK);
    const { stdout } = await run(postgres, ["--version"], { env: { LC_ALL: "C" }, cwd: real });
    const major = parseMajor(stdout);
    return major === undefined || major < OLDEST_MAJOR ? undefined : { origin, bin: real, major };
  } catch {
    return undefined;
  }
}
