import { defineMessages } from "../../src/i18n/messages.ts";

/** What the policy flows say around an answer. */
export const policyMessages = defineMessages({
  askDesk: { zh: "问窗口", en: "Ask the desk" },
  askNamedDesk: {
    zh: (p: { desk: string }) => `问${p.desk}`,
    en: (p: { desk: string }) => `Ask the ${p.desk}`,
  },
  startCalculation: { zh: "按我的数测算", en: "Work it out for me" },
  startStatus: { zh: "查进度（私聊）", en: "Check the status (privately)" },
  startEvents: { zh: "看近期活动 · 报名", en: "Coming events and sign-up" },
  startFirstAid: { zh: "三个问题自查", en: "Answer three questions" },
  whichLabel: { zh: "哪一条", en: "which one" },
  answeredAbove: {
    zh: "刚才有人问过，完整回答见引用的那一条。",
    en: "Somebody asked this a moment ago. The whole answer is in the message I reply to.",
  },
  goOnPrivately: {
    zh: "这件事我们私下说，请看私聊。",
    en: "Let's go on in private; please see our direct chat.",
  },
  pastedCase: {
    zh: "申请编号别发在群里，别人看得到；方便的话把群里那条撤回。申请走到哪一步，我只在这里告诉本人。",
    en: "Please don't post the number of an application in a group, others can read it; delete that message if you can. Where it stands I tell only you, and only here.",
  },
  pastedReceipt: {
    zh: "工单号别发在群里，别人看得到；方便的话把群里那条撤回。窗口的回复会发到这里，也可以在这里接着问。",
    en: "Please don't post a ticket number in a group, others can read it; delete that message if you can. The desk's reply comes here, and you can go on asking here.",
  },
  clauseGone: {
    zh: "这一条刚被窗口下架，我不再引用。可以换个问法，或直接问窗口。",
    en: "The desk has just taken this clause down, so I no longer cite it. Ask another way, or ask the desk.",
  },
  helpful: { zh: "👍 有用", en: "👍 Helpful" },
  unhelpful: { zh: "👎 没用", en: "👎 Not helpful" },
  thanks: { zh: "谢谢，记下了。", en: "Thank you, noted." },
  noted: {
    zh: "谢谢直说，记下了，窗口会看。",
    en: "Thank you for telling us. The desk will look at it.",
  },
  ratingGone: {
    zh: "这个回答已经不能评价了。",
    en: "This answer can no longer be rated.",
  },
  whyPrompt: { zh: "记下了。哪里不好？", en: "Noted. What was wrong with it?" },
  reasonWrong: { zh: "说错了", en: "It's wrong" },
  reasonIncomplete: { zh: "不完整", en: "Incomplete" },
  reasonOutdated: { zh: "过时了", en: "Out of date" },
  reasonMissed: { zh: "答非所问", en: "Not my question" },
  inWords: { zh: "私下说一句", en: "Say it privately" },
  wordsLabel: { zh: "意见", en: "comment" },
  wordsPrompt: {
    zh: "哪里不好？写一句就行，只有窗口看得到。",
    en: "What was wrong? One sentence is enough; only the desk sees it.",
  },
  wordsLength: { zh: "请写 2 到 500 个字。", en: "Please write 2 to 500 characters." },
});
