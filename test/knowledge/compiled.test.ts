import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compileKnowledge } from "../../.ci/compile-knowledge.ts";
import { COMPILED_FILE, openCompiled } from "../../src/knowledge/content/compiled.ts";
import { readKnowledge } from "../../src/knowledge/load.ts";
import { readProgrammes } from "../../src/knowledge/programmes/load.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "juchang-compiled-"));
  await cp(KNOWLEDGE_FOLDER, folder, { recursive: true });
  await compileKnowledge(folder);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function readCompiled() {
  return (await readKnowledge(folder, await openCompiled(folder))).files;
}

async function inFile(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, path), "utf8");
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  await writeFile(join(folder, path), text.replace(from, to));
}

test("gives what the files give, with the same lines", async () => {
  const [plain, compiled] = [(await readKnowledge(folder)).files, await readCompiled()];
  expect(compiled.base).toEqual(plain.base);
  expect(compiled.base.clauses.length).toBeGreaterThan(100);
  expect(compiled.factIds).toEqual(plain.factIds);
  const lines = ({ clauseFiles }: typeof plain) =>
    clauseFiles.slice(0, 5).map(({ lineOf }) => [["source"], ["title", "en"]].map(lineOf));
  expect(lines(compiled)).toEqual(lines(plain));
  const programmes = await readProgrammes(folder, await openCompiled(folder));
  expect(JSON.stringify(programmes)).toBe(JSON.stringify(await readProgrammes(folder)));
});

test("is what answers rest on until a file changes, then the file is", async () => {
  const { clauseFiles } = await readCompiled();
  const [first] = clauseFiles;
  if (!first) throw new Error("There are no clauses");
  const titleNow = async () =>
    (await readCompiled()).clauseFiles.find(({ file }) => file === first.file)?.clause.title.en;
  const { en } = first.clause.title;
  // Nobody does this: it shows that the file beside was not parsed.
  await inFile(COMPILED_FILE, JSON.stringify(en), '"Written by the build"');
  expect(await titleNow()).toBe("Written by the build");
  await inFile(first.file, en, "Written by an editor");
  expect(await titleNow()).toBe("Written by an editor");
});

test.each(["", "{", "[]", '"x"', "null", '{"x":1}'])(
  "with %j in its place the files are read",
  async (text) => {
    await writeFile(join(folder, COMPILED_FILE), text);
    expect((await readCompiled()).base).toEqual((await readKnowledge(folder)).files.base);
  },
);
