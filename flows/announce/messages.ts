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
  listTitle: { zh: "最近的公告", en: "The latest announcements" },
  listText: { zh: "点一条看进度。", en: "Tap one to see how it goes." },
  listEmpty: {
    zh: "还没有公告。发“群发”写一条。",
    en: "There are none yet. Send /announce to write one.",
  },
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
  speed: {
    zh: (p: { perSecond: number; left: string }) => `每秒 ${p.perSecond} 份，${p.left}。`,
    en: (p: { perSecond: number; left: string }) => `${p.perSecond} a second, ${p.left}.`,
  },
  secondsLeft: {
    zh: (p: { seconds: number }) => `还需约 ${p.seconds} 秒`,
    en: (p: { seconds: number }) => `about ${p.seconds} s left`,
  },
  readBy: {
    zh: (p: { count: number }) => `已阅 ${p.count} 人。`,
    en: (p: { count: number }) => `${p.count} have read it.`,
  },
  stillMissing: {
    zh: (p: { names: string }) => `必须已阅、还没确认的：${p.names}`,
    en: (p: { names: string }) => `Required and not confirmed yet: ${p.names}`,
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
  correctedReport: {
    zh: (p: { corrected: number }) => `删不掉的地方已补发说明 ${p.corrected} 条。`,
    en: (p: { corrected: number }) => `Notes posted where it could not be deleted: ${p.corrected}.`,
  },
  editedReport: {
    zh: (p: { edited: number; notEdited: number }) =>
      `改正：已改 ${p.edited}，失败 ${p.notEdited}。`,
    en: (p: { edited: number; notEdited: number }) =>
      `Corrected: ${p.edited} done, ${p.notEdited} failed.`,
  },
  released: {
    zh: (p: { title: string }) => `你的公告《${p.title}》已获批准。`,
    en: (p: { title: string }) => `Your announcement “${p.title}” was approved.`,
  },
  returned: {
    zh: (p: { title: string }) => `你的公告《${p.title}》被退回了，没有发出。`,
    en: (p: { title: string }) =>
      `Your announcement “${p.title}” was sent back and did not go out.`,
  },
  previewTitle: {
    zh: (p: { platform: string }) => `${p.platform} 上的样子`,
    en: (p: { platform: string }) => `How it looks on ${p.platform}`,
  },
  whomZh: { zh: "【中文私聊】", en: "[Direct chat, Chinese]" },
  whomEn: { zh: "【英文私聊】", en: "[Direct chat, English]" },
  whomGroup: { zh: "【群】", en: "[Group]" },
  split: {
    zh: (p: { count: number }) => `（这里会拆成 ${p.count} 条，请缩短）`,
    en: (p: { count: number }) =>
      `(It would be split into ${p.count} messages here; please shorten it)`,
  },
  tested: {
    zh: "已发到你的私聊，只有你看得到。",
    en: "Sent to your direct chat; only you see it.",
  },
  untestable: {
    zh: "没有能收的私聊，没有发。",
    en: "There is no direct chat to send it to, so it was not sent.",
  },
  uncertainTitle: { zh: "不确定有没有送达的", en: "Copies that may or may not have arrived" },
  uncertainText: {
    zh: (p: { count: number; names: string }) =>
      `共 ${p.count} 份：${p.names}\n\n发送时断开了，平台没有告诉结果。再发一次，有人可能收到两次；不再发，有人可能收不到。`,
    en: (p: { count: number; names: string }) =>
      `${p.count} in all: ${p.names}\n\nSending broke off and the platform never said what became of them. Sent again, somebody may get it twice; left, somebody may not get it.`,
  },
  unnamed: { zh: "未命名", en: "unnamed" },
  actSubmit: { zh: "提交发送", en: "Submit" },
  actUncertain: { zh: "看不确定的", en: "See the uncertain ones" },
  actAgain: { zh: "再发一次（可能收到两次）", en: "Send again (may arrive twice)" },
  actLeave: { zh: "不再发", en: "Leave them" },
  actPreview: { zh: "各平台预览", en: "Preview on each platform" },
  actTest: { zh: "先发给我看看", en: "Send it to me first" },
  actEdit: { zh: "全部改正", en: "Correct everywhere" },
  newBodyZhPrompt: { zh: "新的中文正文写什么？", en: "What is the new text in Chinese?" },
  newBodyEnPrompt: { zh: "新的英文正文写什么？", en: "What is the new text in English?" },
  editReview: {
    zh: "确认后，已经送达的每一份都改成这样，还没发的按新的发。",
    en: "Once confirmed, every copy that is out is changed to this, and the rest goes out with it.",
  },
  editConfirm: { zh: "确认改正", en: "Confirm the correction" },
  noteZhLabel: { zh: "中文说明", en: "Note in Chinese" },
  noteZhPrompt: {
    zh: "有的平台过了期限就删不掉。那里补发什么说明？先写中文；发“跳过”就用“上面这条已撤回”。",
    en: "Where a copy can no longer be deleted a note is posted. What does it say in Chinese? Send /skip for “taken back”.",
  },
  noteEnLabel: { zh: "英文说明", en: "Note in English" },
  noteEnPrompt: { zh: "英文说明写什么？", en: "What does it say in English?" },
  recallReview: {
    zh: "确认后从每个聊天里删掉，做不到的地方补发说明。撤回不能反悔。",
    en: "Once confirmed it is deleted in every chat, and a note is posted where that is impossible. This cannot be undone.",
  },
  recallConfirm: { zh: "确认撤回", en: "Confirm taking it back" },
  actNudge: { zh: "提醒还没确认的", en: "Remind those who haven't" },
  nudged: {
    zh: (p: { reminded: number }) => `已私下提醒 ${p.reminded} 人确认已阅。`,
    en: (p: { reminded: number }) => `${p.reminded} reminded privately to confirm.`,
  },
  nudgedRecently: {
    zh: (p: { recently: number }) => `${p.recently} 人 24 小时内提醒过，这次没有再提醒。`,
    en: (p: { recently: number }) =>
      `${p.recently} had a reminder within 24 hours and got no other.`,
  },
  nudgeLeftOut: {
    zh: (p: { unreachable: number; muted: number }) =>
      `${p.unreachable} 人联系不上、${p.muted} 人关闭了这个话题，没有提醒。`,
    en: (p: { unreachable: number; muted: number }) =>
      `${p.unreachable} cannot be reached and ${p.muted} muted the topic, so they got none.`,
  },
  nudgeQuiet: {
    zh: "现在是夜间（22:00–08:00），没有提醒。请早上八点以后再点。",
    en: "It is night (22:00–08:00), so nobody was reminded. Please tap again after eight in the morning.",
  },
  actApprove: { zh: "批准", en: "Approve" },
  actReturn: { zh: "退回", en: "Send back" },
  actPause: { zh: "暂停", en: "Pause" },
  actResume: { zh: "继续", en: "Resume" },
  actRetry: { zh: "只重发失败的", en: "Send the failed again" },
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
  whyEvent: {
    zh: (p: { topic: string }) => `你报过一场活动，这条“${p.topic}”公告发给了报名的人。`,
    en: (p: { topic: string }) =>
      `You signed up for an event; this “${p.topic}” announcement went to those who did.`,
  },
  whyCase: {
    zh: (p: { topic: string }) =>
      `你绑定了一份申请，这条“${p.topic}”公告私下发给了申请人，别人看不到。`,
    en: (p: { topic: string }) =>
      `An application is tied to your account; this “${p.topic}” announcement went to applicants privately, and nobody else sees that.`,
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
    zh: "内容已私信给窗口的同事。",
    en: "The desk's staff have its content privately.",
  },
  take: { zh: "接单", en: "Take it" },
});
