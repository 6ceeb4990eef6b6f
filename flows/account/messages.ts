import { defineMessages } from "../../src/i18n/messages.ts";

/** What the account flows say. */
export const accountMessages = defineMessages({
  helpTitle: { zh: "我是聚场助手，能帮你：", en: "I'm Juchang. I can help you:" },
  helpText: {
    zh: "· 问政策：直接打出来，例如“第二年房租减多少”“雏鹰计划怎么还款”\n· 算一算：回复“测算”，或直接说“月租8千，第二年每月付多少”\n· 出了小差错：回复“急救”，三个问题先自查，不作保证\n· 活动：回复“活动”看近期活动，“活动 EV-01”看详情，“报名 EV-01”报名，“取消报名 EV-01”让位，到场“签到”\n· 查申请进度：回复“进度”，只私下告诉本人；取回交过的材料：“我的文件”\n· 找窗口：回复“人工”，交给网信、司法、税务、投促或综合窗口\n· 看进展：回复“我的”；晚上别打扰：回复“免打扰 22:00-08:00”\n· 换语言：回复“语言 英文”\n· 换个平台接着用：回复“绑定”\n· 你的个人信息：回复“我的数据”“撤回同意”或“删除我的数据”\n\n填到一半时随时可以说：取消、返回、跳过、改…、重复、稍后、继续。群里请先 @我，或以“问”开头。",
    en: "· Policy: just ask, for example “how much rent do I pay in year two” or “how is the Fledgling Plan repaid”\n· Work it out: reply “/calc”, or just say “rent is 8000 a month, what do I pay in year two”\n· Slipped up: reply “/firstaid” for three questions and a first look, no promise\n· Events: reply “/events” to see what is coming, “/events EV-01” for details, “/signup EV-01” to sign up, “/withdraw EV-01” to give a seat back, “/checkin” at the door\n· Where my application stands: reply “/status”, told only to you; files you handed in: “/myfiles”\n· Reach a desk: reply “/desk” and I hand it to the cyberspace, justice, tax, investment or general desk\n· What you have here: reply “/my”; quiet hours: “/quiet 22:00-08:00”\n· Language: reply “/language zh”\n· Use me on another platform as well: reply “/link”\n· Your personal data: reply “/privacy”, “/revoke” or “/forget”\n\nAt any point you can say: cancel, back, skip, change …, repeat, later, continue. In groups, mention me first or start with /ask.",
  },
  helpStaff: {
    zh: "你是工作人员，在私聊里还可以：\n· 办活动：“新活动”写一场，“编辑活动 EV-01”改一项，“管理活动 EV-01”开放、停止、改时间、取消、签到\n· 把活动卡片发到群里：在群里说“发活动 EV-01”\n· 发公告“群发”，进控制台“控制台”，看没答上的“待答”（各按角色）",
    en: "You are staff, so in the direct chat you can also:\n· Run events: “/newevent” writes one, “/editevent EV-01” changes one thing, “/manage EV-01” opens, closes, moves, calls off, checks in\n· Post an event's card: say “/postevent EV-01” in the group\n· Announce with “/announce”, open the console with “/console”, see what went unanswered with “/unanswered”, as your role allows",
  },
  helpFootnote: {
    zh: "我只按公开政策文本回答，没写的会直说，并告诉你问哪个窗口。",
    en: "I answer only from published policy texts. What they don't say, I say so and name the desk that knows.",
  },
  greeting: {
    zh: "大家好，我是聚场助手：@我 或以“问”开头就能问杨浦创作者政策，答不了的我转给服务窗口；涉及个人的事都在私聊里办。",
    en: "Hello, I'm Juchang. Mention me or start with /ask for policy questions for creators in Yangpu; what I can't answer goes to a service desk. Anything personal happens in a direct chat.",
  },
  languageLabel: { zh: "语言", en: "language" },
  languagePrompt: { zh: "用哪种语言回复你？", en: "Which language shall I use?" },
  languageChinese: { zh: "中文", en: "Chinese (中文)" },
  languageEnglish: { zh: "英文 (English)", en: "English" },
  languageSet: { zh: "好的，之后用中文回复你。", en: "Done. I'll reply in English from now on." },
});
