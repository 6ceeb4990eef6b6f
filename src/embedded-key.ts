import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The master keys of an embedded service, newest first, one a line: made here, kept beside the database for
 * this user alone.
 * Whoever copies the data folder has both; for real use set ENCRYPTION_KEY instead.
 */
export async function embeddedKey(dataDir: string): Promise<string> {
  const file = embeddedKeyFile(dataDir);
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(file, `${newKey()}\n`, { flag: "wx", mode: 0o600 });
    await chmod(file, 0o600);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return (await readFile(file, "utf8")).trim();
}

/** Puts a new master key before the ones there are; the file is replaced as a whole. */
export async function addEmbeddedKey(dataDir: string): Promise<void> {
  const file = embeddedKeyFile(dataDir);
  const earlier = await embeddedKey(dataDir);
  const next = `${file}.new`;
  await writeFile(next, `${newKey()}\n${earlier}\n`, { mode: 0o600, flush: true });
  await rename(next, file);
}

/** The keys that lie in the data folder; undefined when there are none, and none are made. */
export async function keyInFolder(dataDir: string): Promise<string | undefined> {
  try {
    return (await readFile(embeddedKeyFile(dataDir), "utf8")).trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Where they lie. */
export function embeddedKeyFile(dataDir: string): string {
  return join(dataDir, "encryption.key");
}

function newKey(): string {
  return randomBytes(32).toString("base64");
}
