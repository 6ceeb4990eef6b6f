import { defineMessages } from "../../src/i18n/messages.ts";

/** What staff read who write an event or change one. */
export const writeMessages = defineMessages({
  fromLabel: { zh: "从哪里开始", en: "start" },
  fromPrompt: {
    zh: "新活动从头写，还是照以前的一场改？照着改只用定时间。",
    en: "Write a new event from scratch, or copy an earlier one? A copy only needs its time.",
  },
  blank: { zh: "从头写", en: "From scratch" },
  title: { zh: "标题", en: "title" },
  titleHow: {
    zh: "标题写什么？中英文一起写，用 / 隔开。",
    en: "What is the title? Chinese, then English, with a / between.",
  },
  text: { zh: "简介", en: "description" },
  textHow: {
    zh: "简介写什么？先写中文，另起一行写英文。",
    en: "How would you describe it? Chinese first, then English on a new line.",
  },
  place: { zh: "地点", en: "place" },
  placeHow: {
    zh: "在哪里？中英文一起写。",
    en: "Where is it? In both languages, please.",
  },
  when: { zh: "时间", en: "time" },
  whenHow: {
    zh: "哪天几点到几点？写日期，或“下周四”“明天”。",
    en: "Which day, from when to when? A date, or “next Thu”, “tomorrow”.",
  },
  capacity: { zh: "名额", en: "places" },
  capacityHow: {
    zh: "一共多少名额？写一个数字。",
    en: "How many places are there? A number, please.",
  },
  zone: { zh: "时区", en: "time zone" },
  zoneHow: {
    zh: "按哪个时区？例如 Asia/Shanghai、Europe/London。",
    en: "Which time zone? For example Asia/Shanghai or Europe/London.",
  },
  sessions: { zh: "场次", en: "sessions" },
  sessionsHow: {
    zh: "分几组或几场的话一行写一场：名称，时间，名额。一人一段的写“每20分钟，1人”，不分写“无”。",
    en: "If it is split, one line each: name, time, places. For equal slots write “every 20 minutes, 1”, for a single session “none”.",
  },
  questions: { zh: "报名要问的", en: "questions" },
  questionsHow: {
    zh: "一行写一个问题：中文 / 英文，种类（文字、数字、电话、链接、是否），选填，个人。选择题写出选项。开头写 + 是再加一个，“- 2”是去掉第二个，“无”是都不问。",
    en: "One question a line: Chinese / English, its kind (text, number, phone, link, yes/no), optional, personal; the options of a choice. A + in front adds one, “- 2” drops the second, “none” asks nothing.",
  },
  quotas: { zh: "专留名额", en: "places set apart" },
  quotasHow: {
    zh: "给哪类人留多少？一行写一类：名称，人数，哪个回答。不留写“无”。",
    en: "How many for whom? One line each: name, places, which answer. Write “none” to set none apart.",
  },
  opens: { zh: "开放报名", en: "sign-up opens" },
  opensHow: {
    zh: "什么时候开放报名？例如 2026-12-01 10:00、提前7天 10:00；“马上”是一发布就能报。",
    en: "When does sign-up open? For example 2026-12-01 10:00 or -7d 10:00 before it; “now” for at once.",
  },
  closes: { zh: "报名截止", en: "sign-up closes" },
  closesHow: {
    zh: "什么时候截止？例如 2026-12-02 18:00、提前24小时；“无”是到开始为止。",
    en: "When does it close? For example 2026-12-02 18:00 or 24 hours before; “none” for when it starts.",
  },
  repeats: { zh: "重复", en: "repetition" },
  repeatsHow: {
    zh: "重复吗？例如：每周、每两周、每月第三个周三，后面可以写“共6次”“到2027-01-31”“除 2026-12-24”；“不重复”就一次。",
    en: "Does it repeat? For example: every week, every 2 weeks, third Wednesday of the month; then “6 times”, “until 2027-01-31”, “except 2026-12-24”. “None” for once.",
  },
  remind: { zh: "提醒", en: "reminders" },
  remindHow: {
    zh: "开始前多久提醒来的人？最多 5 个，15 分钟到 14 天之间，用逗号隔开；“不提醒”是都不发，“默认”是前一天和前 2 小时。",
    en: "How long before it starts are those who come reminded? Up to 5 times, 15 minutes to 14 days before, such as “1 day, 3 hours”; “none” for no reminders, “default” for a day and 2 hours before.",
  },
  waitlist: { zh: "候补", en: "waiting list" },
  waitlistHow: {
    zh: "满了还收候补吗？写“20人”“不限”或“不要”。",
    en: "Once it is full, how many may wait? Write “20 people”, “any” or “no”.",
  },
  approval: { zh: "要审核", en: "approval" },
  approvalHow: {
    zh: "报名要工作人员挑选吗？写“是”或“否”。",
    en: "Do staff choose who comes? Yes or no.",
  },
  guests: { zh: "可带一人", en: "guest" },
  guestsHow: {
    zh: "可以带一位同行人吗？写“是”或“否”。",
    en: "May each bring one guest? Yes or no.",
  },
  bring: { zh: "请带上", en: "to bring" },
  bringHow: {
    zh: "要带什么？中英文一起写；不用带就写“无”。",
    en: "What should they bring, in both languages? “None” for nothing.",
  },
  kind: { zh: "种类", en: "kind" },
  kindHow: {
    zh: "是哪类活动？",
    en: "What kind of event is it? In Chinese, please.",
  },
  example: {
    zh: (p: { example: string }) => `例如：${p.example}`,
    en: (p: { example: string }) => `For example: ${p.example}`,
  },
  code: { zh: "编号", en: "code" },
  codeHow: {
    zh: "编号用什么？字母、数字和短横线，例如 EV-09。",
    en: "Which code should it have? Letters, digits and dashes, such as EV-09.",
  },
  skipKeeps: {
    zh: (p: { now: string }) => `跳过就是：${p.now}`,
    en: (p: { now: string }) => `If you skip this: ${p.now}`,
  },
  now: {
    zh: (p: { now: string }) => `现在是：${p.now}`,
    en: (p: { now: string }) => `Now it is: ${p.now}`,
  },
  moreLabel: { zh: "其他设置", en: "more settings" },
  morePrompt: {
    zh: "其余的照下面这样，还是逐项设置？每一项之后都能改。",
    en: "Leave the rest like this, or go through it? Everything can be changed later as well.",
  },
  usual: { zh: "就这样", en: "Leave it like this" },
  each: { zh: "逐项设置", en: "Go through it" },
  reviewTitle: { zh: "请核对这场活动", en: "Please check the event" },
  reviewText: {
    zh: "确认后存为草稿，只有工作人员看得见；开放报名之前都不会通知任何人。",
    en: "Once confirmed it is kept as a draft that only staff can see. Nobody hears of it until you open sign-up.",
  },
  confirmDraft: { zh: "确认存为草稿", en: "Confirm and keep as a draft" },
  createdTitle: {
    zh: (p: { code: string }) => `已存为草稿 · ${p.code}`,
    en: (p: { code: string }) => `Kept as a draft · ${p.code}`,
  },
  createdText: {
    zh: (p: { code: string }) => `检查好了就开放报名，再到群里说“发活动 ${p.code}”发出卡片。`,
    en: (p: { code: string }) =>
      `When it is right, open sign-up; then say “/postevent ${p.code}” in a group to post its card.`,
  },
  openNow: { zh: "开放报名", en: "Open sign-up" },
  change: { zh: "改一项", en: "Change something" },
  changeMore: { zh: "再改一项", en: "Change another" },
  manage: { zh: "管理这场活动", en: "Run this event" },
  codeTaken: {
    zh: "这个编号刚被别的活动用了，换了下一个，请再核对一次。",
    en: "Another event has just taken that code. Here is the next one; please check again.",
  },
  fieldLabel: { zh: "项目", en: "item" },
  whichField: {
    zh: (p: { title: string }) => `改“${p.title}”的哪一项？`,
    en: (p: { title: string }) => `What would you like to change about “${p.title}”?`,
  },
  valueLabel: { zh: "新内容", en: "new value" },
  editTitle: { zh: "请核对这处修改", en: "Please check the change" },
  editText: {
    zh: "确认后马上生效；改了时间或地点，报了名的人会收到通知，提醒也跟着改。",
    en: "It takes effect once confirmed. A new time or place is told to everybody who signed up, and reminders move along.",
  },
  before: { zh: "原来", en: "Before" },
  after: { zh: "改成", en: "After" },
  confirmEdit: { zh: "确认修改", en: "Confirm the change" },
  edited: {
    zh: (p: { told: number }) => (p.told > 0 ? `改好了，已通知 ${p.told} 人。` : "改好了。"),
    en: (p: { told: number }) => (p.told > 0 ? `Changed; ${p.told} people were told.` : "Changed."),
  },
  unchanged: { zh: "和原来一样，没有改动。", en: "That is what it was; nothing changed." },
  notEditable: {
    zh: "没有这场活动，或者已经取消、不能再改。",
    en: "There is no such event, or it was called off and is final.",
  },
});
