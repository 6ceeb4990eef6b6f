import { defineMessages } from "../../i18n/messages.ts";

/** What staff hear of a picture they sent for an event. */
export const posterMessages = defineMessages({
  label: {
    zh: (p: { code: string }) => `${p.code} 的海报`,
    en: (p: { code: string }) => `Poster of ${p.code}`,
  },
  changed: {
    zh: (p: { code: string }) =>
      `${p.code} 的海报换好了。活动还是草稿时，只有工作人员在控制台看得到。`,
    en: (p: { code: string }) =>
      `${p.code} has its new poster. While the event is a draft only staff see it, on the console.`,
  },
  refused: {
    zh: (p: { code: string; why: string }) => `${p.code} 的海报没有换：${p.why}`,
    en: (p: { code: string; why: string }) => `The poster of ${p.code} stays as it was: ${p.why}`,
  },
  again: { zh: "再发一张", en: "Send another" },
  empty: {
    zh: "文件是空的，请检查后再发。",
    en: "the file is empty. Please check it and send it again.",
  },
  too_large: {
    zh: "图片太大，最多 5 MB。可以压缩一下再发。",
    en: "the picture is too large, 5 MB at most. You could save it smaller.",
  },
  wrong_kind: {
    zh: "只收 JPG 和 PNG 图片，这份打开来不是，或者不完整。",
    en: "I take JPG and PNG pictures, and inside this one is neither, or it is incomplete.",
  },
  wrong_size: {
    zh: "图片每边至少 100 像素，两边加起来最多 10000 像素，长边不超过短边的 5 倍。",
    en: "each side must have 100 pixels or more, both together 10,000 at most, and the long side at most 5 times the short one.",
  },
  not_staff: { zh: "现在没有办活动的权限了。", en: "you may not run events any more." },
  not_found: { zh: "活动已经不在了。", en: "the event is gone." },
  not_fetched: {
    zh: "从聊天平台取不到这张图片，请再发一次。",
    en: "the chat platform does not hand the picture out. Please send it again.",
  },
});
