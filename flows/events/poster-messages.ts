import { defineMessages } from "../../src/i18n/messages.ts";

/** What is said to staff who change an event's poster. */
export const posterMessages = defineMessages({
  change: { zh: "换海报", en: "Change the poster" },
  pictureLabel: { zh: "海报", en: "poster" },
  prompt: {
    zh: (p: { title: string }) =>
      `请把“${p.title}”的海报发到这个私聊里：一张 JPG 或 PNG 图片，最大 5 MB。所有人都会看到它。`,
    en: (p: { title: string }) =>
      `Please send me the poster of “${p.title}” here in this direct chat: one JPG or PNG picture, 5 MB at most. Everybody will see it.`,
  },
  hasOne: {
    zh: (p: { code: string }) => `它会替换现在的海报；要去掉海报，发“海报 ${p.code} 删除”。`,
    en: (p: { code: string }) =>
      `It takes the place of the one there is; to have none, say /poster ${p.code} remove.`,
  },
  notAPicture: {
    zh: "这一步我等的是图片，不是文字。不换了就说“取消”。",
    en: "At this point I am waiting for a picture, not for words. Say /cancel if you changed your mind.",
  },
  oneAtATime: { zh: "请只发一张图片。", en: "One picture only, please." },
  empty: {
    zh: "这个文件是空的，请检查后再发。",
    en: "That file is empty. Please check it and send it again.",
  },
  tooLarge: {
    zh: "图片太大了，最多 5 MB。可以压缩一下再发。",
    en: "That picture is too large, 5 MB at most. You could save it smaller.",
  },
  wrongKind: {
    zh: "这不是图片，请发一张 JPG 或 PNG。",
    en: "That is no picture. Please send a JPG or PNG.",
  },
  noted: {
    zh: "收到，正在检查图片，好了告诉你。",
    en: "Thank you. I am looking at the picture and will tell you once it is there.",
  },
  removed: { zh: "海报去掉了。", en: "The poster is gone." },
  none: { zh: "这场活动没有海报。", en: "That event has no poster." },
});
