import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatProblem } from "../../src/knowledge/content/problems.ts";
import { loadProgrammes, readProgrammes } from "../../src/knowledge/programmes/load.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";

const SHARED = `- id: review
  name: { zh: 评审中, en: Under review }
  meaning: { zh: 正在评审。, en: It is being reviewed. }
  turn: office
  next: { zh: 等。, en: Wait. }
`;

async function problemsOf(programme: string, shared = SHARED) {
  const folder = await mkdtemp(join(tmpdir(), "juchang-programmes-"));
  await mkdir(join(folder, "programmes"));
  await writeFile(join(folder, "programmes/statuses.yaml"), shared);
  await writeFile(join(folder, "programmes/one.yaml"), programme);
  return (await readProgrammes(folder)).problems.map(formatProblem);
}

describe("the programmes of the content", () => {
  it("know every status of the demonstration cases", async () => {
    const book = await loadProgrammes(KNOWLEDGE_FOLDER);
    const demo = [
      ["房租减免", "认定中"],
      ["雏鹰计划", "材料需补正"],
      ["雏鹰计划", "评审中"],
      ["雏鹰计划", "已通过，待签约"],
      ["雏鹰计划", "未通过"],
      ["租房补贴", "人才认定中"],
      ["YOUNG人才公寓", "已确认"],
      ["YOUNG人才公寓", "未通过"],
      ["综合评比·优质内容", "已受理，待初评"],
      ["担保与贴息", "银行核实中"],
      ["企业注册登记", "已预约窗口"],
      ["入驻意向", "已撤回"],
    ] as const;
    for (const [programme, status] of demo) {
      expect([programme, status, book.find(programme)?.status(status)?.id]).toEqual([
        programme,
        status,
        expect.any(String),
      ]);
    }
    expect(book.find("雏鹰")?.status("草稿")?.draft).toBe(true);
    expect(book.find("不是项目")).toBeUndefined();
  });
});

describe("a mistake is told with file and line", () => {
  it.each<[string, string, RegExp]>([
    [
      "a status nobody described",
      "id: one\nname: { zh: 甲, en: One }\nstatuses:\n  - review\n  - lost\n",
      /one\.yaml:5: the status lost is not described/,
    ],
    [
      "a status half described",
      "id: one\nname: { zh: 甲, en: One }\nstatuses:\n  - id: own\n    turn: office\n",
      /one\.yaml:4: the status own is not described/,
    ],
    [
      "a language missing",
      "id: one\nname: { zh: 甲 }\nstatuses: [review]\n",
      /one\.yaml:2: name\.en/,
    ],
    [
      "two statuses of one name",
      "id: one\nname: { zh: 甲, en: One }\nstatuses:\n  - review\n  - { id: review, aliases: [评审] }\n",
      /one\.yaml:4: “.*” means two statuses/,
    ],
    ["no YAML", "id: [", /one\.yaml:\d+: not readable as YAML/],
  ])("%s", async (_what, programme, told) => {
    expect((await problemsOf(programme)).join("\n")).toMatch(told);
  });

  it("of the shared statuses too", async () => {
    const programme = "id: one\nname: { zh: 甲, en: One }\nstatuses: [review]\n";
    expect(await problemsOf(programme)).toEqual([]);
    const faulty = SHARED.replace("turn: office", "turn: soon");
    expect((await problemsOf(programme, faulty)).join("\n")).toMatch(/statuses\.yaml:4: 0\.turn/);
  });
});
