import { defineMessages } from "../../src/i18n/messages.ts";

/** What staff are told around announcements and the console, and everybody around what they got. */
export const announceMessages = defineMessages({
  staffOnly: {
    zh: "这是工作人员用的功能。有想让大家知道的事，发“人工”告诉窗口就好。",
    en: "This is for staff. If there is something everybody should know, send /desk and tell a desk.",
  },
  consoleTitle: { zh: "控制台登录链接", en: "Your link to the console" },
  consoleText: {
    zh: (p: { url: string; minutes: number }) =>
      `${p.url}\n\n${p.minutes}分钟内有效，只能用一次。请不要转发给别人。`,
    en: (p: { url: string; minutes: number }) =>
      `${p.url}\n\nIt works once, within ${p.minutes} minutes. Please do not pass it on.`,
  },
  topicLabel: { zh: "话题", en: "Topic" },
  topicPrompt: { zh: "这条公告属于哪个话题？", en: "Which topic is the announcement about?" },
  audienceLabel: { zh: "发给谁", en: "Audience" },
  audiencePrompt: {
    zh: "发给谁？按标签、名单挑选请用控制台。",
    en: "Who gets it? For tags and lists use the console.",
  },
  audienceGroups: { zh: "所有群", en: "All groups" },
  audienceSubscribers: { zh: "订阅了这个话题的人", en: "Subscribers of the topic" },
  audienceEveryone: { zh: "所有人和所有群", en: "Everybody and all groups" },
  titleZhLabel: { zh: "中文标题", en: "Title in Chinese" },
  titleZhPrompt: { zh: "中文标题写什么？", en: "What is the title in Chinese?" },
  titleEnLabel: { zh: "英文标题", en: "Title in English" },
  titleEnPrompt: { zh: "英文标题写什么？", en: "What is the title in English?" },
  bodyZhLabel: { zh: "中文正文", en: "Text in Chinese" },
  bodyZhPrompt: { zh: "中文正文写什么？", en: "What is the text in Chinese?" },
  bodyEnLabel: { zh: "英文正文", en: "Text in English" },
  bodyEnPrompt: { zh: "英文正文写什么？", en: "What is the text in English?" },
  whenLabel: { zh: "时间", en: "When" },
  whenPrompt: {
    zh: "什么时候发？写上海时间，例如 2026-12-01 09:00，或 +1d 09:00（明天九点）；发“跳过”就是马上发。",
    en: "When? Shanghai time, such as 2026-12-01 09:00 or +1d 09:00 (tomorrow at nine); send /skip for at once.",
  },
  emptyText: { zh: "请写几个字。", en: "Please write a few words." },
  longText: {
    zh: (p: { most: number }) => `太长了，最多 ${p.most} 个字。`,
    en: (p: { most: number }) => `That is too long: at most ${p.most} characters.`,
  },
  needsChinese: { zh: "这里请用中文写。", en: "Please write this part in Chinese." },
  needsEnglish: { zh: "这里请用英文写。", en: "Please write this part in English." },
  badTime: {
    zh: "没看懂这个时间，或者已经过去了。例如 2026-12-01 09:00。",
    en: "That is no time, or it is past. Write it like 2026-12-01 09:00.",
  },
  reviewTitle: { zh: "请核对这条公告", en: "Please check the announcement" },
  reviewText: {
    zh: "确认后按平台允许的速度发出。",
    en: "Once confirmed it goes out at the pace the platforms allow.",
  },
  confirm: { zh: "确认发送", en: "Confirm and send" },
  submitted: {
    zh: (p: { people: number; groups: number; minutes: number }) =>
      `已提交：${p.people} 人、${p.groups} 个群，约 ${p.minutes} 分钟。`,
    en: (p: { people: number; groups: number; minutes: number }) =>
      `Submitted: ${p.people} people and ${p.groups} groups, about ${p.minutes} minutes.`,
  },
  waitsForSecond: {
    zh: "范围较大，已请另一位同事批准，批准后自动发出。",
    en: "It goes to many, so a second person has been asked to approve it. Then it goes out by itself.",
  },
  nobody: { zh: "没有人会收到，没有提交。", en: "Nobody would get it, so it was not submitted." },
  past: { zh: "时间已经过去了，没有提交。", en: "The time is past, so it was not submitted." },
  approveTitle: { zh: "有一条公告等你批准", en: "An announcement waits for your approval" },
  own: {
    zh: "自己写的公告要由另一位同事批准。",
    en: "A second person must approve what you wrote.",
  },
  gone: { zh: "这条公告已经不在了。", en: "This announcement is no longer there." },
  notNow: {
    zh: "现在不能这样做，这是最新的状态：",
    en: "That cannot be done now. This is how it stands:",
  },
  standing: {
    zh: (p: {
      state: string;
      audience: number;
      sent: number;
      failed: number;
      skipped: number;
      uncertain: number;
      queued: number;
    }) =>
      `${p.state}。共 ${p.audience}：已送达 ${p.sent}，等待 ${p.queued}，失败 ${p.failed}，不确定 ${p.uncertain}，跳过 ${p.skipped}。`,
    en: (p: {
      state: string;
      audience: number;
      sent: number;
      failed: number;
      skipped: number;
      uncertain: number;
      queued: number;
    }) =>
      `${p.state}. Of ${p.audience}: ${p.sent} sent, ${p.queued} waiting, ${p.failed} failed, ${p.uncertain} uncertain, ${p.skipped} skipped.`,
  },
  recallReport: {
    zh: (p: { deleted: number; pastWindow: number; notDeleted: number }) =>
      `撤回：已删除 ${p.deleted}，已过期限 ${p.pastWindow}，失败 ${p.notDeleted}。`,
    en: (p: { deleted: number; pastWindow: number; notDeleted: number }) =>
      `Taken back: ${p.deleted} deleted, ${p.pastWindow} past the window, ${p.notDeleted} failed.`,
  },
  actApprove: { zh: "批准", en: "Approve" },
  actReturn: { zh: "退回", en: "Send back" },
  actPause: { zh: "暂停", en: "Pause" },
  actResume: { zh: "继续", en: "Resume" },
  actRetry: { zh: "重发失败的", en: "Retry the failed" },
  actCancel: { zh: "停止", en: "Stop it" },
  actRecall: { zh: "全部撤回", en: "Take back everywhere" },
  actStatus: { zh: "看进度", en: "How it goes" },
  readNoted: { zh: "已记下：你看过了。", en: "Noted: you have read it." },
  readAgain: { zh: "之前已经记下了。", en: "That was noted before." },
  whyTopic: {
    zh: (p: { topic: string }) => `你订阅了“${p.topic}”。发“退订 ${p.topic}”就不再收到。`,
    en: (p: { topic: string }) =>
      `You subscribed to “${p.topic}”. Send /unsubscribe ${p.topic} to stop.`,
  },
  whyList: {
    zh: (p: { topic: string }) => `工作人员点名发给了你，话题是“${p.topic}”。`,
    en: (p: { topic: string }) => `Staff chose you by name; the topic is “${p.topic}”.`,
  },
  whyAll: {
    zh: (p: { topic: string }) =>
      `这条“${p.topic}”公告发给了所有和我聊过的人。发“退订 ${p.topic}”就不再收到。`,
    en: (p: { topic: string }) =>
      `This “${p.topic}” announcement went to everybody who has written to me. Send /unsubscribe ${p.topic} to stop.`,
  },
  whyGroup: {
    zh: (p: { topic: string }) => `它发在你所在的群里，话题是“${p.topic}”。`,
    en: (p: { topic: string }) => `It was posted in a group you are in; the topic is “${p.topic}”.`,
  },
  whichTopic: { zh: "哪个话题？", en: "Which topic?" },
  subscribed: {
    zh: (p: { topic: string }) => `已订阅“${p.topic}”。发“退订 ${p.topic}”随时取消。`,
    en: (p: { topic: string }) =>
      `You are subscribed to “${p.topic}”. Send /unsubscribe ${p.topic} to stop at any time.`,
  },
  muted: {
    zh: (p: { topic: string }) => `不再给你发“${p.topic}”了。发“订阅 ${p.topic}”可以恢复。`,
    en: (p: { topic: string }) =>
      `You get no more about “${p.topic}”. Send /subscribe ${p.topic} to have it back.`,
  },
  questionLabel: { zh: "问题", en: "Question" },
  questionPrompt: {
    zh: "关于这条公告，你想问什么？",
    en: "What would you like to ask about the announcement?",
  },
  questionReview: {
    zh: "确认后交给窗口，公告会一起附上。",
    en: "Once confirmed it goes to the desk with the announcement attached.",
  },
  questionConfirm: { zh: "确认提交", en: "Confirm" },
  opened: {
    zh: (p: { code: string }) => `已转给窗口，工单 ${p.code}。有答复会在这里告诉你。`,
    en: (p: { code: string }) =>
      `It is with the desk as ticket ${p.code}. The answer comes to you here.`,
  },
  tooMany: {
    zh: (p: { limit: number }) => `你还有 ${p.limit} 个问题在等答复，请先等一等。`,
    en: (p: { limit: number }) =>
      `${p.limit} questions of yours are waiting already. Please wait for those first.`,
  },
  newTicket: {
    zh: (p: { code: string }) => `新工单 ${p.code}（关于一条公告）`,
    en: (p: { code: string }) => `New ticket ${p.code} (about an announcement)`,
  },
  newTicketGroup: {
    zh: "内容已私下发给窗口的同事。",
    en: "The desk's people have its words privately.",
  },
  take: { zh: "接单", en: "Take it" },
});
