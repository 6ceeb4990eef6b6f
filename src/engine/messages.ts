import { defineMessages } from "../i18n/messages.ts";

/** What the engine itself says in any flow. */
export const engineMessages = defineMessages({
  answerByNumber: {
    zh: (p: { count: number }) => `回复数字 1–${p.count}，或直接打出选项。`,
    en: (p: { count: number }) => `Reply with a number from 1 to ${p.count}, or type the option.`,
  },
  cancelled: { zh: "好的，已取消，什么都没有提交。", en: "Cancelled. Nothing was submitted." },
  consentWithdrawn: {
    zh: "你撤回了同意，进行到一半的那件事我已经关掉，什么都没有提交。",
    en: "You withdrew your consent, so I closed what was under way. Nothing was submitted.",
  },
  nothingOpen: {
    zh: "现在没有进行到一半的事。直接问政策问题就行，或回复“帮助”看我能做什么。",
    en: "Nothing is under way right now. Just ask a policy question, or reply “help” to see what I can do.",
  },
  cannotSkip: { zh: "这一项不能跳过。", en: "This one can't be skipped." },
  noWayBack: { zh: "已经是第一步了。", en: "This is already the first step." },
  unknownField: {
    zh: (p: { fields: string }) => `没认出要改哪一项。可以改：${p.fields}。`,
    en: (p: { fields: string }) =>
      `I couldn't tell which one to change. You can change: ${p.fields}.`,
  },
  putAside: {
    zh: "好的，先放着，已填的都留着。回复“继续”接着来。",
    en: "All right, I've put it aside with everything you filled in. Reply “continue” to go on.",
  },
  optional: { zh: "可回复“跳过”。", en: "You can reply “skip”." },
  currentAnswer: { zh: "目前的回答", en: "Current answer" },
  keep: { zh: "保留不变", en: "Keep it" },
  skip: { zh: "跳过", en: "Skip" },
  cancel: { zh: "取消", en: "Cancel" },
  human: { zh: "找人工", en: "Ask a person" },
  continue: { zh: "继续", en: "Continue" },
  change: {
    zh: (p: { field: string }) => `改${p.field}`,
    en: (p: { field: string }) => `Change ${p.field}`,
  },
  notUnderstood: {
    zh: "没看懂这个回答。",
    en: "I didn't get that answer.",
  },
  offerPerson: {
    zh: "试了几次都没对上。要不要找窗口的工作人员？也可以继续填，或取消。",
    en: "That didn't work a few times. Shall a person at the desk take over? You can also go on, or cancel.",
  },
  stillThere: {
    zh: "刚才的事还没办完，接着来吗？",
    en: "We haven't finished yet. Shall we go on?",
  },
  closedIdle: {
    zh: "等了一阵没有回复，这件事先关了，没有提交任何内容。需要时再叫我。",
    en: "I closed this after a while without a reply. Nothing was submitted. Call me whenever you need it.",
  },
  backTo: { zh: "回到刚才的问题：", en: "Back to the open question:" },
  notYours: {
    zh: "这是别人的按钮，你可以自己发起一次。",
    en: "This button belongs to someone else. You can start your own.",
  },
  staleTap: {
    zh: "这个按钮已经过期，现在到了这一步：",
    en: "That button is out of date. This is where we are now:",
  },
  staleNothing: {
    zh: "这个按钮已经过期，那件事已经结束。",
    en: "That button is out of date; that matter is already closed.",
  },
  forgedTap: { zh: "这个按钮用不了。", en: "This button doesn't work." },
  continuedPrivately: {
    zh: "接下来涉及个人信息，我私信你了，请到与我的私聊里继续。",
    en: "This part is personal, so I've sent it to you privately. Please continue in our direct chat.",
  },
  openDirect: { zh: "去私聊", en: "Open direct chat" },
  parked: {
    zh: "我们刚更新过，这件事需要工作人员看一下再继续，你填的内容都在。",
    en: "We have just been updated, and a colleague needs to look at this before it goes on. What you filled in is safe.",
  },
  restarted: {
    zh: "我们刚更新过，请从这一步接着填，之前的回答都保留着。",
    en: "We have just been updated. Please go on from here; your earlier answers are kept.",
  },
  sentByButton: { zh: "请用按钮或数字选择。", en: "Please choose with a button or a number." },
  tooManyOpen: {
    zh: "你同时开着的事有点多，最早的一件先关了。",
    en: "You had many matters open at once; I closed the oldest.",
  },
  cannotReadFile: {
    zh: "提问时我只看得懂文字，请用文字说说要问什么。",
    en: "For questions I can only read text. Please tell me in words what you'd like to ask.",
  },
  wordsOnly: {
    zh: "文件和图片我看不了，只看了你写的文字。",
    en: "I can't look at files or pictures; I only read your words.",
  },
  fileInGroup: {
    zh: "群里的文件我不收，别人也看得到。请在这里私发给我，方便的话把群里那条撤回。",
    en: "I take no files in a group, where others see them too. Please send it to me here, and delete that message if you can.",
  },
});
