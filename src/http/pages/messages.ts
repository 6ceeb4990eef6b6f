import { defineMessages } from "../../i18n/messages.ts";

/** The words of the page on which a personal question is answered. */
export const pageMessages = defineMessages({
  title: { zh: "聚场助手 · 填写", en: "Juchang · Fill in" },
  why: {
    zh: "这一页是聚场助手自己的，填的内容不经过聊天平台。提交后回到聊天里继续。",
    en: "This page is Juchang's own: what you write here does not pass through the chat platform. Submit it and go on in the chat.",
  },
  submit: { zh: "提交", en: "Submit" },
  takenTitle: { zh: "收到了", en: "Received" },
  taken: {
    zh: "已经交给聚场助手，请回到聊天里继续。这一页可以关了。",
    en: "It has been handed to Juchang. Please go on in the chat; you can close this page.",
  },
  goneTitle: { zh: "这个链接用不了了", en: "This link can no longer be used" },
  gone: {
    zh: "它已经用过、过期了，或者问题换了。请回到聊天里说“重复”，会给你一个新的。",
    en: "It was used, has expired, or the question has changed. Say /repeat in the chat and you get a new one.",
  },
  away: {
    zh: "暂时收不了，请稍等一会儿再提交。",
    en: "It cannot be taken right now. Please wait a moment and submit it again.",
  },
  again: {
    zh: "这次提交不是从这个页面发出的，或者浏览器没有保存 Cookie。请再提交一次。",
    en: "This did not come from the page itself, or your browser does not keep cookies. Please submit it once more.",
  },
});
