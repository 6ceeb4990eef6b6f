import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeDeskCode } from "../../../src/domain/cases/status-work.ts";
import { tellCases } from "../../../src/domain/cases/tell-cases.ts";
import { plainText } from "../../../src/engine/plain-text.ts";
import { KNOWLEDGE_FOLDER } from "../../../src/paths.ts";
import { newId } from "../../../src/store/new-id.ts";
import { whereWordsAre } from "../../store/support/look.ts";
import { useStore } from "../../store/support/store.ts";
import { drawn, FUZZ_TIMES } from "../../support/fuzz.ts";
import { openService, type Sent, type TestService } from "../support/service.ts";
import { book } from "./lists.ts";

const database = useStore();
let service: TestService;
let clerk = "";
let told = 0;

const NUMBER = "PRV-730951";
const SECRETS = ["PRV-730951", "秘密工作室", "13977788899", "带好钥匙来"] as const;
const OWNER = "lin";
const MEMBERS = [OWNER, "amay", "mumu"] as const;

beforeAll(async () => {
  const { store } = database;
  const installation = await store.installations.ensure("web", "playground");
  clerk = await store.people.ensureAccount(installation, "clerk");
  await store.staff.setPosition(clerk, { role: "specialist", desks: ["general"] });
  service = await openService(store, installation, KNOWLEDGE_FOLDER, { sent: [], beats: [] });
});
afterAll(() => service.close());
beforeEach(async () => {
  await database.sql`truncate cases, case_attempts, outbound cascade`;
});

/** A change of the one case, told by its source. */
async function tell(status: "review" | "supplement"): Promise<void> {
  told += 1;
  const record = {
    number: NUMBER,
    programme: "fledgling-plan",
    status,
    applicant: "秘密工作室",
    phone: "13977788899",
    phoneTail: "8899",
    nextStep: "带好钥匙来",
    missing: [],
    visible: true,
    updatedAt: Date.UTC(2026, 10, 1) + told * 1000,
  };
  await database.store.inTransaction((transaction) =>
    tellCases(transaction, [record], { source: "api", by: "key" }, book),
  );
}

const code = async () => {
  const made = await database.store.inTransaction((tx) => makeDeskCode(tx, clerk, NUMBER));
  return made.kind === "made" ? made.code : "AAAAAAAA";
};

/** What others than its reader may see: all that stands in the group, and every chat but the owner's. */
function leaks(sent: readonly Sent[]): readonly string[] {
  return sent.flatMap(({ space, onlyFor, intent, locale }) => {
    if (space.platformId === `direct:${OWNER}` || onlyFor === OWNER) return [];
    const text = plainText(intent, locale);
    const isTyped = space.kind === "direct";
    return SECRETS.filter((secret) => text.includes(secret) && !(isTyped && secret === NUMBER));
  });
}

const texts = [
  "进度",
  `进度 ${NUMBER}`,
  `/status ${NUMBER}`,
  NUMBER,
  `我的编号是 ${NUMBER}，帮我看看`,
  "我的雏鹰申请到哪一步了",
  "8899",
  "AAAAAAAA",
  "返回",
  "取消",
  "重复",
  "好",
  "第二年房租减多少",
] as const;

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("says" as const),
      by: fc.constantFrom(...MEMBERS),
      text: fc.constantFrom(...texts),
      where: fc.constantFrom("group" as const, "direct" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("taps" as const),
      by: fc.constantFrom(...MEMBERS),
      label: fc.constantFrom("同意", "查进度", "再试一次", "静音", "另一份", "私聊"),
      where: fc.constantFrom("group" as const, "direct" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("tell" as const),
      status: fc.constantFrom("review" as const, "supplement" as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "binds" as const }) },
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function take(one: Step): Promise<void> {
  switch (one.kind) {
    case "says":
      await service.says(one.by, one.text, one.where);
      return;
    case "taps":
      if (service.offers(one.label)) await service.taps(one.by, one.label, one.where);
      return;
    case "tell":
      return tell(one.status);
    case "binds":
      for (const text of ["进度", "好", NUMBER, "8899", await code()]) {
        await service.says(OWNER, text);
      }
  }
}

const DIALOGUES = drawn(40);

test(
  `${DIALOGUES} generated group dialogues show nobody anything of another's case`,
  async () => {
    await tell("review");
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        const before = service.sent.length;
        for (const one of steps) await take(one);
        expect(leaks(service.sent.slice(before))).toEqual([]);
      }),
      { numRuns: DIALOGUES },
    );
    const owners = service.sent.filter(({ space }) => space.platformId === `direct:${OWNER}`);
    expect(owners.map(({ intent, locale }) => plainText(intent, locale)).join()).toContain(
      "带好钥匙来",
    );
    for (const secret of SECRETS.slice(0, 3)) {
      expect([secret, await whereWordsAre(database.sql, secret)]).toEqual([secret, []]);
    }
  },
  240_000 * FUZZ_TIMES,
);

test("a planted leak is found, in a message and in a table", async () => {
  const { store } = database;
  const [group] = await database.sql`select id from spaces where kind = 'group' limit 1`;
  const before = service.sent.length;
  await store.outbound.add(newId(), [
    {
      id: newId(),
      to: { kind: "space", at: { space: String(group?.["id"]) } },
      intent: { kind: "say", text: "秘密工作室的申请有变化" },
      locale: "zh-CN",
      purpose: "notice",
    },
  ]);
  await service.says("amay", "帮助");
  expect(leaks(service.sent.slice(before))).toEqual(["秘密工作室"]);
  await store.audit.add({ who: "operator", what: "leak", onWhat: NUMBER });
  expect(await whereWordsAre(database.sql, NUMBER)).toEqual(["audit"]);
});
