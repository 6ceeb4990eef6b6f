import { defineMessages } from "../../i18n/messages.ts";

/** What people and staff hear of files that were handed in. */
export const fileMessages = defineMessages({
  receivedTitle: {
    zh: (p: { item: string }) => `收到了：${p.item}`,
    en: (p: { item: string }) => `Received: ${p.item}`,
  },
  receivedText: {
    zh: (p: { moment: string }) =>
      `${p.moment}收到，已告诉窗口。窗口取走之前，可以撤回，也可以再发一份替换。`,
    en: (p: { moment: string }) =>
      `It came in on ${p.moment} and the desk has been told. Until the desk takes it you can take it back, or send another in its place.`,
  },
  file: { zh: "文件", en: "File" },
  programme: { zh: "申请", en: "Application" },
  takeBack: { zh: "撤回这份", en: "Take it back" },
  status: { zh: "看进度", en: "See where it stands" },
  again: { zh: "再发一次", en: "Send it again" },
  tooLarge: {
    zh: (p: { item: string }) =>
      `「${p.item}」没有收下：文件太大了，最多 20 MB。可以压缩一下，或者分成几份。`,
    en: (p: { item: string }) =>
      `Your file for “${p.item}” was not taken: it is too large, 20 MB at most. You could compress it or split it.`,
  },
  empty: {
    zh: (p: { item: string }) => `「${p.item}」没有收下：文件是空的，请检查后再发。`,
    en: (p: { item: string }) =>
      `Your file for “${p.item}” was not taken: it is empty. Please check it and send it again.`,
  },
  wrongKind: {
    zh: (p: { item: string }) =>
      `「${p.item}」没有收下：只收 PDF、JPG、PNG 和不带宏的 Word（docx）、Excel（xlsx）文件，这份打开来不是。`,
    en: (p: { item: string }) =>
      `Your file for “${p.item}” was not taken: I take PDF, JPG, PNG, and Word (docx) or Excel (xlsx) files without macros, and inside this one is none of them.`,
  },
  notFetched: {
    zh: (p: { item: string }) => `「${p.item}」没有收下：从聊天平台取不到这个文件，请再发一次。`,
    en: (p: { item: string }) =>
      `Your file for “${p.item}” was not taken: the chat platform does not hand it out. Please send it again.`,
  },
  staffTitle: { zh: "有申请人交来材料", en: "An applicant handed something in" },
  staffText: {
    zh: (p: { programme: string; number: string }) =>
      `${p.programme} ${p.number} 收到一份补交的材料，请在控制台“交来的材料”里取。`,
    en: (p: { programme: string; number: string }) =>
      `A missing document came in for ${p.programme} ${p.number}. Please take it on the console's page “Handed-in files”.`,
  },
});
