import { defineMessages } from "../../src/i18n/messages.ts";

/** What the first-aid flow asks; the verdict is worded with the clauses. */
export const firstAidMessages = defineMessages({
  firstLabel: { zh: "是不是初次", en: "first time" },
  firstPrompt: {
    zh: "三个问题，先自查，不算结论。\n\n是头一回出这样的问题吗？",
    en: "Three questions for a first look; they decide nothing.\n\nIs this the first time something like this happened?",
  },
  firstYes: { zh: "是，头一回", en: "Yes, the first time" },
  firstNo: { zh: "不是，以前有过", en: "No, it happened before" },
  minorLabel: { zh: "后果", en: "harm" },
  minorPrompt: {
    zh: "后果轻微吗？比如没人受损失，没有投诉。",
    en: "Was the harm minor, for example nobody lost anything and nobody complained?",
  },
  minorYes: { zh: "轻微", en: "Minor" },
  minorNo: { zh: "不轻，有人受损失或投诉", en: "Not minor: a loss or a complaint" },
  fixedLabel: { zh: "改正", en: "correction" },
  fixedPrompt: { zh: "已经改正了吗？", en: "Has it been put right?" },
  fixedYes: { zh: "已经改了", en: "Yes, it has" },
  fixedNo: { zh: "还没有", en: "Not yet" },
  unsure: { zh: "不确定", en: "Not sure" },
  toDesk: { zh: "交给窗口", en: "Hand it to the desk" },
  record: {
    zh: ({ first, minor, fixed }: Shown) =>
      `急救自查：是不是初次：${first}；后果：${minor}；改正：${fixed}。想请窗口判断。`,
    en: ({ first, minor, fixed }: Shown) =>
      `First-aid check: first time: ${first}; harm: ${minor}; put right: ${fixed}. Please judge.`,
  },
});

interface Shown {
  readonly first: string;
  readonly minor: string;
  readonly fixed: string;
}
