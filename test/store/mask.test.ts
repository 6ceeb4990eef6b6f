import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holdsPersonal, mask, maskName } from "../../src/store/sealing/mask.ts";

describe("what is personal is masked", () => {
  test.each([
    ["我的手机是13800138000，谢谢", "我的手机是〔电话〕，谢谢"],
    ["tel13800138000", "tel〔电话〕"],
    ["138-0013-8000", "〔电话〕"],
    ["138 0013 8000", "〔电话〕"],
    ["+86 138 0013 8000", "〔电话〕"],
    ["0086-13800138000", "〔电话〕"],
    ["１３８００１３８０００", "〔电话〕"],
    ["1\u200b3800138000", "〔电话〕"],
    ["021-65431234", "〔电话〕"],
    ["+44 20 7946 0958", "〔电话〕"],
    ["身份证310110199003074518", "身份证〔证件号〕"],
    ["31011019900307451X吗", "〔证件号〕吗"],
    ["310110900307451", "〔证件号〕"],
    ["护照E12345678", "护照〔证件号〕"],
    ["信用代码91310110MA1G8XYQ3K", "信用代码〔证件号〕"],
    ["卡号6222 0202 0001 1234 567", "卡号〔号码〕"],
    ["一三八零零一三八零零零", "〔号码〕"],
    ["lin.xiao+v@example.com.cn", "〔邮箱〕"],
    ["https://user:pw@example.com/x?y", "〔链接〕"],
    ["看 https://example.com/?a=1&access_token=abc 这里", "看 〔链接〕 这里"],
    ["postgres://u:p@db/x", "〔链接〕"],
    ["我叫林晓，想问", "我叫〔姓名〕，想问"],
    ["姓名：王小明", "姓名：〔姓名〕"],
    ["My name is Lin Xiao, hello", "My name is 〔姓名〕, hello"],
    ["微信 linxiao_88", "微信 〔账号〕"],
    ["QQ 12345678", "QQ 〔账号〕"],
    ["编号 PRV-730951，尾号 7019，帮我看看", "编号 〔编号〕，尾号 〔尾号〕，帮我看看"],
    ["手机后四位是0042", "手机后四位是〔尾号〕"],
    [
      "the last four digits are 0042, phone ending in 0042",
      "the last four digits are 〔尾号〕, phone ending in 〔尾号〕",
    ],
    ["窗口给的是 3496YGCW", "窗口给的是 〔验证码〕"],
    ["绑定 76xf-cynf", "绑定 〔验证码〕"],
    ["出示Q6S5MU", "出示〔验证码〕"],
  ])("%s", (text, masked) => {
    expect(mask(text)).toBe(masked);
    expect(holdsPersonal(text)).toBe(true);
  });

  test("the asker's own account name, wherever it stands", () => {
    expect(mask("小林影像工作室的租金，小林影像工作室", ["小林影像工作室"])).toBe(
      "〔姓名〕的租金，〔姓名〕",
    );
    expect(mask("林林总总", ["林"])).toBe("林林总总");
  });
});

test.each([
  "租金补贴最高500000元，2026-11-23 到 2027-01-01",
  "贷款 10000000元，利率3.45%",
  "2026.03-2026.09 共 36 个月，8.5 元/平方米/天",
  "三千五百平",
  "https://example.com/news/2026",
  "姓名和电话要填吗？联系人是谁？我叫什么？",
  "微信支付、QQ音乐可以吗",
  "沪府规〔2024〕12号",
  "第四位和后四位是什么意思，FESTIVAL 2026",
  "EV-01 A-19 MP3 COVID-19",
])("what is not personal stays: %s", (text) => {
  expect(mask(text)).toBe(text);
  expect(holdsPersonal(text)).toBe(false);
});

test("no phone number survives, whatever stands around and between its digits", () => {
  const joint = fc.constantFrom("", "", " ", "-", ".", "·");
  const around = fc.string({ unit: fc.constantFrom("问", "a", " ", "，", "\n", "(") });
  fc.assert(
    fc.property(
      fc.array(joint, { minLength: 10, maxLength: 10 }),
      fc.stringMatching(/^1[3-9]\d{9}$/),
      around,
      around,
      (joints, phone, before, behind) => {
        const written = [...phone].map((digit, index) => digit + (joints[index] ?? "")).join("");
        expect(mask(`${before}${written}${behind}`)).not.toMatch(/\d/);
      },
    ),
  );
});

test("any text can be masked and stored", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const masked = mask(text);
      expect(masked).not.toContain("\0");
      expect(masked).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});

test("of a very long text the beginning is kept, and no half of a number at its end", () => {
  const masked = mask(`${"问".repeat(3995)}13800138000${"答".repeat(100_000)}`);
  expect(masked).toHaveLength(4000);
  expect(masked).not.toMatch(/\d/);
  expect(holdsPersonal(`${"问".repeat(50_000)}13800138000`)).toBe(true);
});

test("of a name the first character is left", () => {
  expect([maskName("林晓"), maskName(" 🙂x"), maskName("")]).toEqual(["林**", "🙂**", "**"]);
});
