import { randomBytes } from "node:crypto";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Inside the data folder, so that a database and its password appear, move and vanish together. */
const PASSWORD_FILE = "juchang.password";

/** A password nobody has to type: 192 random bits, safe in an address. */
export function newPassword(): string {
  return randomBytes(24).toString("base64url");
}

/** Keeps the password beside the data, readable by its owner only. */
export async function keepPassword(folder: string, password: string): Promise<void> {
  const file = join(folder, PASSWORD_FILE);
  await writeFile(file, password, { mode: 0o600 });
  await chmod(file, 0o600);
}

/** The password of the database in the folder. */
export async function readPassword(folder: string): Promise<string> {
  return (await readFile(join(folder, PASSWORD_FILE), "utf8")).trim();
}
