import { defineMessages } from "../../src/i18n/messages.ts";

/** What is said about files that are handed in. */
export const fileMessages = defineMessages({
  itemLabel: { zh: "哪一项", en: "what it is for" },
  itemPrompt: { zh: "交哪一项材料？", en: "Which of the missing documents is it?" },
  itemPromptForFile: {
    zh: "收到一个文件。它是哪一项材料？",
    en: "You sent a file. Which of the missing documents is it?",
  },
  fileLabel: { zh: "文件", en: "file" },
  filePrompt: {
    zh: (p: { item: string }) =>
      `请把「${p.item}」的文件或照片发到这个私聊里，一次一个。收 PDF、JPG、PNG、Word（docx）、Excel（xlsx），最大 20 MB。`,
    en: (p: { item: string }) =>
      `Please send me the file or photo of “${p.item}” here in this direct chat, one at a time: PDF, JPG, PNG, Word (docx) or Excel (xlsx), 20 MB at most.`,
  },
  notAFile: {
    zh: "这一步我等的是文件或照片，不是文字。不交了就说“取消”。",
    en: "At this point I am waiting for a file or photo, not for words. Say /cancel if you changed your mind.",
  },
  oneAtATime: {
    zh: "请一次只发一个文件，我好知道它是哪一项。",
    en: "One file at a time, please, so that I know which is which.",
  },
  tooLarge: {
    zh: "没有收下：文件太大了，最多 20 MB。可以压缩一下，或者分成几份。",
    en: "It was not taken: the file is too large, 20 MB at most. You could compress it or split it.",
  },
  empty: {
    zh: "没有收下：文件是空的，请检查后再发。",
    en: "It was not taken: the file is empty. Please check it and send it again.",
  },
  tooMany: {
    zh: "今天发的文件有点多，明天再发吧；着急的话可以找窗口。",
    en: "That is a lot of files for one day. Please go on tomorrow, or ask the desk if it is urgent.",
  },
  notWanted: {
    zh: "这一项现在不缺了，文件没有收。说“进度”看看还缺什么。",
    en: "That is no longer missing, so the file was not taken. Say /status to see what is.",
  },
  nothingWanted: {
    zh: "现在没有要你交的材料，文件没有收。提问时我只看得懂文字，请用文字说说要问什么。",
    en: "There is nothing you need to hand in, so the file was not taken. For questions I can only read text. Please tell me in words what you'd like to ask.",
  },
  again: { zh: "再发一次", en: "Send it again" },
  handIn: { zh: "交材料", en: "Hand in a file" },
  takeBack: {
    zh: (p: { item: string }) => `撤回 ${p.item}`,
    en: (p: { item: string }) => `Take back ${p.item}`,
  },
  withdrawn: {
    zh: "撤回了，文件已经删除。",
    en: "You took it back, and the file is deleted.",
  },
  alreadyTaken: {
    zh: "窗口已经取走了，撤不回来。有问题请找窗口。",
    en: "The desk already took it, so it cannot be taken back. Please ask the desk.",
  },
  notThere: {
    zh: "这份文件不在了，可能已经撤回或被替换。",
    en: "That file is not here any more: it was taken back or replaced.",
  },
  onItsWay: {
    zh: (p: { item: string }) => `◐ ${p.item}（正在收）`,
    en: (p: { item: string }) => `◐ ${p.item} (on its way)`,
  },
  received: {
    zh: (p: { item: string; moment: string }) => `☑ ${p.item}（${p.moment}收到）`,
    en: (p: { item: string; moment: string }) => `☑ ${p.item} (received ${p.moment})`,
  },
  taken: {
    zh: (p: { item: string; moment: string }) => `☑ ${p.item}（${p.moment}收到，窗口已取走）`,
    en: (p: { item: string; moment: string }) =>
      `☑ ${p.item} (received ${p.moment}, taken by the desk)`,
  },
});
