import type { OutgoingMessage } from "../../src/engine/adapter.ts";
import type { Button, Intent } from "../../src/engine/intent.ts";
import type { Frame } from "./decode.ts";

/** What a browser sends, one frame of each kind. */
export const SAMPLE_FRAMES = {
  send: {
    type: "send",
    key: "0b0f6f0e-7d8e-4b52-9c3a-1f2e3d4c5b6a",
    space: "group",
    text: "@小V 第二年房租打几折？",
  },
  reply: {
    type: "send",
    key: "1b0f6f0e-7d8e-4b52-9c3a-1f2e3d4c5b6a",
    space: "group",
    text: "第三年呢？",
    replyTo: "12",
  },
  tap: {
    type: "tap",
    key: "2b0f6f0e-7d8e-4b52-9c3a-1f2e3d4c5b6a",
    message: "12",
    token: "o_desk_abcdefghijkl",
  },
  read: { type: "read", space: "group", message: "12" },
} as const satisfies Readonly<Record<string, Frame>>;

const askDesk: Button = {
  label: "问窗口",
  action: { kind: "open", command: "desk", args: "investment" },
};
const confirm: Button = {
  label: "确认提交",
  action: { kind: "answer", lane: "lane0", run: 1, question: 3, option: "confirm" },
  style: "primary",
};
const cancel: Button = {
  label: "取消",
  action: { kind: "answer", lane: "lane0", run: 1, question: 3, option: "!cancel" },
  style: "danger",
};
const readOn: Button = {
  label: "看原文",
  action: { kind: "link", url: "https://www.shyp.gov.cn/" },
};

/** What the bot says, one intent of each kind with every part it can have. */
export const SAMPLE_INTENTS = {
  say: { kind: "say", text: "第二年减免75%，自付25%。", footnote: "来源：专版文章（未注明日期）" },
  ask: { kind: "ask", text: "想问窗口什么？", hint: "一两句话就行。", buttons: [cancel] },
  choose: {
    kind: "choose",
    text: "交给哪个窗口？",
    options: ["investment", "tax"].map((id) => ({
      id,
      label: id === "tax" ? "税务" : "投促",
      action: { kind: "answer", lane: "lane0", run: 1, question: 1, option: id },
    })),
    buttons: [cancel],
  },
  review: {
    kind: "review",
    title: "提交给投促窗口",
    text: "请核对后再提交。",
    rows: [
      { label: "问题", value: "第四年房租怎么算？" },
      { label: "联系方式", value: "在这里回复" },
    ],
    buttons: [confirm, cancel],
  },
  card: {
    kind: "card",
    key: "ticket-1",
    title: "工单 T-0001",
    text: "窗口已接单。",
    rows: [{ label: "状态", value: "处理中" }],
    footnote: "工作日答复",
    buttons: [askDesk, readOn],
  },
  notice: { kind: "notice", text: "接下来的内容已私信给你。" },
} as const satisfies { readonly [Kind in Intent["kind"]]: Extract<Intent, { kind: Kind }> };

/** What the service hands over to be sent. */
export const SAMPLE_OUTGOING = {
  reply: {
    outbound: "outbound00001",
    space: { platformId: "group", kind: "group" },
    replyTo: "12",
    intent: SAMPLE_INTENTS.say,
    locale: "zh-CN",
  },
  onlyForOne: {
    outbound: "outbound00002",
    space: { platformId: "group", kind: "group" },
    onlyFor: "lin-xiaoman",
    intent: SAMPLE_INTENTS.notice,
    locale: "zh-CN",
  },
  direct: {
    outbound: "outbound00003",
    space: { platformId: "direct:blue-kite", kind: "direct" },
    intent: SAMPLE_INTENTS.review,
    locale: "en",
  },
} as const satisfies Readonly<Record<string, OutgoingMessage>>;
