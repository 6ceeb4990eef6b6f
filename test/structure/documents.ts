import { posix } from "node:path";
import type { ProjectFile } from "./tree.ts";

const SCRIPT = /\bnpm (?:run(?: -s| --silent)* (?<named>[\w:.-]+)|(?<short>start|test)\b)/g;

/** Scripts a document tells people to run that package.json doesn't have, one sentence each. */
export function unknownScripts(
  document: ProjectFile,
  scripts: readonly string[],
): readonly string[] {
  const told = [...document.source.matchAll(SCRIPT)].map(
    ({ groups }) => groups?.["named"] ?? groups?.["short"] ?? "",
  );
  return [...new Set(told)]
    .filter((name) => !scripts.includes(name))
    .map((name) => `${document.path}: package.json has no script "${name}"`);
}

const LINK = /\]\((?!https?:|mailto:|#)(?<target>[^)\s#]+)/g;

/** Files a document links to that aren't there, one sentence each. */
export function deadLinks(
  document: ProjectFile,
  exists: (path: string) => boolean,
): readonly string[] {
  const targets = [...document.source.matchAll(LINK)].map(({ groups }) => groups?.["target"] ?? "");
  return [...new Set(targets)]
    .filter((target) => !exists(posix.join(posix.dirname(document.path), target)))
    .map((target) => `${document.path}: ${target} is not there`);
}

/** The npm commands of a shell script, in their order. */
export function npmCommands(script: string): readonly string[] {
  return script
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("npm "));
}
