import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sweepCases } from "../../../src/domain/cases/case-sweep.ts";
import {
  type CodeMessage,
  type CodeSender,
  sendCodes,
} from "../../../src/domain/cases/send-codes.ts";
import { prepareProof } from "../../../src/domain/cases/status-work.ts";
import { plainText } from "../../../src/engine/plain-text.ts";
import { KNOWLEDGE_FOLDER } from "../../../src/paths.ts";
import { tryBinding } from "../../../src/store/cases/bindings.ts";
import { whereWordsAre } from "../../store/support/look.ts";
import { useStore } from "../../store/support/store.ts";
import { openService, type TestService } from "../support/service.ts";
import { textOf } from "../support/two-processes.ts";
import { book, csv, fileOf, importFile } from "./lists.ts";

const database = useStore();
let service: TestService;
let installation = "";

beforeAll(async () => {
  const { store } = database;
  installation = await store.installations.ensure("web", "playground");
  const clerk = await store.people.ensureAccount(installation, "clerk");
  await store.staff.setPosition(clerk, { role: "specialist", desks: ["general"] });
  service = await openService(store, installation, KNOWLEDGE_FOLDER, { sent: [], beats: [] });
});
afterAll(() => service.close());
beforeEach(async () => {
  await database.sql`truncate cases, case_attempts cascade`;
  await importFile(
    database.store,
    await fileOf(
      csv(
        "FAC-0001,雏鹰计划,星河漫游,13900000042,材料需补正,2026-11-20,补交,2026-12-20,",
        "FAC-0002,雏鹰计划,云端播客,13900000043,评审中,2026-11-20,,,",
      ),
    ),
  );
});

const person = (name: string) => database.store.people.ensureAccount(installation, name);

const prepare = async (name: string, number: string, tail: string, sends = true) => {
  const claim = { person: await person(name), space: "s", number, tail };
  return database.store.inTransaction((transaction) => prepareProof(transaction, claim, sends));
};

const tries = async (name: string, number: string, tail: string, code: string) => {
  const attempt = { person: await person(name), space: "s", number, tail, code };
  return database.store.inTransaction((transaction) => tryBinding(transaction, attempt));
};

/** A sender that answers as told, then takes everything. */
function gateway(...answers: readonly ("refused" | "later")[]) {
  const left = [...answers];
  const messages: CodeMessage[] = [];
  const sender: CodeSender = {
    send: async (message) => {
      const answer = left.shift() ?? "sent";
      if (answer === "sent") messages.push(message);
      return answer;
    },
  };
  return { messages, hand: () => sendCodes(database.store.inTransaction, sender) };
}

describe("a code sent to the phone on the application", () => {
  it("binds the case for whoever asked, once, and for nobody else", async () => {
    const { messages, hand } = gateway();
    expect(await prepare("lin", "FAC-0001", "0042")).toMatchObject({ kind: "ready", sends: true });
    await hand();
    await hand();
    expect(messages).toMatchObject([{ phone: "13900000042", code: /^\d{6}$/ }].map(matching));
    const code = messages[0]?.code ?? "";
    expect(await whereWordsAre(database.sql, "13900000042")).toEqual([]);
    expect(await tries("wu", "FAC-0001", "0042", code)).toEqual({ kind: "refused" });
    expect(await tries("lin", "FAC-0001", "0042", code)).toMatchObject({ proof: "message" });
    expect(await tries("lin", "FAC-0001", "0042", code)).toEqual({ kind: "refused" });
  });

  it("looks the same, and is not sent, for unknown numbers and other digits", async () => {
    const { messages, hand } = gateway();
    const answers = [
      await prepare("wu", "NON-0001", "0042"),
      await prepare("wu", "FAC-0001", "9999"),
      await prepare("wu", "FAC-0001", "0042", false),
    ];
    expect(answers.map(({ kind }) => kind)).toEqual(["ready", "ready", "ready"]);
    await hand();
    expect(messages).toEqual([]);
    const rows = await database.sql`select sealed from case_codes where sealed is not null`;
    expect(rows).toHaveLength(0);
  });

  it("is tried again while the gateway is away, and given up once it is refused", async () => {
    await prepare("lin", "FAC-0001", "0042");
    const away = gateway("later");
    expect(await away.hand()).toEqual({ refused: 0, later: 1 });
    expect(await away.hand()).toEqual({ refused: 0, later: 0 });
    expect(away.messages).toHaveLength(1);
    await prepare("wu", "FAC-0002", "0043");
    const strict = gateway("refused");
    expect(await strict.hand()).toEqual({ refused: 1, later: 0 });
    await strict.hand();
    expect(strict.messages).toEqual([]);
  });

  it("bothers the owner three times a day at most, however many ask", async () => {
    const { messages, hand } = gateway();
    for (const name of ["m1", "m2", "m3", "m4", "m5"]) {
      await prepare(name, "FAC-0001", "0042");
      await hand();
    }
    expect(messages).toHaveLength(3);
  });

  it("is not kept sealed beyond its time, nor sent then", async () => {
    const { messages, hand } = gateway();
    await prepare("lin", "FAC-0001", "0042");
    await database.sql`update case_codes set expires_at = now() - interval '1 minute'`;
    await hand();
    await sweep();
    expect(messages).toEqual([]);
    const rows = await database.sql`select sealed from case_codes where sealed is not null`;
    expect(rows).toHaveLength(0);
    await database.sql`update case_codes set expires_at = now() - interval '3 days'`;
    await sweep();
    expect(await database.sql`select from case_codes`).toHaveLength(0);
  });
});

const sweep = () => database.store.inTransaction((transaction) => sweepCases(transaction, book));

const matching = ({ phone, code }: { phone: string; code: RegExp }) => ({
  phone,
  code: expect.stringMatching(code),
});

/** Goes on to the code question; returns what is to be shown at the desk. */
async function upToCode(by: string, number: string, tail: string): Promise<string> {
  await service.says(by, "进度");
  await service.taps(by, "同意");
  await service.says(by, number);
  const asked = textOf(await service.says(by, tail));
  return /出示 ([2-9A-Z]{6})/u.exec(asked)?.[1] ?? "";
}

describe("a clerk's confirmation", () => {
  it("binds the case of the applicant at the desk, who reads so, and is used once", async () => {
    const shown = await upToCode("lin", "FAC-0001", "0042");
    const question = textOf(await service.says("clerk", `确认本人 ${shown}`));
    expect(question).toMatch(/FAC-0001.*星河漫游/u);
    const confirmed = await service.taps("clerk", "核对无误");
    expect(textOf(confirmed)).toContain("窗口确认了");
    expect(textOf(await service.says("lin", "进度"))).toContain("材料需补正");
    const again = await service.says("clerk", `确认本人 ${shown}`);
    expect(textOf(again)).toContain("没有等着确认的申请");
    expect(await database.sql`select proof from case_bindings`).toMatchObject([{ proof: "clerk" }]);
  });

  it("is no code that the applicant could type, and is for staff alone", async () => {
    const shown = await upToCode("wu", "FAC-0001", "0042");
    expect(textOf(await service.says("wu", shown))).not.toContain("对上了");
    expect(await tries("wu", "FAC-0001", "0042", shown)).toEqual({ kind: "refused" });
    expect(textOf(await service.says("wu", `确认本人 ${shown}`))).toContain("只有窗口工作人员");
    const wrong = await upToCode("mumu", "FAC-0001", "9999");
    expect(textOf(await service.says("clerk", `确认本人 ${wrong}`))).toContain("没有等着确认");
    expect(await database.sql`select from case_bindings`).toHaveLength(0);
  });
});

describe("a wished reminder", () => {
  it("comes once at its time, whoever's turn it is", async () => {
    const shown = await upToCode("ding", "FAC-0001", "0042");
    await service.says("clerk", `确认本人 ${shown}`);
    await service.taps("clerk", "核对无误");
    await database.sql`update cases set status = 'review', due_at = now() + interval '5 days'
      where due_at is not null`;
    await service.says("ding", "进度");
    await service.taps("ding", "截止前提醒我");
    expect(textOf(await service.taps("ding", "提前 7 天"))).toContain("已经过了");
    await service.says("ding", "进度");
    await service.taps("ding", "截止前提醒我");
    expect(textOf(await service.taps("ding", "提前 2 天"))).toContain("提醒你");
    const reminded = async () => {
      await sweep();
      const rows = await database.sql`select from outbound where cause like 'case.wished:%'`;
      return rows.length;
    };
    expect(await reminded()).toBe(0);
    await database.sql`update case_bindings set remind_at = now() - interval '1 second'`;
    expect([await reminded(), await reminded()]).toEqual([1, 1]);
    expect(textOf(await service.says("ding", "进度"))).toContain("别忘了");
  });
});

describe("the typical time in a status", () => {
  const past = async (count: number) => {
    const lines = Array.from({ length: count }, (_, at) => [
      `OLD-${1000 + at},雏鹰计划,旧申请${at},13900000001,材料需补正,2026-10-01,,,`,
      `OLD-${1000 + at},雏鹰计划,旧申请${at},13900000001,评审中,2026-10-${String(4 + at).padStart(2, "0")},,,`,
    ]);
    for (const step of [0, 1]) {
      const rows = lines.map((each) => each[step] ?? "");
      await importFile(database.store, await fileOf(csv(...rows)));
    }
  };

  it("is told from ten past cases on", async () => {
    const shown = await upToCode("yan", "FAC-0001", "0042");
    await service.says("clerk", `确认本人 ${shown}`);
    await service.taps("clerk", "核对无误");
    await past(9);
    expect(textOf(await service.says("yan", "进度"))).not.toContain("一般停留");
    await past(11);
    expect(textOf(await service.says("yan", "进度"))).toContain("一般停留约 8 天");
  });
});

it("shows nothing of a code in what others can read", () => {
  const group = service.sent.filter(({ space }) => space.kind !== "direct");
  expect(group.map(({ intent, locale }) => plainText(intent, locale)).join()).not.toMatch(/FAC-/);
});
