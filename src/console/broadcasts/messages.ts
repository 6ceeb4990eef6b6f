import type { BroadcastAct } from "../../domain/broadcasts/machine.ts";
import type { Localized } from "../../i18n/locale.ts";
import { defineMessages } from "../../i18n/messages.ts";
import type { BroadcastState } from "../../store/schema/broadcasts.ts";
import type { Tone } from "../badge.ts";

/** The words of the pages about announcements. */
export const pageMessages = defineMessages({
  list: { zh: "群发", en: "Announcements" },
  new: { zh: "写一条新的", en: "Write a new one" },
  noneYet: {
    zh: "还没有公告。写一条草稿，看过各平台的预览再提交；也可以在私聊里发“群发”，或在服务器上用 broadcast create。",
    en: "No announcement yet. Write a draft and look at its preview on each platform before you submit it; or send /announce in your direct chat, or use broadcast create on the server.",
  },
  content: { zh: "内容", en: "Text" },
  inChinese: { zh: "中文", en: "In Chinese" },
  inEnglish: { zh: "英文", en: "In English" },
  back: { zh: "回到这条公告", en: "Back to the announcement" },
  toPersonZh: { zh: "发给用中文的人", en: "To somebody who reads Chinese" },
  toPersonEn: { zh: "发给用英文的人", en: "To somebody who reads English" },
  toGroup: { zh: "发到群里", en: "To a group" },
  change: { zh: "修改", en: "Change" },
  save: { zh: "存为草稿", en: "Save as a draft" },
  title: { zh: "标题", en: "Title" },
  titleZh: { zh: "标题（中文）", en: "Title in Chinese" },
  titleEn: { zh: "标题（英文）", en: "Title in English" },
  bodyZh: { zh: "正文（中文）", en: "Text in Chinese" },
  bodyEn: { zh: "正文（英文）", en: "Text in English" },
  topic: { zh: "话题", en: "Topic" },
  audience: { zh: "发给谁", en: "Who gets it" },
  allGroups: { zh: "所有群", en: "All groups" },
  everyone: { zh: "所有和机器人聊过的人", en: "Everybody who has written to the bot" },
  subscribers: { zh: "订阅了这个话题的人", en: "Subscribers of the topic" },
  tag: { zh: "带这个标签的群", en: "Groups with this tag" },
  people: {
    zh: "指定的人，一行一个，例如 telegram:123",
    en: "These people, one a line, such as telegram:123",
  },
  received: { zh: "收到过这条公告的人（编号）", en: "Whoever got this announcement (its code)" },
  platform: {
    zh: "只在这个平台（限定群和所有人；单独选就是这个平台上的所有人和群）",
    en: "Only on this platform (narrows groups and everybody; alone it means all of both there)",
  },
  onPlatform: { zh: "平台", en: "Platform" },
  anyPlatform: { zh: "不限", en: "Any" },
  buttons: { zh: "公告下面的按钮", en: "Buttons under it" },
  buttonRead: { zh: "已阅", en: "I have read it" },
  buttonQuestion: { zh: "有问题", en: "I have a question" },
  required: { zh: "必须确认已阅的人，一行一个", en: "Who must confirm reading it, one a line" },
  at: {
    zh: "定时（上海时间，例如 2026-12-01 09:00，留空为立即）",
    en: "When (Shanghai time, such as 2026-12-01 09:00; empty for at once)",
  },
  override: {
    zh: "夜间（22:00–08:00）也要发的理由，留空则顺延到早上",
    en: "Why it may go out at night (22:00–08:00); empty holds it until the morning",
  },
  whyAtNight: {
    zh: (p: { reason: string }) => `夜间也发的理由：${p.reason}`,
    en: (p: { reason: string }) => `Why it may go out at night: ${p.reason}`,
  },
  needsSecond: {
    zh: "这次范围较大，提交后要由另一位同事批准。",
    en: "This goes to many: after you submit it a second person must approve it.",
  },
  preview: { zh: "各平台预览", en: "Preview on each platform" },
  tooLong: {
    zh: "这个平台会把它拆成几条，请缩短。",
    en: "This platform would split it into several messages. Please shorten it.",
  },
  testSend: { zh: "先发给我自己看看", en: "Send it to me first" },
  tested: { zh: "已发到你的私聊。", en: "Sent to your direct chat." },
  testImpossible: {
    zh: "你是从命令行登录的，没有私聊可以收。",
    en: "You signed in from the command line, so there is no direct chat to send it to.",
  },
  state: { zh: "状态", en: "State" },
  made: { zh: "写于", en: "Written" },
  scheduled: { zh: "定时", en: "Scheduled" },
  progress: { zh: "进度", en: "Progress" },
  counted: {
    zh: (p: { settled: number; audience: number; percent: number }) =>
      `${p.settled} / ${p.audience}（${p.percent}%）`,
    en: (p: { settled: number; audience: number; percent: number }) =>
      `${p.settled} of ${p.audience} (${p.percent}%)`,
  },
  all: { zh: "总数", en: "Audience" },
  sent: { zh: "已送达", en: "Sent" },
  failed: { zh: "失败", en: "Failed" },
  skipped: { zh: "跳过", en: "Skipped" },
  uncertain: { zh: "不确定", en: "Uncertain" },
  queued: { zh: "等待", en: "Waiting" },
  evenUncertain: {
    zh: (p: { count: number }) =>
      `不确定的 ${p.count} 份也再发一次（可能有人收到两次；不勾选就不再发）`,
    en: (p: { count: number }) =>
      `Send the ${p.count} uncertain ones again too (somebody may get it twice; leave it empty to leave them)`,
  },
  pace: {
    zh: (p: { perSecond: number }) => `每秒 ${p.perSecond} 份`,
    en: (p: { perSecond: number }) => `${p.perSecond} a second`,
  },
  secondsLeft: {
    zh: (p: { seconds: number }) => `大约还要 ${p.seconds} 秒`,
    en: (p: { seconds: number }) => `about ${p.seconds} s left`,
  },
  minutesLeft: {
    zh: (p: { minutes: number }) => `大约还要 ${p.minutes} 分钟`,
    en: (p: { minutes: number }) => `about ${p.minutes} min left`,
  },
  changed: {
    zh: "状态变了。写好这里的内容后，刷新页面查看。",
    en: "The state has changed. Finish what you are writing, then reload the page.",
  },
  retractedReport: {
    zh: (p: { done: number; pastWindow: number; failed: number; pending: number }) =>
      `撤回：已删除 ${p.done}，已过期限 ${p.pastWindow}，失败 ${p.failed}，进行中 ${p.pending}。`,
    en: (p: { done: number; pastWindow: number; failed: number; pending: number }) =>
      `Taken back: ${p.done} deleted, ${p.pastWindow} past the window, ${p.failed} failed, ${p.pending} under way.`,
  },
  correctedReport: {
    zh: (p: { done: number; pending: number }) =>
      `删不掉的地方补发说明：已发 ${p.done}，进行中 ${p.pending}。`,
    en: (p: { done: number; pending: number }) =>
      `Notes posted where it could not be deleted: ${p.done}, ${p.pending} under way.`,
  },
  editedReport: {
    zh: (p: { done: number; failed: number; pending: number }) =>
      `改正：已改 ${p.done}，失败 ${p.failed}，进行中 ${p.pending}。`,
    en: (p: { done: number; failed: number; pending: number }) =>
      `Corrected: ${p.done} done, ${p.failed} failed, ${p.pending} under way.`,
  },
  readers: {
    zh: (p: { count: number }) => `已阅 ${p.count} 人`,
    en: (p: { count: number }) => `${p.count} have read it`,
  },
  missing: { zh: "还没确认已阅的人：", en: "Required readers who have not confirmed:" },
  recipients: { zh: "收到的人和群", en: "Recipients" },
  applicantsHidden: {
    zh: "收到的是申请人，名单只给能向申请人群发的同事看。",
    en: "It went to applicants: only those who may announce to applicants see who they are.",
  },
  number: { zh: "序号", en: "No." },
  whom: { zh: "名称", en: "Name" },
  reason: { zh: "原因", en: "Reason" },
  next: { zh: "下一页", en: "Next page" },
  first: { zh: "第一页", en: "First page" },
  unnamed: { zh: "未命名", en: "Unnamed" },
  nameHidden: { zh: "只给发通知的同事看", en: "Shown to those who announce" },
  moved: {
    zh: "刚才有人先做了别的，请看最新状态。",
    en: "Somebody else was quicker. Here is how it stands now.",
  },
  refusedNobody: {
    zh: "没有人会收到，未提交。请点“修改”，改一下发给谁。",
    en: "Nobody would get it, so it was not submitted. Press “Change” and change who gets it.",
  },
  refusedPast: {
    zh: "定时已经过去了，未提交。请点“修改”，换一个时间。",
    en: "The time is past, so it was not submitted. Press “Change” and choose another.",
  },
  refusedLong: {
    zh: "太长了，一条消息放不下，没有改。",
    en: "That is too long for one message, so nothing was changed.",
  },
  refusedOwn: {
    zh: "自己写的要由另一位同事批准。",
    en: "A second person must approve what you wrote.",
  },
  correction: {
    zh: "删不掉的地方补一条说明（中文，可留空）",
    en: "A note where it cannot be deleted, in Chinese (may be empty)",
  },
  correctionEn: {
    zh: "删不掉的地方补一条说明（英文，可留空）",
    en: "A note where it cannot be deleted, in English (may be empty)",
  },
});

/** What platforms are called; the same in both languages. */
export const PLATFORM_NAMES = { web: "Web", telegram: "Telegram", slack: "Slack" } as const;

/** What states are called. */
export const stateNames: Readonly<Record<BroadcastState, Localized>> = {
  draft: { zh: "草稿", en: "Draft" },
  awaiting_approval: { zh: "待批准", en: "Awaiting approval" },
  scheduled: { zh: "待发送", en: "Scheduled" },
  sending: { zh: "发送中", en: "Sending" },
  paused: { zh: "已暂停", en: "Paused" },
  done: { zh: "已完成", en: "Done" },
  cancelled: { zh: "已停止", en: "Stopped" },
  recalled: { zh: "已撤回", en: "Taken back" },
};

/** What acts are called on their buttons. */
export const actNames: Readonly<Record<BroadcastAct, Localized>> = {
  submit: { zh: "提交发送", en: "Submit" },
  approve: { zh: "批准", en: "Approve" },
  return: { zh: "退回", en: "Send back" },
  begin: { zh: "开始", en: "Begin" },
  pause: { zh: "暂停", en: "Pause" },
  resume: { zh: "继续", en: "Resume" },
  finish: { zh: "结束", en: "Finish" },
  retry: { zh: "只重发失败的", en: "Send the failed again" },
  edit: { zh: "全部改正", en: "Correct everywhere" },
  cancel: { zh: "停止", en: "Stop it" },
  recall: { zh: "全部撤回", en: "Take back everywhere" },
};

/** What the buttons of acts say that ask once more before anything is done. */
export const confirmNames: Readonly<Partial<Record<BroadcastAct, Localized>>> = {
  edit: { zh: "确认全部改正", en: "Confirm: correct everywhere" },
  cancel: { zh: "确认停止", en: "Confirm: stop it" },
  recall: { zh: "确认全部撤回", en: "Confirm: take back everywhere" },
};

/** What comes of such an act, to be read before it is confirmed. */
export const consequences: Readonly<Partial<Record<BroadcastAct, Localized>>> = {
  edit: {
    zh: "已经送达的每一份都会改成下面的文字；改不了的会列出来。",
    en: "Every copy that arrived is changed to the text below; copies that cannot be changed are listed.",
  },
  cancel: {
    zh: "还没发出的不再发，已经送达的留着。停止后不能再开始。",
    en: "What has not gone out stays unsent, what arrived stays. It cannot be started again.",
  },
  recall: {
    zh: "每个群和私聊里的这条公告都会删掉；平台不让删的，会补发下面的说明（可以留空）。",
    en: "This announcement is deleted in every group and chat; where the platform does not allow it, the note below is posted (it may be empty).",
  },
};

/** What somebody is told after an act. */
export const doneNotes: Readonly<Record<BroadcastAct, Localized>> = {
  submit: { zh: "已提交。", en: "Submitted." },
  approve: { zh: "已批准。", en: "Approved." },
  return: { zh: "已退回。", en: "Sent back." },
  begin: { zh: "已开始。", en: "Begun." },
  pause: {
    zh: "已暂停，在途的几份发完就停。",
    en: "Paused. The few already on their way still arrive.",
  },
  resume: { zh: "已继续。", en: "Going on." },
  finish: { zh: "已结束。", en: "Finished." },
  retry: { zh: "失败的正在重发。", en: "The failed ones are being sent again." },
  edit: { zh: "正在逐份改正。", en: "Each copy is being changed." },
  cancel: { zh: "已停止。", en: "Stopped." },
  recall: { zh: "正在逐份撤回，结果见下。", en: "Each copy is being taken back; see below." },
};

/** How states look at a glance. */
export const stateTones: Readonly<Record<BroadcastState, Tone>> = {
  draft: "quiet",
  awaiting_approval: "waits",
  scheduled: "info",
  sending: "live",
  paused: "waits",
  done: "good",
  cancelled: "quiet",
  recalled: "bad",
};
