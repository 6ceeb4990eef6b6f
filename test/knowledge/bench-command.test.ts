import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readBenchData } from "../../src/knowledge/benchmark/data.ts";
import { benchRetrieval } from "../../src/knowledge/benchmark/report.ts";
import { KnowledgeProblems } from "../../src/knowledge/content/problems.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const lines = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value));
const KB = lines([
  { id: "return", title: "退货", text: "收到商品七日内可以退货" },
  { id: "invoice", title: "发票", text: "订单完成后开具电子发票", source: "more is allowed" },
  { id: 3, title: "配送", text: "周一至周五配送" },
]);
const QUERIES = lines([
  { qid: "q1", split: "dev", q: "东西不想要了咋整", relevant: ["return"] },
  { qid: "q2", split: "test", q: "不想要咋整", relevant: ["return"], tier: "easy" },
  { qid: "q3", split: "test", q: "怎么开发票", relevant: ["invoice", "3"] },
  { qid: "q4", split: "test", q: "月球有多远", relevant: [] },
]);

/** A folder with the two files as given; no file for undefined. */
function folderOf(kb: readonly string[] | undefined, queries: readonly string[] | undefined) {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  folders.push(folder);
  if (kb) writeFileSync(join(folder, "kb.jsonl"), kb.join("\n"));
  if (queries) writeFileSync(join(folder, "queries.jsonl"), queries.join("\n"));
  return folder;
}

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function bench(...words: readonly string[]): Promise<Ended> {
  const args = ["--import", "tsx", "src/cli.ts", "bench", ...words];
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error, out, err) => {
      const code = typeof error?.code === "number" ? error.code : 0;
      resolve({ code, out, err });
    });
  });
}

const figures = z.strictObject({
  "hit@1": z.number(),
  "hit@3": z.number(),
  "mrr@10": z.number(),
  auroc: z.number().nullable(),
  "coverage@10": z.number().nullable(),
  p50_ms: z.number().positive(),
  p99_ms: z.number().positive(),
  build_ms: z.number().positive(),
});
const report = figures.extend({
  rss_mb: z.number().positive(),
  peers: z.strictObject({ "minisearch-bigram": figures }),
  learning: z.strictObject({ stored: z.number(), before: figures }).optional(),
});

describe("bench retrieval", { timeout: 60_000 }, () => {
  it("prints one JSON value with our figures and MiniSearch's", async () => {
    const { code, out } = await bench("retrieval", "--data", folderOf(KB, QUERIES), "--json");
    expect(code).toBe(0);
    const printed = report.parse(JSON.parse(out));
    // Of three answerable questions the invoice's alone is found in the texts as they are.
    expect(printed).toMatchObject({ "hit@1": 0.3333, auroc: expect.any(Number) });
    expect(printed.learning).toBeUndefined();
  });

  it("stores the dev half first and asks the test half only", async () => {
    const data = folderOf(KB, QUERIES);
    const { code, out } = await bench("retrieval", "--data", data, "--learn", "dev", "--json");
    expect(code).toBe(0);
    const printed = report.parse(JSON.parse(out));
    expect(printed["hit@1"]).toBe(1);
    expect(printed.learning).toMatchObject({ stored: 1, before: { "hit@1": 0.5 } });
  });

  it("prints a table for people, reads a byte order mark, Windows lines and empty ones", async () => {
    const data = folderOf([`\uFEFF${KB[0]}\r`, "", ...KB.slice(1)], [...QUERIES, "", "\r"]);
    const { code, out } = await bench("retrieval", "--data", data);
    expect(code).toBe(0);
    expect(out).toMatch(/^ +ours +minisearch-bigram\n/);
    expect(out).toMatch(/^hit@1 +0\.3333/m);
  });

  it("names every faulty line, exits 1 and prints no figures", async () => {
    const kb = [...KB, "{broken", '{"id":"x","title":"t"}', "[1]", KB[0] ?? ""];
    const queries = [...QUERIES, '{"qid":"q9","split":"train","q":"?","relevant":[]}'];
    const data = folderOf(kb, queries);
    const { code, out, err } = await bench("retrieval", "--data", data, "--json");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err.trim().split("\n")).toEqual([
      "kb.jsonl:4: not a JSON object",
      expect.stringMatching(/^kb\.jsonl:5: text: /),
      "kb.jsonl:6: not a JSON object",
      expect.stringMatching(/^queries\.jsonl:5: split: /),
      "kb.jsonl:7: return already stands in line 1",
    ]);
  });

  it.each([
    ["another half", ["retrieval", "--data", ".", "--learn", "test"]],
    ["an option there is not", ["retrieval", "--dat", "."]],
    ["an unknown bench", ["speed", "--data", "."]],
  ])("is used wrongly with %s: exit 2", async (_what, words) => {
    const { code, out, err } = await bench(...words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("usage: bench retrieval");
  });
});

describe("the files of a set", () => {
  const problemsOf = async (folder: string) => {
    const error: unknown = await readBenchData(folder).catch((thrown: unknown) => thrown);
    if (!(error instanceof KnowledgeProblems)) throw error;
    return error.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
  };

  it("may not label what the base does not hold", async () => {
    const stray = '{"qid":"a","split":"dev","q":"?","relevant":["return","gone"]}';
    expect(await problemsOf(folderOf(KB, [...QUERIES, stray]))).toEqual([
      "queries.jsonl:5: relevant: kb.jsonl holds no gone",
    ]);
  });

  it("need a question to ask", async () => {
    expect(await problemsOf(folderOf(KB, []))).toEqual(["queries.jsonl:1: holds no line"]);
    const devOnly = await readBenchData(folderOf(KB, QUERIES.slice(0, 1)));
    await expect(benchRetrieval(devOnly, { learnDev: true })).rejects.toThrow("left to ask");
  });

  it("must be there, files, and text", async () => {
    const missing = ["kb.jsonl:1: the file is missing", "queries.jsonl:1: the file is missing"];
    expect(await problemsOf("no/such/folder")).toEqual(missing);
    const odd = folderOf(undefined, QUERIES);
    mkdirSync(join(odd, "kb.jsonl"));
    expect(await problemsOf(odd)).toEqual(["kb.jsonl:1: is a folder, not a file"]);
    const binary = folderOf(KB, QUERIES);
    writeFileSync(join(binary, "kb.jsonl"), Buffer.from([0x7b, 0xff, 0xfe]));
    expect(await problemsOf(binary)).toEqual(["kb.jsonl:1: is not UTF-8 text"]);
  });
});
