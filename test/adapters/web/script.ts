import type { OutgoingMessage } from "../../../src/engine/adapter.ts";
import type { Event } from "../../../src/engine/event.ts";
import type { Action, Button, Intent } from "../../../src/engine/intent.ts";

/** Something the scripted bot says; `edited` is what it edits the message into afterwards. */
export type Reply = Pick<OutgoingMessage, "space" | "intent"> &
  Partial<Pick<OutgoingMessage, "replyTo" | "onlyFor" | "edits" | "locale">> & {
    readonly edited?: Reply;
  };

const answer = (option: string): Action => ({
  kind: "answer",
  lane: "lane0",
  run: 1,
  question: 1,
  option,
});
const cancel: Button = { label: "取消", action: answer("!cancel"), style: "danger" };
const askDesk: Button = {
  label: "问投促窗口",
  action: { kind: "open", command: "desk", args: "investment" },
};

const INTENTS = {
  rent: {
    kind: "say",
    text: "经认定入驻V聚场的企业，首年房租全免，第二年减免75%（自付25%），第三年减免50%（自付50%）。",
    footnote: "来源：杨浦区改革案例专版文章（未注明日期）· 建议窗口：投促",
    buttons: [
      askDesk,
      { label: "帮我算算", action: { kind: "open", command: "calc", args: "rent" } },
    ],
  },
  english: {
    kind: "say",
    text: "Companies recognised and admitted to V聚场 pay no rent in the first year, 25% in the second and 50% in the third.",
    footnote:
      "Source: district reform case article (undated) · Suggested desk: investment promotion",
    buttons: [{ ...askDesk, label: "Ask the investment desk" }],
  },
  choose: {
    kind: "choose",
    text: "这个问题交给哪个窗口？建议投促。",
    options: ["综合窗口", "投促窗口", "税务窗口"].map((label, index) => ({
      id: `o${index}`,
      label,
      action: answer(`o${index}`),
    })),
    buttons: [cancel],
  },
  ask: {
    kind: "ask",
    text: "想问窗口什么？请用一两句话说清楚。",
    hint: "不用写手机号和姓名，答复会发到这里。",
    buttons: [cancel],
  },
  review: {
    kind: "review",
    title: "提交给投促窗口",
    text: "核对无误后再提交，提交前都可以改。",
    rows: [
      { label: "窗口", value: "投促窗口（建议）" },
      { label: "问题", value: "第四年的房租怎么算？物业费和水电是不是也减？" },
      { label: "答复方式", value: "在这个聊天里回复我" },
    ],
    buttons: [
      { label: "确认提交", action: answer("confirm"), style: "primary" },
      { label: "改问题", action: answer("!change-question") },
      cancel,
    ],
  },
  card: {
    kind: "card",
    key: "ticket",
    title: "工单 T-0027",
    text: "已交给投促窗口，答复会发到这里。",
    rows: [
      { label: "状态", value: "等待接单" },
      { label: "窗口", value: "投促" },
    ],
    footnote: "窗口工作人员看到的问题里不含手机号。",
    buttons: [{ label: "看原文", action: { kind: "link", url: "https://www.shyp.gov.cn/" } }],
  },
  taken: {
    kind: "card",
    key: "ticket",
    title: "工单 T-0027",
    text: "投促窗口已接单。",
    rows: [
      { label: "状态", value: "处理中" },
      { label: "窗口", value: "投促 · 小杨" },
    ],
    footnote: "窗口工作人员看到的问题里不含手机号。",
  },
  hint: { kind: "say", text: "接下来涉及个人信息，我私信你了，请到与我的私聊里继续。" },
  notice: { kind: "notice", text: "大家好，我是聚场助手。提到 @小V 就能问政策，答案都带出处。" },
  unknown: { kind: "say", text: "这个我不确定，可以帮你问窗口。", buttons: [askDesk] },
} as const satisfies Readonly<Record<string, Intent>>;

/** What the scripted bot says to an event. */
export function repliesTo(event: Event, action: Action | "forged" | undefined): readonly Reply[] {
  const { space, account, body } = event;
  const here: OutgoingMessage["space"] = { platformId: space.platformId, kind: space.kind };
  const me = account?.platformId ?? "";
  const privately: OutgoingMessage["space"] = { platformId: `direct:${me}`, kind: "direct" };
  if (body.kind === "join") return [{ space: here, intent: INTENTS.notice }];
  if (body.kind === "tap") return repliesToTap(action, here, privately, me);
  if (body.kind !== "text" && body.kind !== "command") return [];
  if (body.kind === "text" && !body.addressed) return [];
  const replyTo = space.kind === "group" ? { replyTo: body.messageId } : {};
  if (/人工|desk/i.test(body.text)) {
    return [
      { space: privately, intent: INTENTS.choose },
      ...(space.kind === "group" ? [{ space: here, onlyFor: me, intent: INTENTS.hint }] : []),
    ];
  }
  if (/[a-z]{4}/i.test(body.text)) {
    return [{ space: here, intent: INTENTS.english, locale: "en", ...replyTo }];
  }
  const intent = /房租|租/.test(body.text) ? INTENTS.rent : INTENTS.unknown;
  return [{ space: here, intent, ...replyTo }];
}

function repliesToTap(
  action: Action | "forged" | undefined,
  here: OutgoingMessage["space"],
  privately: OutgoingMessage["space"],
  me: string,
): readonly Reply[] {
  if (action === "forged" || action?.kind === "link" || action === undefined) {
    return [{ space: privately, intent: { kind: "say", text: "这个按钮用不了。" } }];
  }
  if (action.kind === "open") {
    const hint = { space: here, onlyFor: me, intent: INTENTS.hint };
    return [{ space: privately, intent: INTENTS.ask }, ...(here.kind === "group" ? [hint] : [])];
  }
  if (action.option === "confirm") {
    return [{ space: here, intent: INTENTS.card, edited: { space: here, intent: INTENTS.taken } }];
  }
  if (action.option === "!cancel") {
    return [{ space: here, intent: { kind: "notice", text: "好的，已取消，什么都没有提交。" } }];
  }
  return [{ space: here, intent: INTENTS.review }];
}
