import { defineMessages } from "../../src/i18n/messages.ts";

/** What only Slack needs worded: everything else the bot says comes from its flows. */
export const slackMessages = defineMessages({
  modalTitle: { zh: "私下回答", en: "Answer in private" },
  modalSubmit: { zh: "提交", en: "Submit" },
  modalClose: { zh: "关闭", en: "Close" },
  modalLabel: { zh: "你的回答", en: "Your answer" },
  modalNote: {
    zh: "只有你看得到。也可以关掉这里，到与我的私聊里回答。",
    en: "Only you see this. You can also close it and answer in our direct chat.",
  },
  modalEmpty: { zh: "还没有写内容。", en: "There is nothing written yet." },
  modalStale: {
    zh: "这个问题已经回答过了，请关掉这里，看看与我的私聊。",
    en: "This question has been answered already. Please close this and look at our direct chat.",
  },
  homeTitle: { zh: "聚场助手", en: "Juchang" },
  homeText: {
    zh: "有创作者政策的问题，在“消息”里直接问我，或在频道里 @我。需要人工时说“人工”。",
    en: "Ask me about creator policies under “Messages”, or mention me in a channel. Say “desk” to reach a person.",
  },
  homeCommands: {
    zh: "任何频道里都可以用 /juchang：/juchang 帮助、/juchang 人工、/juchang 取消",
    en: "In any channel you can use /juchang: /juchang help, /juchang desk, /juchang cancel",
  },
});
