import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The master key of an embedded service: made once, kept beside the database for this user alone.
 * Whoever copies the data folder has both; for real use set ENCRYPTION_KEY instead.
 */
export async function embeddedKey(dataDir: string): Promise<string> {
  const file = join(dataDir, "encryption.key");
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(file, `${randomBytes(32).toString("base64")}\n`, { flag: "wx", mode: 0o600 });
    await chmod(file, 0o600);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return (await readFile(file, "utf8")).trim();
}
