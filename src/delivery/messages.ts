import { defineMessages } from "../i18n/messages.ts";

/** What people and staff are told when a turn hit a bug. */
export const failureMessages = defineMessages({
  sorry: {
    zh: "抱歉，我这边出了点问题，这一条没有处理成，已记下来交给工作人员看；请稍后再试一次。",
    en: "Sorry, something went wrong on our side and this wasn't processed; it has been recorded for our staff, so please try again a little later.",
  },
  staffTitle: { zh: "有消息没有处理成", en: "A message could not be processed" },
  staffText: {
    zh: (p: { id: string; cause: string }) =>
      `程序出错（${p.cause}），消息已加密保存，编号 ${p.id}。十分钟内的同类问题只提醒这一次，全部可用 doctor 命令查看。`,
    en: (p: { id: string; cause: string }) =>
      `The program failed (${p.cause}); the message is kept sealed under ${p.id}. Further failures within ten minutes are not announced; the doctor command lists all of them.`,
  },
});
