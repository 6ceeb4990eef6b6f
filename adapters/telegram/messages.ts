import { defineMessages } from "../../src/i18n/messages.ts";

/** What only Telegram needs worded: everything else the bot says comes from its flows. */
export const telegramMessages = defineMessages({
  alsoReply: {
    zh: (p: { words: string }) => `也可以回复：${p.words}`,
    en: (p: { words: string }) => `You can also reply: ${p.words}`,
  },
  taken: { zh: "这张海报已不再使用", en: "This poster is no longer in use" },
  placeholder: { zh: "在这里回复", en: "Reply here" },
  privacyOn: {
    zh: "谢谢邀请！我开着 Telegram 的隐私模式，看不到群里的普通消息：请用 /ask 提问、回复我的消息或点按钮。想让我也听到 @我 的消息，可以把我设为管理员，或在 BotFather 的 /setprivacy 里选 Disable，再把我移出群重新加入。",
    en: "Thanks for adding me! Telegram's privacy mode is on, so I can't see ordinary messages in the group: please ask with /ask, reply to my messages, or tap buttons. To let me hear mentions too, make me an admin, or choose Disable under /setprivacy in BotFather, then remove me and add me again.",
  },
});

/** The menu of commands; only those that exist are shown. */
export const commandMessages = defineMessages({
  ask: { zh: "问一条政策", en: "Ask a policy question" },
  desk: { zh: "找服务窗口的工作人员", en: "Reach a person at a service desk" },
  calc: { zh: "测算房租、还款、担保", en: "Calculate rent, repayment, guarantee" },
  firstaid: { zh: "免罚急救包：三问", en: "Leniency first aid: three questions" },
  events: { zh: "活动和报名", en: "Events and sign-up" },
  my: { zh: "我的报名、工单和提醒", en: "My sign-ups, tickets and reminders" },
  status: { zh: "办理进度（私聊）", en: "Application status (in private)" },
  language: { zh: "换语言：中文或 English", en: "Change language: English or 中文" },
  cancel: { zh: "取消正在办的事", en: "Cancel what is under way" },
  help: { zh: "我能做什么", en: "What I can do" },
});
