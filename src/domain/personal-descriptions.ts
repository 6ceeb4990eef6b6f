import type { Localized } from "../i18n/locale.ts";
import type { PersonalDataName } from "../store/personal/registry.ts";
import type { Retention } from "../store/retention.ts";

/** A kind of personal data in words for the person: on the card of 我的数据, and on the data-protection sheet. */
export interface PersonalDescription {
  readonly title: Localized;
  /** Which fields; `{event_answers}` and the like stand for the days of `RETENTION` (`withDays`). */
  readonly fields: Localized;
  readonly why: Localized;
  /** Who sees it besides this service. */
  readonly who: Localized;
  /** The days of `RETENTION` it is kept; else until the person deletes it, or as proof beyond that. */
  readonly kept: keyof Retention | "until_deleted" | "proof";
  /** What a deletion does to it. */
  readonly deleted: Localized;
}

/** A description with the days that are set in it. */
export function withDays({ zh, en }: Localized, retention: Retention): Localized {
  const filled = (words: string) =>
    words.replace(/\{(\w+)\}/g, (whole, kind: string) =>
      isKind(kind, retention) ? String(retention[kind]) : whole,
    );
  return { zh: filled(zh), en: filled(en) };
}

function isKind(kind: string, retention: Retention): kind is keyof Retention {
  return Object.hasOwn(retention, kind);
}

const NOBODY: Localized = { zh: "不交给别人", en: "nobody else" };
const PLATFORM: Localized = { zh: "你所用的聊天平台", en: "the chat platform you use" };
const GONE: Localized = { zh: "删除", en: "deleted" };

/** Every kind in words; one that lacks them does not compile. */
export const PERSONAL_DESCRIPTIONS: Readonly<Record<PersonalDataName, PersonalDescription>> = {
  conversation: {
    title: { zh: "你说过的话", en: "What you said" },
    fields: { zh: "你发给我的消息、办到一半的事", en: "messages you sent me, things under way" },
    why: {
      zh: "接着上文回答，出错时能重来",
      en: "to follow the conversation, to retry after a fault",
    },
    who: PLATFORM,
    kept: "transcript",
    deleted: {
      zh: "内容销毁，办到一半的事停止",
      en: "the words are destroyed, what is under way stops",
    },
  },
  messages: {
    title: { zh: "发给你的消息", en: "Messages to you" },
    fields: { zh: "我的回复和通知", en: "my replies and notices" },
    why: { zh: "送达并核对有没有送到", en: "to deliver them and to know that they arrived" },
    who: PLATFORM,
    kept: "transcript",
    deleted: {
      zh: "没发的取消，内容销毁",
      en: "unsent ones are cancelled, the words are destroyed",
    },
  },
  questions: {
    title: { zh: "问过的政策问题", en: "Policy questions" },
    fields: { zh: "问题、答复结果", en: "the question, what the answer came to" },
    why: { zh: "改进答案、补上没写的", en: "to improve the answers" },
    who: {
      zh: "知识库编辑，只见打了码的文字",
      en: "editors of the knowledge base, with personal details masked",
    },
    kept: "transcript",
    deleted: {
      zh: "文字销毁，只留无名的计数",
      en: "the words are destroyed, a nameless count stays",
    },
  },
  feedback: {
    title: { zh: "对答案的评价", en: "Opinions on answers" },
    fields: { zh: "有用或没用、原因", en: "helpful or not, the reason" },
    why: { zh: "改进答案", en: "to improve the answers" },
    who: {
      zh: "知识库编辑，只见打了码的文字",
      en: "editors of the knowledge base, with personal details masked",
    },
    kept: "transcript",
    deleted: { zh: "文字销毁", en: "the words are destroyed" },
  },
  tickets: {
    title: { zh: "工单", en: "Tickets" },
    fields: {
      zh: "问题、往来文字、电话（你留的话）、评价",
      en: "the question, both sides' words, a phone number if you left one, your rating",
    },
    why: { zh: "让服务窗口回答你", en: "so that a service desk can answer you" },
    who: { zh: "你选的服务窗口的工作人员", en: "staff of the desk you chose" },
    kept: "transcript",
    deleted: {
      zh: "没答完的撤回并关闭，内容和电话销毁",
      en: "waiting ones are withdrawn and closed, words and phone number are destroyed",
    },
  },
  seats: {
    title: { zh: "活动报名", en: "Event sign-ups" },
    fields: {
      zh: "报了哪场、入场码、签到、反馈、免打扰时段；问题的回答、同行人和反馈的话（活动结束 {event_answers} 天后删除）",
      en: "which event, the pass, check-in, feedback, quiet hours; your answers, a guest and words of feedback (deleted {event_answers} days after the event)",
    },
    why: { zh: "给你留座、提醒你、核对入场", en: "to keep your seat, remind you and check you in" },
    who: { zh: "活动的工作人员", en: "staff of the event" },
    kept: "until_deleted",
    deleted: {
      zh: "座位退回给排队的人，回答和同行人删除",
      en: "seats go to those who wait, answers and guest are deleted",
    },
  },
  cases: {
    title: { zh: "申请进度", en: "Your applications" },
    fields: {
      zh: "哪几件申请是你的（编号、申请人、项目、状态），是否静音，输错几次",
      en: "which applications are yours (number, applicant, programme, status), whether muted, failed tries",
    },
    why: {
      zh: "只告诉你本人办到哪一步",
      en: "to tell you alone where they stand",
    },
    who: { zh: "办理申请的工作人员", en: "staff who handle applications" },
    kept: "until_deleted",
    deleted: {
      zh: "与你的联系删除；申请本身由主管部门依法保存",
      en: "the tie to you is deleted; the application itself stays with its authority as law requires",
    },
  },
  case_files: {
    title: { zh: "交来的材料", en: "Files you handed in" },
    fields: {
      zh: "文件本身、文件名、交给哪一项、何时收到、窗口何时取走",
      en: "the file, its name, what it is for, when it came in, when the desk took it",
    },
    why: { zh: "补齐申请缺的材料", en: "to complete your application" },
    who: {
      zh: "办理这类申请的窗口的工作人员、你所用的聊天平台",
      en: "staff of the desk for that kind of application, the chat platform you use",
    },
    kept: "case_files",
    deleted: {
      zh: "删除；窗口已经取走的，由主管部门依法保存",
      en: "deleted; what the desk took stays with its authority as law requires",
    },
  },
  consents: {
    title: { zh: "同意记录", en: "Consents" },
    fields: {
      zh: "同意了什么、哪一版、何时给出和撤回",
      en: "purpose, text version, given and withdrawn when",
    },
    why: { zh: "证明我们依你的同意办事", en: "to prove that we act on your consent" },
    who: NOBODY,
    kept: "proof",
    deleted: {
      zh: "全部撤回；记录去掉与你的联系后作为凭证保留",
      en: "all withdrawn; the record stays as proof, without a link to you",
    },
  },
  staff: {
    title: { zh: "工作人员身份", en: "Staff role" },
    fields: { zh: "角色、窗口", en: "role, desks" },
    why: { zh: "决定你能办哪些事", en: "to know what you may do" },
    who: NOBODY,
    kept: "until_deleted",
    deleted: GONE,
  },
  audit: {
    title: { zh: "操作记录", en: "Audit trail" },
    fields: { zh: "何时做了什么，没有内容", en: "what was done when, without any words" },
    why: { zh: "查得到谁动过个人信息", en: "to see who touched personal data" },
    who: NOBODY,
    kept: "proof",
    deleted: {
      zh: "保留（没有姓名和内容），用来证明处理合规",
      en: "kept (no name, no words) to prove lawful handling",
    },
  },
  links: {
    title: { zh: "绑定代码", en: "Link codes" },
    fields: {
      zh: "代码的指纹、谁生成谁输入、有效到何时",
      en: "a fingerprint of the code, who made and typed it, until when",
    },
    why: {
      zh: "确认两个平台上的账号是同一个你",
      en: "to know that accounts on two platforms are both yours",
    },
    who: NOBODY,
    kept: "until_deleted",
    deleted: GONE,
  },
  announcements: {
    title: { zh: "订阅和通知", en: "Announcements" },
    fields: {
      zh: "订阅或退订的话题、已读确认",
      en: "topics you want or muted, what you confirmed reading",
    },
    why: { zh: "只发你要的通知", en: "to send only what you want" },
    who: {
      zh: "发通知的工作人员：发给了谁、谁退订了、指定要读的人谁还没确认；其余只见人数",
      en: "staff who announce: whom it went to, who had muted it, which of those who must read it have not confirmed; all else as figures only",
    },
    kept: "until_deleted",
    deleted: GONE,
  },
  console: {
    title: { zh: "控制台登录", en: "Console sign-ins" },
    fields: { zh: "登录时间、最近一次使用", en: "when signed in, last used" },
    why: { zh: "确认是工作人员本人", en: "to know that it is the member of staff" },
    who: NOBODY,
    kept: "until_deleted",
    deleted: GONE,
  },
  playground: {
    title: { zh: "网页聊天的消息", en: "Web chat messages" },
    fields: {
      zh: "在我们自己的网页聊天（演示群、咨询页）里写的话、发的文件（文件只留 7 天）",
      en: "what you wrote and the files you sent in our own web chats, playground and public page (files for 7 days only)",
    },
    why: { zh: "显示聊天记录", en: "to show the chat" },
    who: NOBODY,
    kept: "transcript",
    deleted: GONE,
  },
  account: {
    title: { zh: "聊天账号", en: "Chat accounts" },
    fields: {
      zh: "平台、账号、显示名、语言、最近一次来的时间",
      en: "platform, account, display name, language, last seen",
    },
    why: { zh: "认得出是你、找得到你", en: "to recognise and to reach you" },
    who: PLATFORM,
    kept: "until_deleted",
    deleted: {
      zh: "删除；只留一个认不出人的指纹，防止旧备份把你带回来",
      en: "deleted; only a fingerprint that names nobody stays, so that an old backup cannot bring you back",
    },
  },
};

/** A purpose that people consent to. */
export interface ConsentPurpose {
  readonly title: Localized;
  /** What no longer works without it. */
  readonly stops: Localized;
}

/** Every purpose there is consent to. */
export const CONSENT_PURPOSES: Readonly<Record<string, ConsentPurpose>> = {
  case_status: {
    title: { zh: "查申请进度", en: "Telling where applications stand" },
    stops: {
      zh: "与你申请的绑定会解除，不再通知你进展，你交来的材料从这里删除；之后再查会重新征求同意。申请本身不受影响。",
      en: "The tie to your applications is undone and you hear no news of them, and the files you handed in are deleted here; next time you ask I will ask for consent again. The applications themselves go on.",
    },
  },
  event: {
    title: { zh: "报名活动", en: "Signing up for events" },
    stops: {
      zh: "还没开始的活动，位子和候补会退回，不再提醒；报名时的回答、同行人和反馈的话会删除。之后再报名会重新征求同意。",
      en: "Seats and places in queues for events to come are given back and you get no more reminders; your answers, guests and words of feedback are deleted. Next time you sign up I will ask again.",
    },
  },
  ticket: {
    title: { zh: "把问题交给服务窗口", en: "Handing questions to a service desk" },
    stops: {
      zh: "等着回复的工单会撤回，你在工单里写的话和电话会删除；之后再找窗口会重新征求同意。查政策、算一算不受影响。",
      en: "Tickets that wait are withdrawn; your words and phone number in tickets are deleted. Next time you need a desk I will ask again. Policy answers and calculations go on as before.",
    },
  },
};
