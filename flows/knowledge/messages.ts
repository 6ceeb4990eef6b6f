import { defineMessages } from "../../src/i18n/messages.ts";

/** What the flows for staff's own knowledge say. */
export const knowledgeFlowMessages = defineMessages({
  staffOnly: {
    zh: "这个操作只有窗口工作人员能用。想问政策，直接问我就行。",
    en: "Only desk staff can do this. For policy questions, just ask me.",
  },
  topicLabel: { zh: "内容", en: "topic" },
  topicPrompt: {
    zh: "要写哪方面的便条？发布后我会注明是窗口说的、哪天说的，到期自动停用；同一方面的新便条会替换旧的。",
    en: "What is the note about? I will name the desk and the day, and stop using it when it expires. A new note on the same topic replaces the old one.",
  },
  topicHours: { zh: "开放时间", en: "Opening hours" },
  topicPhone: { zh: "联系电话", en: "Phone number" },
  topicPlace: { zh: "办理地点", en: "Where it is" },
  topicNotice: { zh: "最新通知", en: "Latest notice" },
  deskLabel: { zh: "窗口", en: "desk" },
  deskPrompt: { zh: "以哪个窗口的名义？", en: "Which desk is speaking?" },
  chineseLabel: { zh: "中文", en: "Chinese text" },
  chinesePrompt: {
    zh: "请写中文内容，一两句话，大家会看到原文。",
    en: "Please write it in Chinese, a sentence or two. Everyone will read it as written.",
  },
  englishLabel: { zh: "英文", en: "English text" },
  englishPrompt: {
    zh: "请写同样内容的英文，数字和号码要一致。",
    en: "Please write the same in English, with the same numbers.",
  },
  needsChinese: {
    zh: "请用中文写，4 到 300 个字。",
    en: "Please write it in Chinese, 4 to 300 characters.",
  },
  needsEnglish: {
    zh: "请用英文写，最多 600 个字符，不要夹中文。",
    en: "Please write it in English, at most 600 characters, without Chinese.",
  },
  untilLabel: { zh: "有效期", en: "valid until" },
  untilPrompt: { zh: "用到什么时候？", en: "How long does it hold?" },
  untilToday: { zh: "只限今天", en: "Today only" },
  untilWeek: { zh: "7 天", en: "7 days" },
  untilMonth: { zh: "30 天", en: "30 days" },
  untilQuarter: { zh: "90 天", en: "90 days" },
  reviewTitle: { zh: "请核对", en: "Please check" },
  noteReview: {
    zh: "确认后马上生效，所有人提问都可能看到。",
    en: "Once you confirm, it is live: anyone who asks may see it.",
  },
  confirmNote: { zh: "确认发布", en: "Confirm and publish" },
  noteKept: {
    zh: (p: { until: string }) => `已发布，用到 ${p.until}。要提前停用，发“下架”。`,
    en: (p: { until: string }) =>
      `Published until ${p.until}. To stop it earlier, send /unpublish.`,
  },
  clauseLabel: { zh: "条目", en: "clause" },
  wordsLabel: { zh: "关键词", en: "keywords" },
  withdrawWords: {
    zh: "要下架哪一条？发条目编号，或几个关键词。",
    en: "Which clause should be taken down? Send its id or a few words.",
  },
  restoreWords: {
    zh: "要恢复哪一条？发条目编号，或几个关键词。",
    en: "Which clause should be put back? Send its id or a few words.",
  },
  noneFound: {
    zh: "没有找到这样的条目，换个说法试试。",
    en: "I found no such clause. Please try other words.",
  },
  whichClause: { zh: "是哪一条？", en: "Which one is it?" },
  withdrawReview: {
    zh: "确认后马上停用，正在聊这一条的人下一句起也不再引用。随时可以恢复。",
    en: "Once you confirm, it is out of use at once, also for people talking about it right now. You can put it back at any time.",
  },
  confirmWithdraw: { zh: "确认下架", en: "Confirm and take down" },
  withdrawn: { zh: "已下架，不再引用。", en: "Taken down. It is no longer cited." },
  restoreIt: { zh: "恢复", en: "Put it back" },
  restoreReview: {
    zh: "确认后马上重新启用。",
    en: "Once you confirm, it is in use again.",
  },
  confirmRestore: { zh: "确认恢复", en: "Confirm and put back" },
  restored: { zh: "已恢复，可以引用了。", en: "Put back. It can be cited again." },
  refusedRules: {
    zh: "没有保存：内容不符合条目规则（例如数字没有写进数字表、缺一种语言）。",
    en: "Not saved: it breaks a rule for clauses, such as a figure that is not listed or a missing language.",
  },
  refusedRepeated: {
    zh: "没有保存：别的条目已经有同样的问法。",
    en: "Not saved: another clause has the same example already.",
  },
  refusedPersonal: {
    zh: "没有保存：问题或答复里有个人信息，请去掉后再存。",
    en: "Not saved: the question or the reply holds personal data. Please take it out first.",
  },
  refusedFigures: {
    zh: "没有保存：中英文里的号码不一致。",
    en: "Not saved: the numbers in the Chinese and the English text differ.",
  },
  refusedExpired: { zh: "没有保存：有效期已经过了。", en: "Not saved: it has expired already." },
  refusedMovedOn: {
    zh: "没有保存：刚刚有同事改过这一条，请再看一遍。",
    en: "Not saved: a colleague has just changed this clause. Please look at it again.",
  },
  refusedGone: {
    zh: "没有改动：这一条不存在，或已经是这个状态。",
    en: "Nothing changed: there is no such clause, or it is in that state already.",
  },
  nothingUnanswered: {
    zh: "最近没有待答的问题。",
    en: "There are no unanswered questions.",
  },
  unansweredTitle: { zh: "待答问题", en: "Unanswered questions" },
  unansweredText: {
    zh: (p: { shown: number; more: number }) =>
      `按提问人数排，个人信息已隐去。${p.more > 0 ? `另有 ${p.more} 组没有列出。` : ""}`,
    en: (p: { shown: number; more: number }) =>
      `By number of people who asked; personal data is hidden.${p.more > 0 ? ` ${p.more} more are not shown.` : ""}`,
  },
  groupLabel: {
    zh: (p: { position: number; askers: number; bad: number }) =>
      `${p.position}. ${p.askers} 人问${p.bad > 0 ? `，${p.bad} 个 👎` : ""}`,
    en: (p: { position: number; askers: number; bad: number }) =>
      `${p.position}. ${p.askers} asked${p.bad > 0 ? `, ${p.bad} × 👎` : ""}`,
  },
  answerNow: {
    zh: (p: { position: number }) => `处理第 ${p.position} 个`,
    en: (p: { position: number }) => `Deal with ${p.position}`,
  },
  lessonGone: {
    zh: "这个问题已经不在了，或不归你看。",
    en: "That question is gone, or not yours to see.",
  },
  howLabel: { zh: "怎么收录", en: "what to do" },
  howPrompt: {
    zh: (p: { question: string }) => `“${p.question}”\n\n怎么处理？`,
    en: (p: { question: string }) => `“${p.question}”\n\nWhat should be done with it?`,
  },
  commentRow: { zh: "👎 有人说", en: "👎 Somebody said" },
  asExample: {
    zh: (p: { title: string }) => `是“${p.title}”的一种问法`,
    en: (p: { title: string }) => `An example of “${p.title}”`,
  },
  asDraft: { zh: "写成新条目（草稿）", en: "A draft clause" },
  notAdded: { zh: "不收录", en: "Don't add it" },
  replyLabel: { zh: "答复", en: "answer" },
  replyPrompt: {
    zh: "请写答复，存成草稿；补齐另一种语言并审核后才会启用。",
    en: "Please write the answer. It is kept as a draft and goes live once the other language is there and it is approved.",
  },
  replyLength: {
    zh: "请写 2 到 1000 个字。",
    en: "Please write 2 to 1,000 characters.",
  },
  learnedExample: {
    zh: (p: { title: string }) => `已加为“${p.title}”的一种问法，马上生效。`,
    en: (p: { title: string }) => `Added as an example of “${p.title}”. It counts at once.`,
  },
  learnedDraft: {
    zh: (p: { id: string }) => `已存为草稿 ${p.id}，补齐并审核后启用。`,
    en: (p: { id: string }) => `Kept as draft ${p.id}. It goes live once completed and approved.`,
  },
  learnedNothing: { zh: "好的，没有收录。", en: "All right, nothing was added." },
});
