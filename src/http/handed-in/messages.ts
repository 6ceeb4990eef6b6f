import { defineMessages } from "../../i18n/messages.ts";

/** What is read where a file cannot be had. */
export const handedInMessages = defineMessages({
  title: { zh: "聚场助手 · 我的文件", en: "Juchang · My files" },
  goneTitle: { zh: "这里没有文件", en: "There is no file here" },
  gone: {
    zh: "链接过期了，或者文件已经撤回、替换、删除。请回到和聚场助手的私聊里说“我的文件”，再取一次。",
    en: "The link has expired, or the file was taken back, replaced or deleted. Say /myfiles in your direct chat with Juchang and get it again.",
  },
  away: {
    zh: "暂时取不了，请过一会儿再试。",
    en: "It can't be fetched right now. Please try again in a while.",
  },
  tooMany: {
    zh: "取得太快了，请等一分钟再试。",
    en: "That was too fast. Please wait a minute and try again.",
  },
});
