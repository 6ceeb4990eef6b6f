import { expect, test } from "vitest";
import { readMention } from "../../../adapters/web/mention.ts";

test.each([
  ["@小V 第二年房租打几折？", "第二年房租打几折？"],
  ["@小V，第二年呢", "第二年呢"],
  ["＠小v第二年呢", "第二年呢"],
  ["@小Ｖ 第二年呢", "第二年呢"],
  ["@聚场助手房租怎么减", "房租怎么减"],
  ["@聚场助手 AI开放麦是什么", "AI开放麦是什么"],
  ["@juchang how much is it?", "how much is it?"],
  ["我想拍条口播 @小V 楼里有没有棚", "我想拍条口播 楼里有没有棚"],
  ["房租怎么减？@小V", "房租怎么减？"],
  ["@小V @小V 在吗", "在吗"],
  ["@小V", ""],
])("%s is meant for the bot", (said, text) => {
  expect(readMention(said)).toEqual({ mentioned: true, text });
});

test.each([
  ["小V，房租怎么减", "房租怎么减"],
  ["小V房租怎么减", "房租怎么减"],
  ["你好小V，房租怎么减", "你好 房租怎么减"],
  ["Juchang, where is it?", "where is it?"],
  ["房租怎么减？小V", "房租怎么减"],
  ["小V", ""],
])("%s calls the bot by name", (said, text) => {
  expect(readMention(said)).toEqual({ mentioned: true, text });
});

test.each([
  "今天谁在二楼",
  "@小Vlog 更新了",
  "我的小Vlog更新了",
  "小V聚场是不是满了",
  "我问过小V那个问题了大家可以往上翻",
  "Juchangs everywhere",
  "xiaoV@example.com",
])("%s is left alone", (said) => {
  expect(readMention(said)).toEqual({ mentioned: false, text: said });
});

test("long runs of spaces and names are read without getting slow", () => {
  const hostile = [
    " ".repeat(20_000),
    "@小V ".repeat(4000),
    " 小V".repeat(6000),
    "@".repeat(20_000),
  ];
  for (const text of hostile) expect(() => readMention(text)).not.toThrow();
});
