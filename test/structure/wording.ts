import type { LocalizedText } from "./localized.ts";

/** Words that keep their own language inside of the other: proper names and what people type. */
export interface KeptWords {
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

/** What people type, the bot's name, and the languages by their own names: the same in both languages. */
export const COMMAND_WORDS: KeptWords = {
  zh: [
    "人工",
    "取消报名",
    "取消",
    "返回",
    "跳过",
    "重复",
    "稍后",
    "继续",
    "帮助",
    "语言",
    "中文",
    "测算",
    "急救",
    "活动",
    "报名",
    "提醒我",
    "签到",
    "我的数据",
    "我的",
    "进度",
    "绑定",
    "撤回同意",
    "删除我的数据",
    "订阅",
    "退订",
    "群发",
    "控制台",
    "问",
    "小V",
    "切换到中文",
  ],
  en: ["English", "Telegram", "Slack", "PostgreSQL", "Redis", "Switch to English", "EN", "zh-CN"],
};

const HAN = /\p{Script=Han}+/u;
const LATIN_SENTENCE = /[A-Za-z][A-Za-z'’]*(?: +[A-Za-z][A-Za-z'’]*){3,}/u;
const ADDRESS_OR_COMMAND = /https?:\/\/\S+|\/[a-z]+/gu;

/** What is wrong with a text's languages; `kept` are the words that may stand in either. */
export function wordingProblems(text: LocalizedText, kept: KeptWords): readonly string[] {
  const at = `${text.path}:${text.line}`;
  if (!text.zh) return [`${at}: the Chinese text (zh) is missing or empty`];
  if (!text.en) return [`${at}: the English text (en) is missing or empty`];
  return [...chineseProblems(at, text.zh, kept), ...englishProblems(at, text.en, kept)];
}

function chineseProblems(at: string, zh: string, kept: KeptWords): readonly string[] {
  if (zh.includes("您")) return [`${at}: people are 你 in every other text: ${zh}`];
  const own = without(zh, kept.en);
  const sentence = LATIN_SENTENCE.exec(own)?.[0];
  if (sentence) return [`${at}: the Chinese text holds an English sentence: ${sentence}`];
  const isLatinOnly = /[A-Za-z]/.test(own) && !HAN.test(zh);
  return isLatinOnly ? [`${at}: the Chinese text has no Chinese: ${zh}`] : [];
}

function englishProblems(at: string, en: string, kept: KeptWords): readonly string[] {
  const chinese = HAN.exec(without(en, kept.zh))?.[0];
  if (chinese === undefined) return [];
  return [`${at}: the English text holds Chinese that is no known name or command: ${chinese}`];
}

/** A text without the kept words (longest first), addresses and commands. */
function without(text: string, words: readonly string[]): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return longestFirst.reduce(
    (rest, word) => (word === "" ? rest : rest.replaceAll(word, " · ")),
    text.replace(ADDRESS_OR_COMMAND, " · "),
  );
}
