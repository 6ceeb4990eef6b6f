import type { Role } from "../engine/terms.ts";
import type { Localized } from "../i18n/locale.ts";
import { defineMessages } from "../i18n/messages.ts";

/** The words of the console around its pages. */
export const consoleMessages = defineMessages({
  product: { zh: "聚场助手 · 控制台", en: "Juchang console" },
  menu: { zh: "栏目", en: "Sections" },
  skip: { zh: "跳到正文", en: "Skip to content" },
  broadcasts: { zh: "群发", en: "Announcements" },
  events: { zh: "活动", en: "Events" },
  audit: { zh: "操作记录", en: "Audit log" },
  clock: { zh: "时间都是上海时间。", en: "All times are Shanghai time." },
  overview: { zh: "概览", en: "Overview" },
  tickets: { zh: "工单", en: "Tickets" },
  unanswered: { zh: "待答问题", en: "Unanswered" },
  failures: { zh: "出错的消息", en: "Failures" },
  staff: { zh: "工作人员", en: "Staff" },
  signOut: { zh: "退出", en: "Sign out" },
  signOutEverywhere: { zh: "退出所有设备", en: "Sign out everywhere" },
  signInTitle: { zh: "登录控制台", en: "Sign in to the console" },
  signInConfirm: {
    zh: "这个链接只能用一次。点一下按钮，就在这个浏览器里登录。",
    en: "This link works once. Press the button to sign in with this browser.",
  },
  signInButton: { zh: "登录", en: "Sign in" },
  signInFirst: { zh: "请先登录", en: "Please sign in" },
  notAllowedTitle: { zh: "这一页不对你的角色开放", en: "Not open to your role" },
  refusedTitle: { zh: "没有提交", en: "Nothing was changed" },
  tooManyTitle: { zh: "请稍等", en: "Please wait" },
  notFoundTitle: { zh: "找不到", en: "Not found" },
  linkGoneTitle: { zh: "链接失效了", en: "This link is gone" },
  home: { zh: "回到概览", en: "Back to the overview" },
  signInHow: {
    zh: "在和聚场助手的私聊里发 /console，打开它给你的链接。",
    en: "Send /console to the assistant in your direct chat and open the link it gives you.",
  },
  notAllowed: {
    zh: "需要的话，请管理员调整角色。",
    en: "Ask an administrator to change it if you need to.",
  },
  forgedForm: {
    zh: "这次提交不是从这个页面发出的，已经拒绝。请重新打开页面再试。",
    en: "This did not come from the page itself and was refused. Open the page again and retry.",
  },
  tooMany: { zh: "尝试太多次了，请过一会儿再试。", en: "Too many tries. Please wait a moment." },
  notFound: { zh: "没有这一页。", en: "There is no such page." },
  linkGone: {
    zh: "这个链接已经用过或过期了。在私聊里再发一次 /console，就有新的。",
    en: "This link was used or has expired. Send /console in your direct chat for a new one.",
  },
  signInCommandLine: {
    zh: "还没有聊天账号时，在服务器上运行：",
    en: "Without a chat account yet, run this on the server:",
  },
  nothing: { zh: "现在没有，都处理完了。", en: "Nothing right now: all done." },
  ticketsHow: {
    zh: "在私聊里发“接单 工单号”（例如 接单 T-1001）就能看全文并答复，答复会回到提问的人那里。",
    en: "To read and answer one, send “/ticket CODE” (such as /ticket T-1001) in your direct chat; the answer goes back to whoever asked.",
  },
  asked: { zh: "提问时间", en: "Asked" },
  unansweredHow: {
    zh: "政策条文答不上、或回答被点了 👎 的问题，个人信息已隐去。在私聊里发“待答”逐条处理。",
    en: "Questions the policy texts could not answer, or whose answer was marked 👎; personal data is masked. Send /unanswered in your direct chat to deal with them.",
  },
  failuresHow: {
    zh: "处理时出错的消息，内容加密保存，不在这里显示。查清原因后，在服务器上重试或放弃：",
    en: "Messages that met an error; their content is kept sealed and not shown here. Once the cause is known, retry or drop them on the server:",
  },
  staffHow: {
    zh: "角色在服务器上授予和收回，马上生效：",
    en: "Roles are given and taken away on the server and take effect at once:",
  },
  code: { zh: "编号", en: "Code" },
  state: { zh: "状态", en: "State" },
  desk: { zh: "窗口", en: "Desk" },
  desks: { zh: "窗口", en: "Desks" },
  question: { zh: "问题", en: "Question" },
  cause: { zh: "原因", en: "Cause" },
  untold: { zh: "通知不到的申请", en: "Could not be told" },
  untoldHow: {
    zh: "这些申请有变化，但绑定的账号都联系不上，请用电话或信件告知申请人。之后有一次通知送出，就从这里消失。",
    en: "These applications changed, and none of the accounts tied to them could be reached. Please call or write to the applicant. A row goes once a later change is on its way to them.",
  },
  files: { zh: "交来的材料", en: "Handed-in files" },
  filesHow: {
    zh: "申请人在私聊里补交的材料。下载即取走：申请人会看到窗口已取走，不能再撤回；每次下载都有记录。",
    en: "What applicants handed in for what is missing. Downloading takes it over: the applicant sees that the desk took it and can no longer take it back. Each download is written down.",
  },
  item: { zh: "材料", en: "Document" },
  file: { zh: "文件", en: "File" },
  takeFile: { zh: "取走并下载", en: "Take and download" },
  downloadAgain: { zh: "再次下载", en: "Download again" },
  takenAt: {
    zh: (p: { moment: string }) => `${p.moment} 已取走`,
    en: (p: { moment: string }) => `Taken ${p.moment}`,
  },
  guesses: { zh: "被反复试的编号", en: "Numbers being tried" },
  guessesHow: {
    zh: "一天之内被试错 10 次以上的申请。没有人因此看到任何内容；绑定的本人一天最多收到一条提醒。",
    en: "Applications with ten or more failed tries within a day. Nobody saw anything by them; their owners get one notice a day at most.",
  },
  tries: { zh: "试错次数", en: "Failed tries" },
  applicant: { zh: "申请方", en: "Applicant" },
  programme: { zh: "项目", en: "Programme" },
  status: { zh: "状态", en: "Status" },
  since: { zh: "时间", en: "Time" },
  who: { zh: "谁", en: "Who" },
  what: { zh: "做了什么", en: "What" },
  onWhat: { zh: "对什么", en: "On what" },
  auditHow: {
    zh: "最近 100 条，只有编号，没有任何人的话。更早的在服务器上用 audit 查。",
    en: "The latest 100: codes and ids, nobody's words. For earlier ones use audit on the server.",
  },
  area: { zh: "只看", en: "Only" },
  allAreas: { zh: "全部", en: "Everything" },
  show: { zh: "查看", en: "Show" },
  account: { zh: "账号", en: "Account" },
  role: { zh: "角色", en: "Role" },
  badRatings: { zh: "👎 数", en: "👎 count" },
  commandLine: { zh: "命令行", en: "Command line" },
});

/** What roles are called. */
export const roleNames: Readonly<Record<Role, Localized>> = {
  viewer: { zh: "查看者", en: "Viewer" },
  specialist: { zh: "专员", en: "Specialist" },
  operator: { zh: "运营", en: "Operator" },
  admin: { zh: "管理员", en: "Administrator" },
};

/** The states of a ticket. */
export const ticketStates = {
  open: { zh: "待接", en: "Open" },
  taken: { zh: "处理中", en: "Taken" },
  answered: { zh: "已答复", en: "Answered" },
  closed: { zh: "已关闭", en: "Closed" },
} as const;

/** The service windows. */
export const deskNames = {
  cyberspace: { zh: "网信", en: "Cyberspace" },
  justice: { zh: "司法", en: "Justice" },
  tax: { zh: "税务", en: "Tax" },
  investment: { zh: "投促", en: "Investment" },
  general: { zh: "综合", en: "General" },
} as const;
