import { defineMessages } from "../../src/i18n/messages.ts";

/** What the flows about a person's own data say. */
export const rightsMessages = defineMessages({
  privately: {
    zh: "这是你个人的事，我在私聊里发给你。",
    en: "This is personal, so I sent it to you in our direct chat.",
  },
  cardTitle: { zh: "我的数据", en: "My data" },
  cardText: {
    zh: "关于你，我存着下面这些。每一项写明：有什么、做什么用、谁能看到、存多久。",
    en: "This is what I hold about you: which fields, what for, who sees it, and for how long.",
  },
  cardStranger: {
    zh: "我们刚认识：除了你的聊天账号和这条消息，关于你我还什么都没有存。",
    en: "We have only just met: besides your chat account and this message I hold nothing about you yet.",
  },
  cardRow: {
    zh: (p: { count: number; fields: string; why: string; who: string; kept: string }) =>
      `${p.count} 条：${p.fields}。用来${p.why}。能看到的：${p.who}。${p.kept}`,
    en: (p: { count: number; fields: string; why: string; who: string; kept: string }) =>
      `${p.count}: ${p.fields}. Used ${p.why}. Seen by ${p.who}. ${p.kept}`,
  },
  keptDays: {
    zh: (p: { days: number }) => `存 ${p.days} 天后自动删除`,
    en: (p: { days: number }) => `Deleted by itself after ${p.days} days`,
  },
  keptUntilDeleted: { zh: "存到你删除为止", en: "Kept until you delete it" },
  keptAsProof: { zh: "作为凭证保留，没有内容", en: "Kept as proof, without any words" },
  consentRow: {
    zh: (p: { version: number; day: string }) => `${p.day} 同意，文本第 ${p.version} 版`,
    en: (p: { version: number; day: string }) => `Agreed on ${p.day}, text version ${p.version}`,
  },
  consentLabel: {
    zh: (p: { purpose: string }) => `同意 · ${p.purpose}`,
    en: (p: { purpose: string }) => `Consent · ${p.purpose}`,
  },
  cardFootnote: {
    zh: "这些都加密保存，只在你和经办窗口之间使用，不公开、不出售。",
    en: "All of it is kept encrypted and used only between you and the desk that helps you; never published, never sold.",
  },
  exportButton: { zh: "导出给我", en: "Export it" },
  revokeButton: { zh: "撤回同意", en: "Withdraw consent" },
  forgetButton: { zh: "删除我的数据", en: "Delete my data" },
  exportTitle: { zh: "你的数据", en: "Your data" },
  exportPart: {
    zh: (p: { part: number; parts: number }) => `第 ${p.part} 份，共 ${p.parts} 份`,
    en: (p: { part: number; parts: number }) => `Part ${p.part} of ${p.parts}`,
  },
  exportNothing: { zh: "关于你，我什么都没有存。", en: "I hold nothing about you." },
  exportCut: {
    zh: (p: { left: number }) =>
      `太长了，聊天里放不下，还有 ${p.left} 条没列出。要完整的文件，回复“人工”，综合窗口会导出给你。`,
    en: (p: { left: number }) =>
      `This is too long for a chat: ${p.left} entries are left out. For the complete file reply “/desk”, and the general desk will export it for you.`,
  },
  exportFootnote: {
    zh: "我发给你的消息就在聊天里，没有重复列出；你交来的文件，说“我的文件”取回。",
    en: "What I sent you is in the chat already and not repeated here; say “/myfiles” to get back the files you handed in.",
  },
  purposeLabel: { zh: "哪一项同意", en: "which consent" },
  purposePrompt: {
    zh: "想撤回哪一项同意？",
    en: "Which consent would you like to withdraw?",
  },
  noConsent: {
    zh: "你现在没有给过任何同意，没有要撤回的。",
    en: "You have not given any consent, so there is nothing to withdraw.",
  },
  revokeReview: {
    zh: (p: { stops: string }) => `撤回之后：${p.stops}撤回以前已经办完的事不受影响。`,
    en: (p: { stops: string }) =>
      `Once it is withdrawn: ${p.stops} What was done before is not affected.`,
  },
  confirmRevoke: { zh: "确认撤回", en: "Confirm and withdraw" },
  revoked: {
    zh: "已撤回。以后需要时，我会再问你。",
    en: "Withdrawn. If it is needed again, I will ask you first.",
  },
  revokedAlready: {
    zh: "这一项已经撤回过了。",
    en: "That consent has been withdrawn already.",
  },
  forgetTitle: { zh: "删除我的数据", en: "Delete my data" },
  forgetText: {
    zh: "确认之后，下面这些会这样处理，不能恢复：",
    en: "Once you confirm, this is what happens. It cannot be undone:",
  },
  forgetOpen: {
    zh: (p: { open: number; deleted: string }) => `${p.open} 项还没办完。${p.deleted}`,
    en: (p: { open: number; deleted: string }) => `${p.open} still under way. ${p.deleted}`,
  },
  forgetFootnote: {
    zh: "平台上已经发出的消息我收不回，要在聊天里自己删。依法要留的只有同意记录和操作记录，里面没有姓名和内容，用来证明我们依法处理（个人信息保护法第四十七条）。备份里的内容，密钥销毁后谁也读不出。",
    en: "Messages already on the chat platform are out of my reach; delete them in the chat. By law only the consent record and the audit trail stay, without your name or words, to prove lawful handling (Personal Information Protection Law, article 47). What backups hold cannot be read by anybody once your key is destroyed.",
  },
  confirmForget: { zh: "确认删除", en: "Confirm and delete" },
  forgetting: {
    zh: "好的。这条消息送到之后一分钟内，我就把你的数据删掉，等着发给你的消息也不再发。以后再来，我们就当第一次见面。",
    en: "All right. Within a minute of this message reaching you I delete your data, and nothing that was waiting to be sent to you goes out. If you come back, we meet for the first time.",
  },
});
