import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Clause } from "../../src/knowledge/content/clause.ts";
import { readClauseFile } from "../../src/knowledge/content/clause-file.ts";
import { readKnowledge } from "../../src/knowledge/load.ts";
import { applyEdits } from "../../src/knowledge/overlay/apply.ts";
import { clauseSource } from "../../src/knowledge/overlay/clause-source.ts";
import { addExample, renderClause } from "../../src/knowledge/overlay/clause-text.ts";
import { exportEdits } from "../../src/knowledge/overlay/export.ts";
import { readImport } from "../../src/knowledge/overlay/import.ts";
import { clauseOfNote } from "../../src/knowledge/overlay/note.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";
import type { KnowledgeEdit } from "../../src/store/knowledge-edits.ts";

const { files } = await readKnowledge(KNOWLEDGE_FOLDER);
const { base } = files;
const RENT = "talent-rent-subsidy";
const rent = clauseNamed(RENT);
const rentText = await readFile(
  join(KNOWLEDGE_FOLDER, "clauses/talent/talent-rent-subsidy.md"),
  "utf8",
);
const taxDesk = base.desks.find(({ id }) => id === "tax");
if (!taxDesk) throw new Error("There is no tax desk");
const tax = taxDesk;
const DAY = "2026-11-27";

function clauseNamed(id: string): Clause {
  const found = base.clauses.find((clause) => clause.id === id);
  if (!found) throw new Error(`There is no clause ${id}`);
  return found;
}

function edit(clause: string, more: Partial<KnowledgeEdit> = {}): KnowledgeEdit {
  return {
    clause,
    version: 1,
    state: "live",
    content: undefined,
    base: undefined,
    author: "operator",
    at: 1,
    ...more,
  };
}

function note(
  until = "2026-12-03",
  words = { zh: "税务窗口今天搬到三楼。", en: "The tax desk is on the third floor today." },
) {
  return clauseOfNote(tax, { topic: "place", words, said: DAY, until });
}

function clauseIn(content: string): Clause {
  const read = readClauseFile("clause.md", content);
  if (read.kind === "faulty") throw new Error(JSON.stringify(read.problems));
  return read.value.clause;
}

describe("a file of drafts", () => {
  it("is read from Markdown with several clauses and from YAML", () => {
    const two = `${rentText}\n${renderClause(note())}`;
    const markdown = readImport("drafts.md", two);
    expect(markdown).toMatchObject({ clauses: [{ id: RENT }, { id: "note-tax-place" }] });
    if (markdown.kind === "faulty") throw new Error("faulty");
    expect(markdown.clauses.map(({ content }) => clauseIn(content))).toEqual([rent, note()]);
    const yaml = readImport("drafts.yaml", JSON.stringify([rent]));
    expect(yaml.kind === "read" && clauseIn(yaml.clauses[0]?.content ?? "")).toEqual(rent);
  });

  it("says what is wrong with it", () => {
    expect(readImport("a.md", "nothing").kind).toBe("faulty");
    expect(readImport("a.yaml", "{").kind).toBe("faulty");
    const faulty = readImport("a.yaml", JSON.stringify([{ ...rent, desk: "police" }]));
    expect(JSON.stringify(faulty)).toContain("desk");
  });
});

it("an export, loaded again, is what people were answered from", async () => {
  const folder = await mkdtemp(join(tmpdir(), "juchang-export-"));
  try {
    await cp(KNOWLEDGE_FOLDER, folder, { recursive: true });
    const edits = [
      edit(RENT, { content: addExample(rentText, "en", "monthly help with my landlord") }),
      edit("talent-foreign", { state: "withdrawn" }),
      edit("note-tax-place", { content: renderClause(note()) }),
      edit("note-tax-hours", {
        content: renderClause({ ...note("2026-11-01"), id: "note-tax-hours" }),
      }),
      edit("talent-hukou"),
      edit("draft-1", { state: "draft", content: "anything" }),
    ];
    const exported = await exportEdits(folder, clauseSource(folder, files), edits, DAY);
    expect(exported.map(({ clause, kind }) => [clause, kind])).toEqual([
      [RENT, "written"],
      ["talent-foreign", "removed"],
      ["note-tax-place", "written"],
      ["note-tax-hours", "left_out"],
      ["draft-1", "left_out"],
    ]);
    const again = await readKnowledge(folder);
    expect(again.problems).toEqual([]);
    const byId = (clauses: readonly Clause[]) =>
      [...clauses].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(again.files.base.clauses)).toEqual(byId(applyEdits(base, edits, DAY).base.clauses));
  } finally {
    await rm(folder, { recursive: true });
  }
});
