import { load } from "js-yaml";
import { z } from "zod";
import type { ProjectFile } from "./tree.ts";
import type { KeptWords } from "./wording.ts";

/** Where a value of a data file lacks one of its languages, one sentence each. */
export function missingLanguages(file: ProjectFile): readonly string[] {
  return missingIn(load(dataOf(file)), file.path);
}

/** The proper names of the glossary file: they keep their spelling in both languages. */
export function namesIn(file: ProjectFile): KeptWords {
  const names = z
    .array(z.object({ zh: z.string(), en: z.string(), aliases: z.array(z.string()) }))
    .parse(load(file.source));
  return {
    zh: names.flatMap(({ zh, aliases }) => [zh, ...aliases]),
    en: names.flatMap(({ zh, en, aliases }) => [zh, en, ...aliases]),
  };
}

/** The data of a YAML file, or the front matter of a Markdown file. */
function dataOf({ path, source }: ProjectFile): string {
  if (!path.endsWith(".md")) return source;
  return /^---\n(.*?)\n---\n/su.exec(source)?.[1] ?? "";
}

function missingIn(value: unknown, at: string): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "zh" in value || "en" in value ? languageProblems(value, at) : [];
  const inner = Object.entries(value).flatMap(([key, each]) => missingIn(each, `${at} › ${key}`));
  return [...own, ...inner];
}

function languageProblems(value: object, at: string): readonly string[] {
  const values = new Map<string, unknown>(Object.entries(value));
  const missing = ["zh", "en"].filter((language) => isEmpty(values.get(language)));
  return missing.map((language) => `${at}: ${language} is missing or empty`);
}

function isEmpty(value: unknown): boolean {
  if (typeof value === "string") return value.trim() === "";
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
