import { createHash } from "node:crypto";
import { z } from "zod";
import { listFiles, type ProjectFile, readProjectFile } from "./tree.ts";

/** Files that never change once they have landed, each with the hash of its text. */
export type Lock = Readonly<Record<string, string>>;

/** Where the lock of the project lies. */
export const LOCK_PATH = "test/structure/append-only.lock.json";

/** The graph of every flow version and every migration: data of yesterday still refers to them. */
export function appendOnlyFiles(): readonly ProjectFile[] {
  const graphs = listFiles("flows", ".json").filter((path) => path.includes("/graphs/"));
  return [...graphs, ...listFiles("migrations", ".sql")].map(readProjectFile);
}

/** The lock of the project. */
export function readLock(): Lock {
  return z.record(z.string(), z.string()).parse(JSON.parse(readProjectFile(LOCK_PATH).source));
}

/** The hash a lock keeps of a text. */
function hashOf(source: string): string {
  return createHash("sha256").update(source).digest("hex");
}

/** Locked files that changed or are gone, one sentence each. */
export function brokenPromises(lock: Lock, files: readonly ProjectFile[]): readonly string[] {
  const present = new Map(files.map((file) => [file.path, hashOf(file.source)]));
  return Object.entries(lock).flatMap(([path, hash]) => {
    if (!present.has(path)) return [`${path} has landed and can't be deleted: restore it`];
    if (present.get(path) === hash) return [];
    return [`${path} has landed and can't be changed: restore it and add a new one instead`];
  });
}

/** Files the lock doesn't hold yet, one sentence each. */
export function unlocked(lock: Lock, files: readonly ProjectFile[]): readonly string[] {
  return files
    .filter(({ path }) => !(path in lock))
    .map(({ path }) => `${path} is new: npm run lock adds it to ${LOCK_PATH}`);
}

/** The lock with the new files added, in the order of their paths. */
export function extended(lock: Lock, files: readonly ProjectFile[]): Lock {
  const added = files.map(({ path, source }) => [path, hashOf(source)] as const);
  const entries = Object.entries({ ...Object.fromEntries(added), ...lock });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
