import { defineMessages } from "../../i18n/messages.ts";

/** The words of the first page. */
export const overviewMessages = defineMessages({
  todo: { zh: "要处理的", en: "Needs somebody" },
  todoNone: { zh: "没有要处理的。", en: "Nothing needs anybody." },
  tickets: { zh: "等待答复的工单", en: "Tickets waiting" },
  approval: { zh: "等待批准的公告", en: "Announcements to approve" },
  untold: { zh: "通知不到的申请", en: "Could not be told" },
  unanswered: { zh: "待答问题", en: "Unanswered questions" },
  failures: { zh: "出错的消息", en: "Failures" },
  uncertainCopies: { zh: "不确定是否送达的公告", en: "Possibly delivered: announcements" },
  uncertain: { zh: "不确定是否送达的其他消息", en: "Possibly delivered: other messages" },
  going: { zh: "正在进行", en: "Under way" },
  sending: { zh: "正在发送的公告", en: "Announcements going out" },
  queued: { zh: "等待发送的消息", en: "Messages waiting to be sent" },
  eventsAhead: { zh: "将要举行的活动", en: "Events coming up" },
  seats: { zh: "已报名 / 名额", en: "Seats taken / all" },
  waiting: { zh: "候补的人", en: "Waiting for a seat" },
  more: {
    zh: (p: { count: number }) => `${p.count} 以上`,
    en: (p: { count: number }) => `${p.count} or more`,
  },
  since: {
    zh: (p: { at: string }) => `最早 ${p.at}`,
    en: (p: { at: string }) => `oldest ${p.at}`,
  },
  next: { zh: "接下来的活动", en: "Next events" },
  health: { zh: "运行状态", en: "Health" },
  well: { zh: "正常", en: "Working" },
  unwell: { zh: "有问题", en: "In trouble" },
  unwellHow: {
    zh: "原因和办法：在服务器上运行",
    en: "For the reason and what to do, run on the server",
  },
  database: { zh: "数据库", en: "Database" },
  queue: { zh: "队列", en: "Queue" },
  first: { zh: "第一步可以做什么", en: "First steps" },
  stepBot: { zh: "接上一个机器人", en: "Connect a bot" },
  stepBotHow: {
    zh: "用 Telegram 或 Slack 的机器人令牌，聚场助手就能进真正的群。",
    en: "With the token of a Telegram bot or a Slack app the assistant joins real groups.",
  },
  stepEvents: { zh: "导入活动", en: "Import events" },
  stepEventsHow: {
    zh: "一份 YAML 或 JSON 文件，群里就有报名卡片。",
    en: "A YAML or JSON file, and the groups get cards to sign up with.",
  },
  stepCases: { zh: "导入申请进度", en: "Import applications" },
  stepCasesHow: {
    zh: "CSV 或 XLSX 表格，创作者就能私下问到哪一步了。",
    en: "A CSV or XLSX table, and creators can ask privately where theirs stands.",
  },
  stepStaff: { zh: "请同事加入", en: "Bring in colleagues" },
  stepStaffHow: {
    zh: "大范围的公告要由另一位同事批准，工单也要有人接。",
    en: "A large announcement needs a second person's approval, and tickets need somebody to take them.",
  },
  stepAnnounce: { zh: "写一条公告", en: "Write an announcement" },
  stepAnnounceHow: {
    zh: "先存为草稿，看过各平台的预览，再提交。",
    en: "Save a draft, look at its preview on each platform, then submit it.",
  },
});
