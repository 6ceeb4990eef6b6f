/**
 * Words that carry a question rather than its subject: question words, pronouns, particles, auxiliaries.
 * They count less in ranking (see `search/terms.ts`).
 */
const CHINESE =
  "吗 呢 么 嘛 吧 啊 呀 哦 的 了 是 我 你 有 什 怎 如 何 哪 谁 多 少 几 能 不 可 以 要 会 想 问 请 在 这 那 个 给 就 都 也 还 们 啥 咋 里 到 和 跟 对 说 做 去 上 下 用 得 没 什么 怎么 如何 哪里 哪个 哪些 多少 能不 不能 可以 是不 不是 有没 没有 我想 想问 请问 这个 那个 你们 我们 一个";
const ENGLISH =
  "a an the is are am was were be do does did can could may i you we me my our your it its this that these those there here to of in on for at and or what which who when where how why will would if with any some have has had get got need want should so just about please tell";

export const COMMON_WORDS: ReadonlySet<string> = new Set(`${CHINESE} ${ENGLISH}`.split(" "));
