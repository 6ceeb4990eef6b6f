import { defineMessages } from "../../../src/i18n/messages.ts";

/** What the public chat page itself says. */
export const publicMessages = defineMessages({
  title: { zh: "聚场助手 · 咨询", en: "Juchang · Ask us" },
  name: { zh: "聚场助手", en: "Juchang" },
  about: { zh: "创作者政策咨询 · 杨浦 V聚场", en: "Policy help for creators · V Juchang, Yangpu" },
  welcome: {
    zh: "你好！有关政策的问题，直接写下来就行，我按公开的政策条文回答。需要找人，就写“人工”，窗口的回复也会出现在这里。",
    en: "Hello! Ask anything about the policies and I answer from their published text. To reach a person, write “desk”; their reply appears here too.",
  },
  privacy: {
    zh: "不用登录。浏览器里只留一个匿名标识，回来还能看到对话；换设备或清除后就看不到了。请不要写身份证号、银行卡号。",
    en: "No sign-in. Your browser only keeps an anonymous mark, so the chat is here when you come back; on another device it is not. Please don't write ID or bank card numbers.",
  },
  suggestions: { zh: "可以这样问", en: "You could ask" },
  log: { zh: "对话", en: "Conversation" },
  you: { zh: "你", en: "You" },
  bot: { zh: "聚场助手", en: "Juchang" },
  label: { zh: "写下你的问题", en: "Write your question" },
  send: { zh: "发送", en: "Send" },
  file: { zh: "发文件或照片", en: "Send a file or photo" },
  fileHint: {
    zh: "补交材料时用：PDF、JPG、PNG、Word、Excel，最大 20 MB。",
    en: "For documents you were asked for: PDF, JPG, PNG, Word, Excel, 20 MB at most.",
  },
  sendFile: { zh: "发送文件", en: "Send the file" },
  earlier: { zh: "看更早的消息", en: "Earlier messages" },
  newest: { zh: "回到最新消息", en: "Back to the newest messages" },
  refresh: { zh: "看看有没有新回复", en: "Check for a reply" },
  fresh: { zh: "有新回复，点这里查看", en: "There is a new reply: show it" },
  switchTo: { zh: "English", en: "中文" },
  leave: { zh: "结束，并让这台设备忘记我", en: "End, and let this device forget me" },
  leaveHint: {
    zh: "别人也用这台设备时请点一下。",
    en: "Please use it when others share this device.",
  },
  options: { zh: "请选一个", en: "Please choose" },
  opensElsewhere: { zh: "（打开新页面）", en: " (opens a new page)" },
});

/** What people ask most; each is sent as it stands. */
export const suggestionMessages = defineMessages({
  rent: { zh: "房租能减免多少？", en: "How much of the rent is waived?" },
  award: { zh: "落户有什么奖励？", en: "What do I get for registering a company here?" },
  desk: { zh: "人工", en: "desk" },
});

/** Why something was not sent. */
export const problemMessages = defineMessages({
  "too-fast": {
    zh: "发得有点快，请等一分钟再试。",
    en: "That was a little quick. Please wait a minute and try again.",
  },
  "too-long": {
    zh: "这条消息太长了，一条最多 2,000 个字符，请分几条发。",
    en: "That message is too long. Please keep each one under 2,000 characters.",
  },
  "too-large": {
    zh: "这个文件太大了，最多 20 MB。可以压缩一下，或者分成几份。",
    en: "That file is too large, 20 MB at most. You could compress it or split it.",
  },
  "no-file": {
    zh: "还没有选文件。",
    en: "No file was chosen.",
  },
  empty: {
    zh: "消息是空的，写点什么再发吧。",
    en: "The message is empty. Please write something.",
  },
  invalid: {
    zh: "没看懂这个请求，请刷新页面再试。",
    en: "The request wasn't understood. Please reload the page and try again.",
  },
  "no-cookie": {
    zh: "浏览器没有保存这个网站的 Cookie，对话就接不上。请允许 Cookie 后刷新页面。",
    en: "Your browser doesn't keep this site's cookie, so the chat can't go on. Please allow cookies and reload the page.",
  },
  "not-delivered": {
    zh: "没有送达，请稍等一会儿再试。",
    en: "Not delivered. Please try again in a moment.",
  },
});

export type Problem = keyof typeof problemMessages;

/** The poster at the desk; each line stands there in both languages. */
export const posterMessages = defineMessages({
  title: { zh: "扫码问政策", en: "Scan to ask about the policies" },
  lead: {
    zh: "房租减免、扶持奖励、人才补贴……写下问题就有答案，也可以转给窗口。",
    en: "Rent relief, support and awards, talent subsidies: write a question, get an answer, or reach a service desk.",
  },
  note: { zh: "不用登录，不用下载。", en: "No sign-in, nothing to install." },
  code: { zh: "打开咨询页面的二维码", en: "QR code that opens the chat page" },
  print: { zh: "打印这一页，贴在窗口。", en: "Print this page for the desk." },
});
