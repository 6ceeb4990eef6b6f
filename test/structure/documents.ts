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

const ANCHOR = /\]\((?!https?:)(?<target>[^)\s#]*)#(?<anchor>[^)\s]+)\)/g;

/** Headings a document links to that aren't there, one sentence each; `read` is the text of a file, if there is one. */
export function deadAnchors(
  document: ProjectFile,
  read: (path: string) => string | undefined,
): readonly string[] {
  return [...document.source.matchAll(ANCHOR)].flatMap(({ groups }) => {
    const { target = "", anchor = "" } = groups ?? {};
    const path = target === "" ? document.path : posix.join(posix.dirname(document.path), target);
    const source = path === document.path ? document.source : read(path);
    if (source === undefined || anchorsOf(source).includes(anchor)) return [];
    return [`${document.path}: ${path} has no heading #${anchor}`];
  });
}

/** What GitHub calls a document's headings. */
function anchorsOf(source: string): readonly string[] {
  return [...source.matchAll(/^#{1,6} (?<heading>.+)$/gm)].map(({ groups }) =>
    (groups?.["heading"] ?? "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** The commands of the command line that stand in no document; `usages` are theirs, such as `key add NAME | key list`. */
export function undocumented(
  usages: readonly string[],
  documents: readonly ProjectFile[],
): readonly string[] {
  const texts = documents.map(({ source }) => source).join("\n");
  return usages
    .flatMap((usage) => usage.split(" | "))
    .map((way) => /^[a-z]+(?: (?:--)?[a-z]+)?/.exec(way)?.[0] ?? way)
    .filter((words) => !texts.includes(`\`${words}`) && !texts.includes(`cli -- ${words}`));
}

/** The npm commands of a shell script, in their order. */
export function npmCommands(script: string): readonly string[] {
  return script
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("npm "));
}
