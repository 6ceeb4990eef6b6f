import { expect, test } from "vitest";
import {
  pastedNumber,
  requestedNumber,
  volunteeredNumber,
} from "../../../src/domain/cases/case-number.ts";

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

test.each([
  ["编号DEMO-0002查一下", "DEMO-0002"],
  ["DEMO-0002", "DEMO-0002"],
  ["麻烦帮我看看我的申请 demo－0002 到哪一步了？", "DEMO-0002"],
  ["受理号是202611240001，有消息吗", "202611240001"],
  ["please check the status of my application DEMO-0002", "DEMO-0002"],
])("%s only asks where it stands", (text, number) => {
  expect(requestedNumber(text)).toBe(number);
});

test.each([
  "编号DEMO-0002 第二年房租减多少",
  "DEMO-0002 怎么还款",
  "查一下",
  "工单 T-1001 查一下",
  "how much rent do I pay, DEMO-0002",
])("%s asks more, or holds none", (text) => {
  expect(requestedNumber(text)).toBeUndefined();
});

test.each([
  ["DEMO-0002", "DEMO-0002"],
  ["我的编号是 DEMO-0002。", "DEMO-0002"],
  ["202611240001", "202611240001"],
  ["13900000042", undefined],
  ["同意", undefined],
  ["2", undefined],
])("%s said to another question: %s", (text, number) => {
  expect(volunteeredNumber(text)).toBe(number);
});
