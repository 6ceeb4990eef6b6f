import { defineMessages } from "../../src/i18n/messages.ts";

/** What is said about files their sender wants back. */
export const ownFileMessages = defineMessages({
  title: { zh: "我的文件", en: "My files" },
  text: {
    zh: "你交来、还存着的材料。要哪一份，点一下，我在这个私聊里给你。",
    en: "What you handed in and is still kept. Tap one and I give it back here, in this direct chat.",
  },
  nothing: {
    zh: "现在没有存着你交来的材料：还没交过，或者已经撤回、过期删除了。",
    en: "None of your files is kept here: you have handed in none, or they were taken back or deleted in time.",
  },
  row: {
    zh: (p: { name: string; programme: string; moment: string }) =>
      `${p.name}（${p.programme}，${p.moment}收到）`,
    en: (p: { name: string; programme: string; moment: string }) =>
      `${p.name} (${p.programme}, received ${p.moment})`,
  },
  rowTaken: {
    zh: (p: { name: string; programme: string; moment: string }) =>
      `${p.name}（${p.programme}，${p.moment}收到，窗口已取走）`,
    en: (p: { name: string; programme: string; moment: string }) =>
      `${p.name} (${p.programme}, received ${p.moment}, taken by the desk)`,
  },
  getBack: {
    zh: (p: { number: number; item: string }) => `取回 ${p.number}. ${p.item}`,
    en: (p: { number: number; item: string }) => `Get back ${p.number}. ${p.item}`,
  },
  more: { zh: "更早的", en: "Earlier ones" },
  privately: {
    zh: "这是你个人的事，我在私聊里发给你。",
    en: "This is personal, so I sent it to you in our direct chat.",
  },
  here: {
    zh: (p: { item: string; name: string }) =>
      `这是你交的「${p.item}」：${p.name}。没看到文件就再点一次；还是没有，说“人工”请窗口给你一份。`,
    en: (p: { item: string; name: string }) =>
      `This is what you handed in for “${p.item}”: ${p.name}. If you don't see the file, tap again; if that doesn't help, say /desk and a desk gets you a copy.`,
  },
  notThere: {
    zh: "这份文件不在了，可能已经撤回、被替换，或者到期删除了。",
    en: "That file is not here any more: it was taken back, replaced, or deleted in time.",
  },
});
