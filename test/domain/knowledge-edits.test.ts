import { describe, expect, it } from "vitest";
import { importDraft, keepNote } from "../../src/knowledge/overlay/additions.ts";
import {
  editClause,
  restoreClause,
  viewClause,
  withdrawClause,
} from "../../src/knowledge/overlay/editor.ts";
import {
  cited,
  editor,
  files,
  QUESTION,
  RENT,
  rentText,
  textOf,
  useTwoProcesses,
} from "./support/two-processes.ts";

const service = useTwoProcesses();

describe("every process", () => {
  it("takes up an edit, a withdrawal and a restoration without a restart", async () => {
    const content = rentText
      .replace("个人租房补贴", "租房子的补贴")
      .replace("Subsidy for renting a home", "Help with renting a home");
    await service.edits((tx) =>
      editClause(editor, tx, { clause: RENT, content, expected: 0, author: service.clerk }),
    );
    for (const each of [service.one, service.two]) {
      await each.knows(() => each.live.current().clauseById.get(RENT)?.title.zh === "租房子的补贴");
    }
    await service.edits((tx) =>
      withdrawClause(editor, tx, { clause: RENT, author: service.clerk }),
    );
    for (const each of [service.one, service.two])
      await each.knows(() => !cited(each).includes(RENT));
    await service.edits((tx) => restoreClause(editor, tx, { clause: RENT, author: service.clerk }));
    for (const each of [service.one, service.two])
      await each.knows(() => cited(each).includes(RENT));
    expect(service.two.live.current().clauseById.get(RENT)?.title.zh).toBe("租房子的补贴");
    const audit = await service.sql`select what, details from audit
      where on_what = ${RENT} and who = ${service.clerk} order by id desc limit 3`;
    expect(audit.map(({ what }) => what)).toEqual([
      "knowledge.restored",
      "knowledge.withdrawn",
      "knowledge.edited",
    ]);
    expect(JSON.stringify(audit)).not.toContain("租房子");
  });

  it("also finds an edit that no announcement told of", async () => {
    await service.sql`insert into knowledge_edits (clause, version, state, author)
      values (${RENT}, 1, 'withdrawn', 'operator')`;
    await service.two.knows(() => !cited(service.two).includes(RENT));
  });
});

describe("a clause withdrawn while people talk about it", () => {
  it("is not cited in the next answer, not as a follow-up, not as a choice", async () => {
    const asked = await service.one.says("lin", QUESTION);
    expect(textOf(asked)).toContain("8000");
    await service.two.says("clerk", `下架 ${RENT}`);
    const done = await service.two.taps("clerk", "确认下架");
    expect(textOf(done)).toContain("已下架");
    await service.one.knows(() => !service.one.live.current().clauseById.has(RENT));
    await service.one.says("lin", "那最长几年呢");
    expect((await lastQuestion()).clauses).not.toContain(RENT);
    await service.one.says("lin", QUESTION);
    expect((await lastQuestion()).clauses).not.toContain(RENT);
    await service.two.taps("clerk", "恢复");
    await service.two.taps("clerk", "确认恢复");
    await service.one.knows(() => service.one.live.current().clauseById.has(RENT));
    await service.one.says("lin", QUESTION);
    expect((await lastQuestion()).clauses).toContain(RENT);
  });

  it("is gone from a question back by the time it is chosen", async () => {
    const asked = await service.one.says("amay", "有没有钱拿啊");
    const choose = asked.find(({ intent }) => intent.kind === "choose");
    if (choose?.intent.kind !== "choose") throw new Error(textOf(asked));
    const [first] = choose.intent.options;
    const key = first?.action.kind === "answer" ? first.action.option : "";
    const id = service.one.live.current().clauseByKey.get(key)?.id ?? "";
    await service.edits((tx) => withdrawClause(editor, tx, { clause: id, author: service.clerk }));
    await service.one.knows(() => !service.one.live.current().clauseById.has(id));
    await service.one.taps("amay", first?.label ?? "");
    expect((await lastQuestion()).clauses).not.toContain(id);
  });
});

async function lastQuestion(): Promise<{ clauses: readonly string[] }> {
  const [row] = await service.sql<{ clauses: string[] }[]>`
    select clauses from questions order by at desc limit 1`;
  return { clauses: row?.clauses ?? [] };
}

describe("editors", () => {
  const edit = (content: string, expected: number) =>
    service.edits((tx) =>
      editClause(editor, tx, { clause: RENT, content, expected, author: service.clerk }),
    );

  it("are refused with the reason, and nothing is written", async () => {
    const refused = await edit(rentText.replace("8000元租房补贴", "9000元租房补贴"), 0);
    expect(refused).toMatchObject({ kind: "refused", why: "rules" });
    expect(JSON.stringify(refused)).toContain("9000");
    expect(await service.store.knowledge.edits()).toEqual([]);
  });

  it("who come second see what the first changed", async () => {
    const first = rentText.replace("房东收我六千一个月", "房东收我五千一个月");
    const second = rentText.replace("租房一个月补多少", "租房一个月能补多少");
    const results = await Promise.all([edit(first, 0), edit(second, 0)]);
    const late = results.find(({ kind }) => kind === "moved_on");
    expect(results.map(({ kind }) => kind).sort()).toEqual(["moved_on", "saved"]);
    expect(late).toMatchObject({ version: 1 });
    expect(late?.kind === "moved_on" && late.changes).toHaveLength(2);
    expect((await service.edits((tx) => viewClause(editor, tx, RENT)))?.version).toBe(1);
    expect(await edit(rentText, 1)).toMatchObject({ kind: "saved", version: 2 });
  });

  it("keep drafts until they are approved", async () => {
    const content = rentText
      .replace(`id: ${RENT}`, "id: parking")
      .replace(
        /asked:[\s\S]*?source:/,
        "asked: { zh: [停车位够不够], en: [is there parking] }\nsource:",
      );
    const clause = "parking";
    const imported = await service.edits((tx) =>
      importDraft(editor, tx, { clause, content, author: service.clerk }),
    );
    expect(imported).toMatchObject({ kind: "saved", state: "draft" });
    const taken = await service.edits((tx) =>
      importDraft(editor, tx, { clause: RENT, content: rentText, author: service.clerk }),
    );
    expect(taken).toMatchObject({ kind: "refused" });
    expect(service.one.live.current().clauseById.has(clause)).toBe(false);
    await service.edits((tx) => restoreClause(editor, tx, { clause, author: service.clerk }));
    await service.one.knows(() => service.one.live.current().clauseById.has(clause));
  });

  it("cannot say a different phone number in each language", async () => {
    const desk = files.base.desks.find(({ id }) => id === "tax");
    if (!desk) throw new Error("There is no tax desk");
    const words = { zh: "电话021-65123456。", en: "Phone 021-65123465." };
    const until = editor.today();
    expect(
      await service.edits((tx) =>
        keepNote(editor, tx, service.clerk, desk, { topic: "phone", words, until }),
      ),
    ).toMatchObject({ kind: "refused", why: "figures" });
  });
});
