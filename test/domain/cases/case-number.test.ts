import { expect, test } from "vitest";
import { pastedNumber } from "../../../src/domain/cases/case-number.ts";

test.each([
  "我的编号 DEMO-0002 到哪了",
  "demo－0002",
  "YP-2026-00123 有消息吗",
  "受理号是202611240001",
  "申请编号：2026-1124-01，帮忙看看",
  "my case number is 2026112401",
])("%s: holds a case's number", (text) => {
  expect(pastedNumber(text)).toBe("case");
});

test.each([
  "EV-05 还有位置吗",
  "Q-2026 的计划",
  "AIGC-2026 大会",
  "截止是 before-2026-11-24 吗",
  "沪杨文〔2026〕3号 说了什么",
  "编号是什么意思",
  "2026年第二年房租减多少",
])("%s: holds none", (text) => {
  expect(pastedNumber(text)).toBeUndefined();
});

test.each(["工单 T-1001", "ｔ-1001"])("%s: holds a receipt's", (text) => {
  expect(pastedNumber(text)).toBe("receipt");
});
