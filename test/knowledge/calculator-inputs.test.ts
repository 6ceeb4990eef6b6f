import { describe, expect, it } from "vitest";
import { parseField } from "../../src/knowledge/calculators/dialogue.ts";
import { parseAmount, parseCount } from "../../src/knowledge/calculators/parse-input.ts";

describe("an amount as people write it", () => {
  it.each([
    ["8千", 8_000],
    ["五十万", 500_000],
    ["50w", 500_000],
    ["50万1元", 500_001],
    ["1.5万", 15_000],
    ["8,000", 8_000],
    ["８，０００", 8_000],
    ["8k", 8_000],
    ["3万5", 35_000],
    ["1万5千", 15_000],
    ["两万五", 25_000],
    ["八千块钱一个月", 8_000],
    ["¥12.34", 12.34],
    ["about 15,000 yuan", 15_000],
    ["eight thousand", 8_000],
  ])("%s", (text, yuan) => {
    expect(parseAmount(text)).toEqual({ ok: true, value: Math.round(yuan * 100) });
  });

  it.each([
    ["0", "大于零"],
    ["-8000", "大于零"],
    ["负8千", "大于零"],
    ["1e9", "太大"],
    ["1000亿", "太大"],
    ["12.345", "到分"],
    ["8000美元", "人民币"],
    ["$8000", "人民币"],
    ["5000-8000", "一个金额"],
    ["8千还是9千", "一个金额"],
    ["abc", "没看出金额"],
    ["", "没看出金额"],
    ["几千", "没看出金额"],
    ["雏鹰50万怎么还", "没看出金额"],
  ])("%s is turned down with a reason", (text, said) => {
    const parsed = parseAmount(text);
    expect(parsed).toMatchObject({ ok: false, reason: { zh: expect.stringContaining(said) } });
  });

  it.each(["第一", "1,", "1万", "一", "1个"])(
    "%s, two thousand times over, is no amount",
    (piece) => {
      expect(parseAmount(piece.repeat(2_000))).toMatchObject({ ok: false });
    },
  );

  it("counts are whole and within reason", () => {
    expect(parseCount("三年", "month")).toEqual({ ok: true, value: 36 });
    expect(parseField("days", "一个礼拜")).toEqual({ ok: true, value: 7 });
    expect(parseField("months", "999")).toEqual({ ok: true, value: 999 });
    for (const bad of ["0", "-3", "1.5", "1000", "三次"]) {
      expect(parseField("months", bad)).toMatchObject({ ok: false });
    }
  });
});
