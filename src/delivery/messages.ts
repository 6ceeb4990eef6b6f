import { defineMessages } from "../i18n/messages.ts";

/** What people and staff are told when something went wrong with the service itself. */
export const alertMessages = defineMessages({
  sorry: {
    zh: "抱歉，我这边出了点问题，这一条没有处理成，已记下来交给工作人员看；请稍后再试一次。",
    en: "Sorry, something went wrong on our side and this wasn't processed; it has been recorded for our staff, so please try again a little later.",
  },
  failedTitle: { zh: "有消息没有处理成", en: "A message could not be processed" },
  failedText: {
    zh: (p: { id: string; cause: string }) =>
      `程序出错（${p.cause}），消息已加密保存，编号 ${p.id}。十分钟内的同类问题只提醒这一次，全部可用 doctor 命令查看。`,
    en: (p: { id: string; cause: string }) =>
      `The program failed (${p.cause}); the message is kept sealed under ${p.id}. Further failures within ten minutes are not announced; the doctor command lists all of them.`,
  },
  parkedTitle: { zh: "有一件事需要人看一下", en: "A matter needs a look" },
  parkedText: {
    zh: (p: { flow: string; step: string }) =>
      `更新之后，有人停在 ${p.flow} 的“${p.step}”这一步，程序接不下去了，填过的内容都在。请换回认得它的版本，或补上迁移。`,
    en: (p: { flow: string; step: string }) =>
      `After an update somebody is stuck at ${p.flow}, step “${p.step}”, which this version does not know; what they filled in is safe. Go back to a version that knows it, or add its migration.`,
  },
});
