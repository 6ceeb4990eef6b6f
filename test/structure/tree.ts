import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project, with an ending slash. */
export const PROJECT = fileURLToPath(new URL("../../", import.meta.url));

/** A text file of the project; `path` is relative to the project, with forward slashes. */
export interface ProjectFile {
  readonly path: string;
  readonly source: string;
}

/** Paths of the files below a folder of the project that end in one of the endings, sorted; none if it isn't there. */
export function listFiles(folder: string, ...endings: readonly string[]): readonly string[] {
  return entriesOf(join(PROJECT, folder))
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(PROJECT, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/** The TypeScript and JavaScript files below some folders of the project, with their text. */
export function readSources(...folders: readonly string[]): readonly ProjectFile[] {
  return folders.flatMap((folder) => listFiles(folder, ".ts", ".js")).map(readProjectFile);
}

/** One file of the project. */
export function readProjectFile(path: string): ProjectFile {
  return { path, source: readFileSync(join(PROJECT, path), "utf8") };
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
