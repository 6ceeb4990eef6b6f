import { defineMessages } from "../i18n/messages.ts";

/** How long a question's own page can be used, minutes. */
export const PAGE_MINUTES = 30;

/** What is said with a question that has its own page. */
export const pageMessages = defineMessages({
  open: { zh: "打开填写页面", en: "Open the page to fill in" },
  download: {
    zh: (p: { name: string; minutes: number }) => `下载（${p.minutes} 分钟内有效）：${p.name}`,
    en: (p: { name: string; minutes: number }) => `Download (for ${p.minutes} minutes): ${p.name}`,
  },
  howTo: {
    zh: (p: { minutes: number }) =>
      `请不要打在聊天里：点下面的链接，在我们自己的页面上填，填完回到这里继续。链接 ${p.minutes} 分钟内有效，只能用一次；过期了就说“重复”。`,
    en: (p: { minutes: number }) =>
      `Please don't type it in the chat: open the link below, fill it in on our own page, then come back here. The link works once and for ${p.minutes} minutes; say /repeat for a new one.`,
  },
});
