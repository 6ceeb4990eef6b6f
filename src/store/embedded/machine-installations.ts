import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { type Installation, inspectBin } from "./installation.ts";

const run = promisify(execFile);

/** Where distributions keep each major version in a folder of its own, outside PATH. */
const VERSIONED = [
  { parent: "/usr/lib/postgresql", name: /^(\d+)$/ },
  { parent: "/usr", name: /^pgsql-(\d+)$/ },
];

async function pathFolders(): Promise<string[]> {
  return (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
}

async function pgConfigFolder(): Promise<string[]> {
  try {
    return [(await run("pg_config", ["--bindir"])).stdout.trim()];
  } catch {
    return [];
  }
}

async function versionedFolders(): Promise<string[]> {
  const found: { bin: string; major: number }[] = [];
  for (const { parent, name } of VERSIONED) {
    for (const entry of await readdir(parent).catch(() => [])) {
      const major = name.exec(entry)?.[1];
      if (major !== undefined)
        found.push({ bin: join(parent, entry, "bin"), major: Number(major) });
    }
  }
  return found.sort((a, b) => b.major - a.major).map(({ bin }) => bin);
}

/**
 * The machine's own usable installations: those on PATH, the one `pg_config` names, then the
 * versioned folders, newest first. Looked up one by one: the first is usually enough.
 */
export async function* machineInstallations(): AsyncGenerator<Installation> {
  const seen = new Set<string>();
  for (const list of [pathFolders, pgConfigFolder, versionedFolders]) {
    for (const bin of await list()) {
      const installation = await inspectBin(bin, "machine");
      if (installation === undefined || seen.has(installation.bin)) continue;
      seen.add(installation.bin);
      yield installation;
    }
  }
}
