import type { Button, Intent } from "../../src/engine/intent.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { defineMessages } from "../../src/i18n/messages.ts";

const words = defineMessages({
  answer: {
    zh: "第二年减免75%，自付25%。\n\n第三年减免50%。",
    en: "In year two 75% is waived, you pay 25%.\n\nIn year three 50% is waived.",
  },
  source: { zh: "来源：专版文章（未注明日期）", en: "Source: feature article (undated)" },
  askDesk: { zh: "问窗口", en: "Ask the desk" },
  original: { zh: "看原文", en: "Read the original" },
  prompt: { zh: "想问窗口什么？", en: "What would you like to ask the desk?" },
  hint: { zh: "一两句话就行。", en: "A sentence or two is enough." },
  skip: { zh: "跳过", en: "Skip" },
  cancel: { zh: "取消", en: "Cancel" },
  which: { zh: "交给哪个窗口？", en: "Which desk shall take it?" },
  investment: { zh: "投促", en: "Investment" },
  tax: { zh: "税务", en: "Tax" },
  submit: { zh: "提交给投促窗口", en: "Hand to the investment desk" },
  check: { zh: "请核对后再提交。", en: "Please check before you submit." },
  question: { zh: "问题", en: "Question" },
  rent: { zh: "第四年房租怎么算？", en: "How is rent counted in year four?" },
  contact: { zh: "联系方式", en: "Contact" },
  here: { zh: "在这里回复", en: "Reply here" },
  confirm: { zh: "确认提交", en: "Confirm" },
  changeQuestion: { zh: "改问题", en: "Change question" },
  changeContact: { zh: "改联系方式", en: "Change contact" },
  ticket: { zh: "工单 T-0001", en: "Ticket T-0001" },
  taken: { zh: "窗口已接单。", en: "The desk has taken it." },
  state: { zh: "状态", en: "State" },
  underWay: { zh: "处理中", en: "Under way" },
  workdays: { zh: "工作日答复", en: "Answered on working days" },
  sent: { zh: "接下来的内容已私信给你。", en: "The rest was sent to you privately." },
  openDirect: { zh: "去私聊", en: "Open direct chat" },
});

/** What the bot says in one language: an intent of each kind with every part it can have. */
export function sampleIntents(locale: Locale) {
  const say = (entry: Localized) => localize(entry, locale);
  const answer = (label: Localized, option: string, style?: Button["style"]): Button => ({
    label: say(label),
    action: { kind: "answer", lane: "lane0", run: 1, question: 3, option },
    style,
  });
  const askDesk: Button = {
    label: say(words.askDesk),
    action: { kind: "open", command: "desk", args: "investment" },
  };
  const readOn: Button = {
    label: say(words.original),
    action: { kind: "link", url: "https://www.shyp.gov.cn/" },
  };
  const option = (id: string, label: Localized) => ({ ...answer(label, id), id });
  const cancel = answer(words.cancel, "!cancel", "danger");
  const row = (label: Localized, value: Localized) => ({ label: say(label), value: say(value) });
  return {
    say: {
      kind: "say",
      text: say(words.answer),
      footnote: say(words.source),
      buttons: [askDesk, readOn],
    },
    ask: {
      kind: "ask",
      text: say(words.prompt),
      hint: say(words.hint),
      buttons: [answer(words.skip, "!skip"), cancel],
    },
    choose: {
      kind: "choose",
      text: say(words.which),
      options: [option("investment", words.investment), option("tax", words.tax)],
      buttons: [cancel],
    },
    review: {
      kind: "review",
      title: say(words.submit),
      text: say(words.check),
      rows: [row(words.question, words.rent), row(words.contact, words.here)],
      buttons: [
        answer(words.confirm, "confirm", "primary"),
        answer(words.changeQuestion, "!change-question"),
        answer(words.changeContact, "!change-contact"),
        cancel,
      ],
    },
    card: {
      kind: "card",
      key: "ticket-1",
      title: say(words.ticket),
      text: say(words.taken),
      rows: [row(words.state, words.underWay)],
      footnote: say(words.workdays),
      buttons: [askDesk, readOn],
    },
    notice: {
      kind: "notice",
      text: say(words.sent),
      leadsTo: "direct",
      buttons: [answer(words.openDirect, "!repeat")],
    },
  } as const satisfies { readonly [Kind in Intent["kind"]]: Extract<Intent, { kind: Kind }> };
}

const CHAT = { id: -1_001_234_567_890, type: "supergroup", title: "V聚场创作者群" } as const;
const LIN = { id: 42, is_bot: false, first_name: "小满", language_code: "zh-hans" } as const;
const BOT = { id: 7, is_bot: true, first_name: "Juchang", username: "juchang_bot" } as const;
const DATE = 1_795_744_800;

/** Updates as the Bot API delivers them, one of each kind that matters; the bot is `@juchang_bot`, number 7. */
export const SAMPLE_UPDATES = {
  direct: {
    update_id: 1,
    message: {
      message_id: 10,
      from: LIN,
      date: DATE,
      chat: { id: 42, type: "private", first_name: "小满" },
      text: "第二年房租打几折？",
    },
  },
  mention: {
    update_id: 2,
    message: {
      message_id: 11,
      from: LIN,
      date: DATE,
      chat: CHAT,
      text: "请问 @Juchang_Bot 第二年房租打几折？",
      entities: [{ type: "mention", offset: 3, length: 12 }],
    },
  },
  command: {
    update_id: 3,
    message: {
      message_id: 12,
      from: LIN,
      date: DATE,
      chat: CHAT,
      text: "/ask@juchang_bot 第二年房租打几折？",
      entities: [{ type: "bot_command", offset: 0, length: 16 }],
    },
  },
  topicReply: {
    update_id: 4,
    message: {
      message_id: 13,
      message_thread_id: 5,
      is_topic_message: true,
      from: LIN,
      date: DATE,
      chat: { ...CHAT, is_forum: true },
      text: "第三年呢？",
      reply_to_message: { message_id: 9, from: BOT, date: DATE, chat: CHAT, text: "…" },
    },
  },
  tap: {
    update_id: 5,
    callback_query: {
      id: "4382",
      from: LIN,
      chat_instance: "1",
      message: { message_id: 9, from: BOT, date: DATE, chat: CHAT, text: "…" },
      data: "o_desk_abcdefghijkl",
    },
  },
  added: {
    update_id: 6,
    my_chat_member: {
      chat: CHAT,
      from: LIN,
      date: DATE,
      old_chat_member: { user: BOT, status: "left" },
      new_chat_member: { user: BOT, status: "member" },
    },
  },
  upgraded: {
    update_id: 7,
    message: {
      message_id: 14,
      from: { id: 1_087_968_824, is_bot: true, first_name: "Group" },
      date: DATE,
      chat: { id: -1234, type: "group", title: "V聚场创作者群" },
      migrate_to_chat_id: CHAT.id,
    },
  },
  file: {
    update_id: 8,
    message: {
      message_id: 15,
      from: LIN,
      date: DATE,
      chat: { id: 42, type: "private", first_name: "小满" },
      caption: "这个能报吗",
      document: { file_id: "x", file_unique_id: "y", file_name: "合同.pdf" },
    },
  },
} as const;
