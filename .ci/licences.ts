import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PACKAGE = /^(?<folder>.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const NO_TEXT = "The package holds no text of its licence.";
const LICENCE_FILE = /^(?:licen[cs]e|notice|copying)(?:\.|-|$)/i;

/** The packages that files belong to, each once, with the texts of their licences. */
export function licencesOf(files: readonly string[]): string {
  const folders = new Set(files.flatMap((file) => PACKAGE.exec(file)?.groups?.["folder"] ?? []));
  return [...folders]
    .sort()
    .map(licenceOf)
    .join(`\n${"=".repeat(80)}\n\n`);
}

function licenceOf(folder: string): string {
  const described: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const { name, version, license, author } = Object(described);
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .map((file) => readFileSync(join(folder, file), "utf8").trim());
  const title = `${name} ${version} (${license})`;
  const by = `Author: ${Object(author).name ?? "as the package says"}`;
  return `${[title, ...(texts.length > 0 ? texts : [by, NO_TEXT])].join("\n\n")}\n`;
}
