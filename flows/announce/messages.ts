import { defineMessages } from "../../src/i18n/messages.ts";

/** What staff are told around announcements and the console. */
export const announceMessages = defineMessages({
  staffOnly: {
    zh: "这是工作人员用的功能。有想让大家知道的事，发“人工”告诉窗口就好。",
    en: "This is for staff. If there is something everybody should know, send /desk and tell a desk.",
  },
  consoleTitle: { zh: "控制台登录链接", en: "Your link to the console" },
  consoleText: {
    zh: (p: { url: string; minutes: number }) =>
      `${p.url}\n\n${p.minutes}分钟内有效，只能用一次。请不要转发给别人。`,
    en: (p: { url: string; minutes: number }) =>
      `${p.url}\n\nIt works once, within ${p.minutes} minutes. Please do not pass it on.`,
  },
});
