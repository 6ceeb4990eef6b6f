import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Answerer, createAnswerer, type HeldBack } from "../../src/knowledge/answer.ts";
import { unsupportedFigures } from "../../src/knowledge/figures/guard.ts";
import { type KnowledgeBase, loadKnowledge } from "../../src/knowledge/load.ts";
import { type TopicMemory, topicMemory } from "../../src/knowledge/memory.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";
import { drawn } from "../support/fuzz.ts";

let base: KnowledgeBase;
let answerer: Answerer;
const heldBack: HeldBack[] = [];
const flows = ["desk", "calc", "firstaid", "events"];
const ask = (text: string) => answerer.answer({ text, locale: "zh-CN", inGroup: false, flows });

beforeAll(async () => {
  base = await loadKnowledge(KNOWLEDGE_FOLDER);
  answerer = createAnswerer(base, { onHeldBack: (held) => heldBack.push(held) });
});

describe("a question with its figure is worked out", () => {
  it.each([
    ["月租8千，第二年每月付多少", "rent-relief-schedule", "月租8,000元 × 自付25% = 2,000元"],
    ["rent is 8000 a month, what do I pay in year two", "rent-relief-schedule", "= CNY 2,000"],
    ["my monthly rent is 8k, how much in the 3rd year", "rent-relief-schedule", "CNY 4,000"],
    ["how much rent would I pay at 8000", "rent-relief-schedule", "year 1 CNY 0, year 2 CNY 2,000"],
    ["rent 50w how much", "rent-relief-schedule", "CNY 500,000 × 25% own share = CNY 125,000"],
    ["月租一万二，首年自己付多少", "rent-relief-schedule", "自付0% = 0元"],
    ["一年租金三十六万，三年一共能省多少", "rent-relief-schedule", "减免810,000元"],
    ["房租六千，第三年要交多少", "rent-relief-schedule", "租金6,000元 × 自付50% = 3,000元"],
    ["月租50万1元，第二年每月付多少", "rent-relief-schedule", "125,000.25元"],
    ["雏鹰批40万的话每个月还几块", "chick-plan-repay", "每月还11,111.11元"],
    ["雏鹰要是能拿80万，每月还多少", "chick-plan-repay", "800,000元超出了"],
    ["Fledgling Plan funding of 90,000 yuan: monthly repayment?", "chick-plan-repay", "CNY 2,500"],
    ["贷款60万走担保要交多少担保费", "fin-guarantee-rate", "估算：担保费约3,000元"],
    ["一年付银行利息5万，贴息能拿多少", "fin-interest-subsidy", "贴息约25,000元"],
    ["贷款200万年利率3.5%，贴息多少", "fin-interest-subsidy", "贴息约35,000元"],
    ["租房补贴领18个月，总共多少钱", "talent-rent-subsidy", "8,000元 × 18个月 = 144,000元"],
    ["租房补贴每月5000领两年一共多少", "talent-rent-subsidy", "5,000元 × 24个月 = 120,000元"],
    ["人才公寓去3次每次6天，能免费住几天", "talent-apartment", "2次 × 每次5天 = 10天"],
  ])("%s", (question, fact, working) => {
    const answer = ask(question);
    expect(answer).toMatchObject({ kind: "answer" });
    expect(answer.facts[0]).toBe(fact);
    expect(answer.text).toContain(working);
    expect(answer.text).toContain("👉");
    expect(answer.text).toMatch(/条件：|Conditions:/u);
    expect(answer.source).toMatch(/来源|Source/u);
    expect(heldBack).toEqual([]);
  });

  it("two questions get two results", () => {
    const answer = ask("担保80万交多少担保费，一年利息6万能贴多少");
    expect(answer.facts).toEqual(["fin-guarantee-rate", "fin-interest-subsidy"]);
    expect(answer.text).toMatch(/担保费约4,000元[\s\S]*贴息约30,000元/u);
  });

  it("what can't be worked out is said, with what the text does say", () => {
    for (const rent of ["1e9", "0元", "-8000"]) {
      const answer = ask(`月租${rent}，第二年每月付多少`);
      expect(answer.text).toMatch(/太大|大于零/u);
      expect(answer.text).toContain("第二年减免75%");
      expect(answer.text).not.toContain("👉");
    }
  });
});

describe("a follow-up changes one input", () => {
  const dialogue = (...turns: readonly string[]) => {
    let memory: TopicMemory | undefined;
    return turns.map((text) => {
      const request = { text, locale: "zh-CN" as const, inGroup: false, flows };
      const answer = answerer.answer(memory === undefined ? request : { ...request, memory });
      // What is remembered is stored as JSON between two messages.
      memory = topicMemory
        .optional()
        .parse(JSON.parse(JSON.stringify(answer.memory ?? null)) ?? undefined);
      return answer;
    });
  };

  it.each([
    [["月租8千，第二年每月付多少", "那第三年呢", "三年一共呢", "那月租1万呢"], "自付90,000元"],
    [["雏鹰30万每月还多少", "那20万呢"], "每月还5,555.56元"],
    [["rent is 8000 a month, what do I pay in year two", "and year three?"], "= CNY 4,000"],
    [["how much is the fee for a guarantee of 1 million", "what about 2 million?"], "CNY 10,000"],
    [["租房补贴领18个月总共多少", "24个月呢"], "192,000元"],
  ])("%s", (turns, result) => {
    const last = dialogue(...turns).at(-1);
    expect(last?.kind).toBe("answer");
    expect(last?.text).toContain(result);
  });

  it("but not a question of its own", () => {
    const [, home, foreign] = dialogue(
      "月租8千，第二年每月付多少",
      "租房补贴一个月多少",
      "那外籍呢",
    );
    expect(home?.facts[0]).toBe("talent-rent-subsidy");
    expect(`${home?.text}${foreign?.text}`).not.toContain("👉");
  });

  it("and never group talk that wasn't meant for the bot", () => {
    const memory = ask("雏鹰30万每月还多少").memory;
    const request = { text: "那20万呢", locale: "zh-CN" as const, inGroup: true, flows };
    const answer = answerer.answer(memory === undefined ? request : { ...request, memory });
    expect(memory?.calculation?.calculator).toBe("fledgling");
    expect(answer.kind).toBe("ignored");
  });
});

describe("whatever stands in a question", () => {
  const piece = fc.constantFrom(
    ..."月租 年租 房租 雏鹰 担保 利息 贴息 租房补贴 人才公寓 8千 五十万 50w 1e9 0元 -3 百分之四 4% 99999999999元 第二年 第四年 三年 36个月 999个月 两次 五天 每月 一共 多少 还多少 付多少 ， ？ rent loan interest 8,000 how much 几千 千万 ¥".split(
      " ",
    ),
  );

  it("no figure is held back, nothing throws", () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 9 }), (pieces) => {
        const before = heldBack.length;
        const answer = ask(pieces.join(pieces.length % 2 === 0 ? "" : " "));
        expect(answer.text).not.toMatch(/undefined|NaN|Infinity/u);
        expect(heldBack.slice(before)).toEqual([]);
      }),
      { numRuns: drawn(400) },
    );
  });
});

describe("nothing is worked out", () => {
  it.each([
    ["月租8千，第四年每月付多少", "not_stated"],
    ["杭州月租8千，第二年付多少", "not_stated"],
    ["雏鹰30万能提前还款吗，每月还多少", "not_stated"],
    ["房东收我六千一个月，租房补贴能全包吗", "answer"],
    ["雏鹰计划能借到100万吗", "answer"],
    ["第二年房租打几折", "answer"],
    ["我做账号三年了，租房补贴一个月多少", "answer"],
    ["1+1等于几哈哈哈", "ignored"],
  ])("%s", (question, kind) => {
    const answer = ask(question);
    expect(answer.kind).toBe(kind);
    expect(answer.text).not.toContain("👉");
  });
});

describe("the figures guard", () => {
  const question = "月租8千，第二年每月付多少";

  it("lets a calculation through only together with its inputs and its clause", () => {
    const { text, clauses } = ask(question);
    const cited = base.clauses.filter(({ id }) => clauses.includes(id));
    const outcome = answerer.calculators.calculate("rent-relief", {
      rent: 8000_00,
      per: "month",
      year: 2,
    });
    if (outcome?.kind !== "calculated") throw new Error("nothing was worked out");
    const unsupported = (said: string, by = cited, asked = question) =>
      unsupportedFigures(said, by, asked, [], [outcome]).map(({ value }) => value);
    expect(unsupported(text)).toEqual([]);
    expect(unsupportedFigures(text, cited, question, []).map(({ value }) => value)).toEqual(
      expect.arrayContaining([2_000, 6_000, 24_000]),
    );
    expect(unsupported(text, [])).toContain(2_000);
    expect(unsupported(text.replaceAll("8,000元", "租金"))).toContain(2_000);
    expect(unsupported(text.replace("2,000", "2,001"))).toEqual([2_001]);
  });

  it("holds back a sum nobody worked out", () => {
    const blind = createAnswerer(base, {
      guard: (said, cited, asked, names) => unsupportedFigures(said, cited, asked, names),
    });
    const request = { text: question, locale: "zh-CN" as const, inGroup: false, flows };
    expect(blind.answer(request).kind).toBe("not_stated");
  });
});

describe("a withdrawn clause", () => {
  it("leaves nothing to work out from", () => {
    const clauses = base.clauses.filter(({ id }) => id !== "rent-relief-schedule");
    const without = createAnswerer({ ...base, clauses });
    const inputs = { rent: 8000_00, per: "month", year: 2 } as const;
    for (const locale of ["zh-CN", "en"] as const) {
      const answer = without.calculate("rent-relief", inputs, locale);
      expect(answer.kind).toBe("not_stated");
      expect(answer.text).toMatch(/先不算|won't work it out/u);
    }
  });
});

describe("the way to a flow", () => {
  it.each([
    ["/calc", "calc"],
    ["测算", "calc"],
    ["帮我算算", "calc"],
    ["/firstaid", "firstaid"],
    ["急救", "firstaid"],
    ["start the first-aid questions", undefined],
    ["first aid", "firstaid"],
  ])("%s", (text, flow) => {
    const answer = ask(text);
    if (flow === undefined) expect(answer.flow).toBeUndefined();
    else expect(answer).toMatchObject({ kind: "routed", flow, clauses: [] });
  });

  it.each(["急救包我能用吗", "我头一回漏标广告，能免罚吗", "can I use the first-aid kit"])(
    "%s is answered, and the three questions are offered",
    (question) => {
      const answer = ask(question);
      expect(answer).toMatchObject({ kind: "answer", offer: { flow: "firstaid" } });
      expect(answer.text).toMatch(/回复“急救”|\/firstaid/u);
    },
  );

  it.each(["合规主题沙龙是什么？", "合规沙龙哪天办？", "AI开放麦是做什么的？"])(
    "%s offers the events that are coming up",
    (question) => {
      const answer = ask(question);
      expect(answer.clauses[0]).toMatch(/^event-/);
      expect(answer.offer).toEqual({ flow: "events", args: "" });
    },
  );

  it("an answer on a calculator's clause offers it", () => {
    expect(ask("房租减免怎么减").offer).toEqual({ flow: "calc", args: "rent-relief" });
  });
});

describe("first aid", () => {
  it("promises nothing, whatever is answered", () => {
    for (const first of ["yes", "no", "unsure"] as const) {
      for (const minor of ["yes", "no", "unsure"] as const) {
        for (const fixed of ["yes", "no"] as const) {
          const fits = first === "yes" && minor === "yes" && fixed === "yes";
          const zh = answerer.firstAid({ first, minor, fixed }, "zh-CN");
          expect(zh.text.includes("可能符合免罚条件")).toBe(fits);
          expect(zh.text).toContain("窗口判断");
          expect(zh.text).toMatch(/停发[\s\S]*补标[\s\S]*留痕[\s\S]*联系窗口/u);
          expect(zh.text).not.toMatch(/不会(?:被)?罚|一定不罚|肯定不罚|保证不/u);
          expect(zh.facts).toEqual(["gov-first-aid-conditions", "law-penalty-first"]);
          const en = answerer.firstAid({ first, minor, fixed }, "en");
          expect(en.text).toContain("This is no promise");
        }
      }
    }
    expect(heldBack).toEqual([]);
  });

  it("judges nothing once the conditions are withdrawn", () => {
    const clauses = base.clauses.filter(({ id }) => id !== "gov-first-aid-conditions");
    const answers = { first: "yes", minor: "yes", fixed: "yes" } as const;
    const answer = createAnswerer({ ...base, clauses }).firstAid(answers, "zh-CN");
    expect(answer).toMatchObject({ kind: "not_stated", desk: "justice", clauses: [] });
  });
});
