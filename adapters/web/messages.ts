import { defineMessages } from "../../src/i18n/messages.ts";

/** What the playground itself says from the server; the page's own words are in `static/texts.js`. */
export const webMessages = defineMessages({
  retracted: { zh: "这条消息已撤回", en: "This message was taken back" },
  botName: { zh: "聚场助手", en: "Juchang" },
  groupTitle: { zh: "V聚场创作者群", en: "V Juchang Creators" },
  staffTitle: { zh: "窗口工作台", en: "Service desks" },
});

/** Why a request was turned away, by the code that names it. */
export const refusalMessages = defineMessages({
  "wrong-host": {
    zh: "这个地址不在允许的范围内，请用启动时显示的地址打开。",
    en: "This address isn't allowed. Please open the address shown at start.",
  },
  "wrong-origin": {
    zh: "这个请求来自别的网站，没有处理。",
    en: "This request came from another site and was not handled.",
  },
  "no-session": {
    zh: "登录已过期，请刷新页面。",
    en: "The session has expired. Please reload the page.",
  },
  invalid: {
    zh: "没看懂这个请求，请刷新页面再试。",
    en: "The request wasn't understood. Please reload the page and try again.",
  },
  empty: {
    zh: "消息是空的，写点什么再发吧。",
    en: "The message is empty. Please write something.",
  },
  "too-long": {
    zh: "这条消息太长了，一条最多 20,000 个字符，请分几条发。",
    en: "That message is too long. Please keep each one under 20,000 characters.",
  },
  "too-large": {
    zh: "这个文件太大了，最多 20 MB。可以压缩一下，或者分成几份。",
    en: "That file is too large, 20 MB at most. You could compress it or split it.",
  },
  "unknown-chat": { zh: "找不到这个聊天。", en: "There is no such chat." },
  "unknown-message": { zh: "找不到这条消息。", en: "There is no such message." },
  "too-fast": { zh: "发得太快了，请稍等几秒。", en: "That was quick. Please wait a few seconds." },
  "not-delivered": {
    zh: "未送达",
    en: "Not delivered",
  },
  closing: {
    zh: "服务正在启动或停止，请稍后再试。",
    en: "The service is starting or stopping. Please try again shortly.",
  },
});

/** The name of a reason to turn a request away. */
export type RefusalCode = keyof typeof refusalMessages;
