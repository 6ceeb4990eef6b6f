import { beforeAll, describe, expect, it } from "vitest";
import { rateAnswer } from "../../src/domain/answer-rating.ts";
import type { QuestionRecord } from "../../src/engine/command.ts";
import type { Feedback } from "../../src/store/feedback.ts";
import { settleQuestions, unansweredQuestions } from "../../src/store/unanswered.ts";
import { rowsIn, whereWordsAre } from "./support/look.ts";
import { useStore } from "./support/store.ts";
import { commitOf, said } from "./support/turns.ts";

const database = useStore();
let installation = "";
const ANSWERED = {
  outcome: "answer",
  clauses: ["rent", "foreign"],
  detail: "stated",
} as const satisfies Partial<QuestionRecord>;

beforeAll(async () => {
  installation = await database.store.installations.ensure("web", "playground");
});

/** Asks in a group and is answered; the answer is sent under a message id of its own. */
async function asks(by: string, text: string, more: Partial<QuestionRecord> = {}) {
  const { store } = database;
  const inGroup = more.public !== false;
  const event = said({ installation, by, text, ...(inGroup ? { in: "group" } : {}) });
  const loaded = await store.turns.load(event);
  const at = { space: loaded.space?.id ?? "" };
  const record: QuestionRecord = {
    kind: "question",
    text,
    locale: "zh-CN",
    public: inGroup,
    at,
    outcome: "unknown",
    clauses: [],
    facts: [],
    confidence: 1,
    ...more,
  };
  const turn = commitOf(loaded, event, { records: [record] });
  expect(await store.turns.commit([turn])).toEqual(["committed"]);
  const [sent] = turn.outbound;
  if (sent) {
    await store.outbound.settle([{ id: sent.id, kind: "sent", messageId: `bot-${sent.id}` }]);
  }
  const person = await store.people.ofAccount(installation, by);
  return { reference: turn.reference, person: person ?? "", at, messageId: `bot-${sent?.id}` };
}

const rate = (feedback: Feedback) =>
  database.store.inTransaction((transaction) => rateAnswer(transaction, feedback));

describe("an opinion on an answer", () => {
  it("is kept once per person and question, and can be changed", async () => {
    const { reference: question, person } = await asks("lin", "房租补多少", ANSWERED);
    await rate({ question, person, verdict: "up" });
    await rate({ question, person, verdict: "down" });
    await rate({ question, person, verdict: "down", reason: "outdated" });
    await rate({ question, person, verdict: "down", words: "去年的数了，问13800000000" });
    const rows = await database.sql`select * from question_feedback where question = ${question}`;
    expect(rows).toMatchObject([{ verdict: "down", reason: "outdated" }]);
    expect(rows[0]?.["masked"]).toBe("去年的数了，问〔电话〕");
    expect(await whereWordsAre(database.sql, "13800000000")).toEqual([]);
    await rate({ question, person, verdict: "up" });
    expect(
      await database.sql`select verdict, reason, masked, sealed from question_feedback
        where question = ${question}`,
    ).toMatchObject([{ verdict: "up", reason: null, masked: null, sealed: null }]);
  });

  it("is open to everybody where the question was public, else to its asker", async () => {
    const open = await asks("lin", "群里问", ANSWERED);
    const hidden = await asks("lin", "私下问", { ...ANSWERED, public: false });
    const { person } = await asks("amay", "别人问", ANSWERED);
    expect(await rate({ question: open.reference, person, verdict: "up" })).toEqual({
      kind: "rated",
      locale: "zh-CN",
    });
    expect(await rate({ question: hidden.reference, person, verdict: "up" })).toEqual({
      kind: "gone",
    });
    expect(await rate({ question: "nothing-1", person, verdict: "up" })).toEqual({ kind: "gone" });
  });

  it("loses its words with its person, and goes with its question", async () => {
    const { reference: question, person } = await asks("gone", "会忘", ANSWERED);
    await rate({ question, person, verdict: "down", words: "这里写错了名字" });
    await database.store.people.erase(person);
    expect(await whereWordsAre(database.sql, "这里写错了名字")).toEqual([]);
    await database.sql`update questions set at = now() - interval '1 year'
      where reference = ${question}`;
    const before = (await rowsIn(database.sql))["question_feedback"] ?? 0;
    await database.store.sweepRetention({
      inbound: 7,
      transcript: 180,
      event_answers: 30,
      declined_questions: 90,
      case_files: 90,
    });
    expect((await rowsIn(database.sql))["question_feedback"]).toBe(before - 1);
  });
});

describe("an answer that stands in the group already", () => {
  const earlier = (
    { at, person }: Awaited<ReturnType<typeof asks>>,
    more: Partial<Parameters<typeof database.store.questions.answeredBefore>[0]> = {},
  ) =>
    database.store.questions.answeredBefore({
      at,
      asker: person,
      locale: "zh-CN",
      clauses: ["rent"],
      detail: "stated",
      changedAt: 0,
      ...more,
    });

  it("is found by clause and detail, for somebody else, in its language, while it is current", async () => {
    await database.sql`delete from questions`;
    const first = await asks("lin", "租房补多少", ANSWERED);
    const second = await asks("amay", "别的", {});
    const found = { reference: first.reference, messageId: first.messageId };
    expect(await earlier(second)).toEqual(found);
    expect(await earlier(second, { clauses: ["rent", "foreign"] })).toEqual(found);
    expect(await earlier(first)).toBeUndefined();
    expect(await earlier(second, { locale: "en" })).toBeUndefined();
    expect(await earlier(second, { detail: "open:phone" })).toBeUndefined();
    expect(await earlier(second, { clauses: ["foreign"] })).toBeUndefined();
    expect(await earlier(second, { clauses: ["rent", "home"] })).toEqual(found);
    expect(await earlier(second, { at: { space: "elsewhere" } })).toBeUndefined();
    expect(await earlier(second, { changedAt: Date.now() + 60_000 })).toBeUndefined();
    await database.sql`update questions set at = at - interval '25 hours'
      where reference = ${first.reference}`;
    expect(await earlier(second)).toBeUndefined();
  });

  it("is the whole answer, not one that only points at it, and not a private one", async () => {
    await database.sql`delete from questions`;
    const hidden = await asks("lin", "私下", { ...ANSWERED, public: false });
    const second = await asks("amay", "别的", {});
    expect(await earlier(second, { at: hidden.at })).toBeUndefined();
    await asks("lin", "又问", { ...ANSWERED, repeats: hidden.reference });
    expect(await earlier(second)).toBeUndefined();
  });
});

describe("questions without a good answer", () => {
  const list = (playground = true) =>
    database.store.inTransaction((transaction) => unansweredQuestions(transaction, playground, 50));

  it("are listed masked, with bad ratings, until they are settled", async () => {
    await database.sql`delete from questions`;
    const unknown = await asks("lin", "我叫王小明，电话13800000000，停车怎么收费");
    const rated = await asks("lin", "房租补多少", ANSWERED);
    await asks("lin", "答得好的", ANSWERED);
    await rate({ question: rated.reference, person: rated.person, verdict: "down" });
    const listed = await list();
    expect(listed.map(({ reference, badRatings }) => [reference, badRatings])).toEqual([
      [rated.reference, 1],
      [unknown.reference, 0],
    ]);
    expect(JSON.stringify(listed)).not.toMatch(/王小明|13800000000/);
    expect(await list(false)).toEqual([]);
    await asks("lin", "哪一个", { outcome: "ask_back" });
    expect((await list()).map(({ masked }) => masked)).toContain("哪一个");
    await asks("lin", "哪一个", ANSWERED);
    expect(await list()).toHaveLength(2);
    await database.store.inTransaction((transaction) =>
      settleQuestions(transaction, [unknown.reference]),
    );
    expect((await list()).map(({ reference }) => reference)).toEqual([rated.reference]);
  });
});
