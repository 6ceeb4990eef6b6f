import { defineMessages } from "../../src/i18n/messages.ts";

/** What the desk flows say. */
export const deskMessages = defineMessages({
  topicLabel: { zh: "窗口", en: "desk" },
  topicPrompt: {
    zh: "想问哪个窗口？分工只是建议，窗口会帮你转到对的人。",
    en: "Which desk is your question for? This is only a suggestion; the desk will pass it on if needed.",
  },
  questionLabel: { zh: "问题", en: "question" },
  questionPrompt: {
    zh: "请把想问的写清楚，一两句就行。不用写身份证号、银行账号这类信息。",
    en: "Please write your question in a sentence or two. No ID or bank account numbers, please.",
  },
  questionTooShort: {
    zh: "再多写几个字，窗口才能答得上来。",
    en: "Please write a little more so the desk can answer.",
  },
  questionTooLong: {
    zh: "有点长了，请缩到 1000 字以内。",
    en: "That is a little long. Please keep it under 1,000 characters.",
  },
  reachLabel: { zh: "联系方式", en: "how to reach me" },
  reachPrompt: { zh: "窗口怎么回复你？", en: "How should the desk get back to you?" },
  reachChat: { zh: "就在这里回复", en: "Reply here in this chat" },
  reachPhone: { zh: "打电话给我", en: "Call me" },
  phoneLabel: { zh: "电话", en: "phone" },
  phonePrompt: {
    zh: "请留一个手机号或座机（带区号），只给处理这件事的窗口看。",
    en: "Please leave a mobile number or a landline with area code. Only the desk handling this sees it.",
  },
  phoneInvalid: {
    zh: "这个号码看起来不对。例如 13800000000 或 021-12345678。",
    en: "That number doesn't look right. For example 13800000000 or +44 20 7946 0000.",
  },
  consentLabel: { zh: "同意", en: "consent" },
  consentPrompt: {
    zh: (p: { days: number }) =>
      `提交前请看一眼：你的问题和联系方式会交给所选窗口（网信、司法、税务、投促或综合）的工作人员，只用来回答这个问题；消息经由你正在用的聊天平台传送；保存 ${p.days} 天后删除。随时可以说“撤回同意”。同意吗？`,
    en: (p: { days: number }) =>
      `Before you submit: your question and contact go to the staff of the desk you chose (cyberspace, justice, tax, investment or general), only to answer this question. Messages travel through the chat platform you are using. They are deleted after ${p.days} days. You can withdraw consent at any time. Do you agree?`,
  },
  consentAgree: { zh: "同意", en: "I agree" },
  consentDecline: { zh: "不同意", en: "I don't agree" },
  declined: {
    zh: "好的，没有提交，也没有保存你的问题。可以直接到 V聚场一楼“樱有尽有”窗口当面问。",
    en: "All right. Nothing was submitted or kept. You can ask in person at the Yingyou Jinyou service centre on the ground floor of V Juchang.",
  },
  reviewTitle: { zh: "请核对", en: "Please check" },
  reviewPrompt: {
    zh: "确认后交给窗口，窗口回复后我马上转给你。",
    en: "Once you confirm, it goes to the desk, and I bring you the reply as soon as there is one.",
  },
  confirm: { zh: "确认提交", en: "Confirm and submit" },
  opened: {
    zh: (p: { code: string; desk: string }) =>
      `已交给${p.desk}（建议窗口，可能转给更合适的同事）。工单号 ${p.code}。有回复我第一时间告诉你。`,
    en: (p: { code: string; desk: string }) =>
      `Handed to the ${p.desk} (a suggestion; it may be passed on). Ticket ${p.code}. I'll tell you as soon as there is a reply.`,
  },
  tooMany: {
    zh: (p: { limit: number }) => `你有 ${p.limit} 个问题还在等回复，先等窗口答完再提新的吧。`,
    en: (p: { limit: number }) =>
      `You have ${p.limit} questions waiting already. Please wait for a reply before adding more.`,
  },
  newTicketTitle: {
    zh: (p: { code: string; desk: string }) => `新工单 ${p.code} · ${p.desk}`,
    en: (p: { code: string; desk: string }) => `New ticket ${p.code} · ${p.desk}`,
  },
  followUpTitle: {
    zh: (p: { code: string; desk: string }) => `追问 ${p.code} · ${p.desk}`,
    en: (p: { code: string; desk: string }) => `Follow-up on ${p.code} · ${p.desk}`,
  },
  movedTitle: {
    zh: (p: { code: string; desk: string }) => `改派来的工单 ${p.code} · ${p.desk}`,
    en: (p: { code: string; desk: string }) => `Reassigned ticket ${p.code} · ${p.desk}`,
  },
  neutralTicket: {
    zh: "内容已私信给本窗口的同事；点“接单”后在私聊里看和答。",
    en: "Its content went privately to this desk's staff. Tap “Take it” to read and answer in your direct chat.",
  },
  rowFrom: { zh: "提问人", en: "From" },
  rowQuestion: { zh: "问题", en: "Question" },
  rowContact: { zh: "电话", en: "Phone" },
  rowDesk: { zh: "窗口", en: "Desk" },
  unnamed: { zh: "一位创作者", en: "A creator" },
  takeIt: { zh: "接单并回答", en: "Take it and answer" },
  passOn: { zh: "改派窗口", en: "Pass to another desk" },
  alreadyTaken: { zh: "这张工单已有同事接了。", en: "A colleague has already taken this ticket." },
  ticketClosed: { zh: "这张工单已经结束。", en: "This ticket is closed." },
  notStaff: {
    zh: "这个操作只有窗口工作人员能用，而且每张工单只由它所在的窗口办。",
    en: "Only desk staff can do this, and each ticket only at its own desk.",
  },
  notFound: { zh: "没有找到这张工单。", en: "I couldn't find that ticket." },
  replyLabel: { zh: "回复", en: "reply" },
  replyPrompt: {
    zh: (p: { code: string }) => `已接单 ${p.code}。请写回复，写完先给你看一遍再发出。`,
    en: (p: { code: string }) =>
      `You have ticket ${p.code}. Write the reply; you'll see it once more before it goes out.`,
  },
  replyReview: {
    zh: "确认后发给提问人。问题是在群里公开问的且回复不含个人信息时发在原帖下，否则只发给本人。",
    en: "Once you confirm, it goes to the asker: in the thread if the question was asked publicly and the reply holds nothing personal, else privately.",
  },
  confirmSend: { zh: "确认发送", en: "Confirm and send" },
  sentTeach: {
    zh: "已发给提问人。要不要顺手收进知识库，下次我直接答？",
    en: "Sent to the asker. Shall I learn from it, so that I can answer next time?",
  },
  teachExample: {
    zh: (p: { title: string }) => `加为“${p.title}”的问法`,
    en: (p: { title: string }) => `An example of “${p.title}”`,
  },
  teachDraft: { zh: "存为草稿", en: "Keep as a draft" },
  teachNothing: { zh: "不收录", en: "No" },
  answerTitle: {
    zh: (p: { code: string; desk: string }) => `${p.desk}回复（${p.code}）`,
    en: (p: { code: string; desk: string }) => `Reply from the ${p.desk} (${p.code})`,
  },
  publicAnswerTitle: {
    zh: (p: { desk: string }) => `${p.desk}回复`,
    en: (p: { desk: string }) => `Reply from the ${p.desk}`,
  },
  answerFootnote: {
    zh: "窗口工作人员的答复，以窗口最新口径为准。",
    en: "Answered by desk staff; the desk's latest word applies.",
  },
  more: { zh: "再问一句", en: "Ask something else" },
  helpful: { zh: "👍 有用", en: "👍 Helpful" },
  unhelpful: { zh: "👎 没解决", en: "👎 Not solved" },
  moreLabel: { zh: "追问", en: "follow-up" },
  morePrompt: {
    zh: "还想问什么？我接着转给同一个窗口。",
    en: "What else would you like to ask? I'll pass it to the same desk.",
  },
  moreSent: {
    zh: "已转给窗口，回复了就告诉你。",
    en: "Passed on to the desk. I'll tell you when they reply.",
  },
  noMore: {
    zh: "这张工单不能再追问了：只有提问人能问，撤回同意之后也不再转给窗口。要问新的，回复“人工”。",
    en: "Nothing can be added to this ticket: only its asker may, and not after withdrawing consent. To ask anew, reply “/desk”.",
  },
  onlyAsker: {
    zh: "只有提问人能用这个按钮。",
    en: "Only the person who asked can use this button.",
  },
  thanks: { zh: "谢谢，这张工单就结束了。", en: "Thank you. This ticket is now closed." },
  sorry: {
    zh: "知道了，谢谢直说。要接着问，点“再问一句”。",
    en: "Understood, thank you for telling us. To go on, tap “Ask something else”.",
  },
  reasonLabel: { zh: "原因", en: "reason" },
  reasonPrompt: {
    zh: "哪里没解决？说一句就行，也可以跳过。",
    en: "What was missing? One sentence is enough, or skip.",
  },
  newDeskLabel: { zh: "新窗口", en: "new desk" },
  newDeskPrompt: { zh: "改派给哪个窗口？", en: "Which desk should take it?" },
  reassigned: { zh: "已改派。", en: "Passed on." },
});
