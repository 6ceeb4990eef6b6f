import { counted, defineMessages } from "../../src/i18n/messages.ts";

/** What staff are asked and told while they write an announcement. */
export const writeMessages = defineMessages({
  topicLabel: { zh: "话题", en: "Topic" },
  topicPrompt: { zh: "这条公告属于哪个话题？", en: "Which topic is the announcement about?" },
  audienceLabel: { zh: "发给谁", en: "Audience" },
  audiencePrompt: {
    zh: "发给谁？要把几种合在一起，请用控制台。",
    en: "Who gets it? To combine several, use the console.",
  },
  audienceTag: { zh: "带某个标签的群", en: "Groups with a tag" },
  audienceEvent: { zh: "报了某场活动的人", en: "People of an event" },
  audienceCase: { zh: "某类申请的申请人（只发私聊）", en: "Applicants of a programme (privately)" },
  audiencePeople: { zh: "点名的几个人", en: "People by name" },
  tagLabel: { zh: "标签", en: "Tag" },
  tagPrompt: {
    zh: (p: { tags: string }) => `哪个标签？现有：${p.tags}`,
    en: (p: { tags: string }) => `Which tag? There are: ${p.tags}`,
  },
  noTag: {
    zh: (p: { tags: string }) => `没有群带这个标签。现有：${p.tags}`,
    en: (p: { tags: string }) => `No group carries that tag. There are: ${p.tags}`,
  },
  none: { zh: "（还没有）", en: "(none yet)" },
  eventLabel: { zh: "活动", en: "Event" },
  eventPrompt: {
    zh: (p: { events: string }) => `哪场活动？发编号。\n\n${p.events}`,
    en: (p: { events: string }) => `Which event? Send its code.\n\n${p.events}`,
  },
  noEvent: { zh: "没有这个编号的活动。", en: "There is no event with that code." },
  seatsLabel: { zh: "其中", en: "Of those" },
  seatsPrompt: { zh: "其中的哪些人？", en: "Which of those who signed up?" },
  seatsSeated: { zh: "有位子的", en: "Those with a seat" },
  seatsWaiting: { zh: "在等位子的", en: "Those waiting for one" },
  seatsGaveUp: { zh: "把位子让出来的", en: "Those who gave theirs up" },
  sessionLabel: { zh: "场次", en: "Session" },
  sessionPrompt: {
    zh: (p: { sessions: string }) =>
      `只发给其中一场的人吗？可以发：${p.sessions}。发“跳过”就是还没开始的各场。`,
    en: (p: { sessions: string }) =>
      `Only people of one session? You can send: ${p.sessions}. Send /skip for all to come.`,
  },
  noSession: { zh: "这场活动没有这一场。", en: "The event has no such session." },
  programmeLabel: { zh: "申请类别", en: "Programme" },
  programmePrompt: {
    zh: "哪类申请？例如 雏鹰计划。只会私聊发给绑定了这类申请的人。",
    en: "Which programme, such as Fledgling Plan? It goes privately to the people whose accounts such an application is tied to.",
  },
  noProgramme: { zh: "没有这类申请。", en: "There is no such programme." },
  statusLabel: { zh: "申请状态", en: "Status" },
  statusPrompt: {
    zh: "只发给某个状态的申请人吗？例如 材料需补正；发“跳过”就是不限状态。",
    en: "Only applicants with one status, such as supplement? Send /skip for all.",
  },
  noStatus: { zh: "这类申请没有这个状态。", en: "The programme has no such status." },
  peopleLabel: { zh: "名单", en: "People" },
  peoplePrompt: {
    zh: "发给哪些账号？用空格隔开，例如 telegram:123 slack:T01/U02",
    en: "Which accounts? Separate them by spaces, such as telegram:123 slack:T01/U02",
  },
  badAccounts: {
    zh: (p: { name: string }) => `“${p.name}”不是账号。写成 telegram:123 这样。`,
    en: (p: { name: string }) => `“${p.name}” is no account. Write it like telegram:123.`,
  },
  unknownPerson: {
    zh: (p: { name: string }) => `不认识 ${p.name}：对方还没和我说过话，或者不止一个机器人认识。`,
    en: (p: { name: string }) =>
      `${p.name} is not known: they have never written to me, or more than one bot knows them.`,
  },
  nameGone: {
    zh: (p: { name: string }) => `“${p.name}”已经不在了，请重新选发给谁。`,
    en: (p: { name: string }) =>
      `“${p.name}” is no longer there. Please choose the audience again.`,
  },
  signupLabel: { zh: "报名按钮", en: "Sign-up button" },
  signupPrompt: {
    zh: "公告下面要放报名按钮吗？发活动编号，例如 EV-01；不要就发“跳过”。",
    en: "Shall there be a sign-up button under it? Send the event's code, such as EV-01; otherwise send /skip.",
  },
  requiredLabel: { zh: "必须已阅的人", en: "Required readers" },
  requiredPrompt: {
    zh: "有人必须确认已阅吗？发账号，用空格隔开；没有就发“跳过”。",
    en: "Must anybody confirm reading it? Send their accounts, separated by spaces; otherwise send /skip.",
  },
  reasonLabel: { zh: "夜间发送的理由", en: "Why at night" },
  reasonPrompt: {
    zh: "那时是夜间（22:00–08:00），公告会等到早上八点再发。一定要在夜间发，请写明原因；可以等就发“跳过”。",
    en: "That is at night (22:00–08:00), so it would wait until eight in the morning. If it must go out at night, say why; if it may wait, send /skip.",
  },
  tooLongTogether: {
    zh: (p: { most: number; length: number }) =>
      `中英文加起来有 ${p.length} 个字符，一条消息最多 ${p.most} 个。请缩短正文。`,
    en: (p: { most: number; length: number }) =>
      `Both languages together have ${p.length} characters; one message takes ${p.most}. Please shorten the text.`,
  },
  needsSecond: {
    zh: "范围较大，确认后要由另一位同事批准才会发出。",
    en: "It goes to many: once you confirm, a second person must approve it.",
  },
  movedOn: {
    zh: "这条公告已经在别处提交了。",
    en: "This announcement was submitted from elsewhere.",
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
    zh: (p: { most: number; length: number }) =>
      `太长了：有 ${p.length} 个字符，最多 ${p.most} 个。`,
    en: (p: { most: number; length: number }) =>
      `That is too long: ${p.length} characters of at most ${p.most}.`,
  },
  needsChinese: { zh: "这里请用中文写。", en: "Please write this part in Chinese." },
  needsEnglish: { zh: "这里请用英文写。", en: "Please write this part in English." },
  badTime: {
    zh: "没看懂这个时间，或者已经过去了。例如 2026-12-01 09:00。",
    en: "I couldn't read that time, or it is past. Write it like 2026-12-01 09:00.",
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
      `Submitted: ${counted(p.people, "person", "people")} and ${counted(p.groups, "group", "groups")}, about ${counted(p.minutes, "minute", "minutes")}.`,
  },
  waitsForSecond: {
    zh: "范围较大，已请另一位同事批准，批准后自动发出。",
    en: "It goes to many, so a second person has been asked to approve it. Then it goes out by itself.",
  },
  nobody: { zh: "没有人会收到，没有提交。", en: "Nobody would get it, so it was not submitted." },
  nobodyCounted: {
    zh: (p: { unreachable: number; muted: number }) =>
      `这样选没有人会收到（${p.unreachable} 个人或群联系不上、${p.muted} 人关闭了这个话题）。请重新选。`,
    en: (p: { unreachable: number; muted: number }) =>
      `Nobody would get it (${p.unreachable} people or groups cannot be reached, ${p.muted} people muted the topic). Please choose again.`,
  },
  past: { zh: "时间已经过去了，没有提交。", en: "The time is past, so it was not submitted." },
});
