import type { Button, Intent } from "../../src/engine/intent.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";

const LANE = { lane: "lane0", run: 1 } as const;

/** What the bot says in one language, one intent of each kind with every part it can have. */
export function sampleIntents(locale: Locale) {
  const said = (zh: string, en: string) => localize({ zh, en }, locale);
  const confirm: Button = {
    label: said("确认提交", "Confirm and submit"),
    action: { kind: "answer", ...LANE, question: 3, option: "confirm" },
    style: "primary",
  };
  const cancel: Button = {
    label: said("取消", "Cancel"),
    action: { kind: "answer", ...LANE, question: 3, option: "!cancel" },
    style: "danger",
  };
  const askDesk: Button = {
    label: said("问窗口", "Ask a desk"),
    action: { kind: "open", command: "desk", args: "investment" },
  };
  const readOn: Button = {
    label: said("看原文", "Read the source"),
    action: { kind: "link", url: "https://www.shyp.gov.cn/" },
  };
  const option = (id: string, label: string) => ({
    id,
    label,
    action: { kind: "answer", ...LANE, question: 1, option: id } as const,
  });
  return {
    say: {
      kind: "say",
      text: said("第二年减免75%，自付25%。", "75% off in the second year; you pay 25%."),
      footnote: said("来源：专版文章（未注明日期）", "Source: feature article (undated)"),
    },
    ask: {
      kind: "ask",
      text: said("想问窗口什么？", "What would you like to ask the desk?"),
      hint: said("一两句话就行。", "A sentence or two will do."),
      buttons: [cancel],
    },
    choose: {
      kind: "choose",
      text: said("交给哪个窗口？", "Which desk should it go to?"),
      options: [
        option("investment", said("投促", "Investment")),
        option("tax", said("税务", "Tax")),
      ],
      buttons: [cancel],
    },
    review: {
      kind: "review",
      title: said("提交给投促窗口", "Send to the investment desk"),
      text: said("请核对后再提交。", "Please check before you send it."),
      rows: [
        {
          label: said("问题", "Question"),
          value: said("第四年房租怎么算？", "What is the rent in the fourth year?"),
        },
        { label: said("联系方式", "Reach me"), value: said("在这里回复", "Here in this chat") },
      ],
      buttons: [confirm, cancel],
    },
    card: {
      kind: "card",
      key: "ticket-1",
      title: said("工单 T-0001", "Ticket T-0001"),
      text: said("窗口已接单。", "The desk has taken it."),
      rows: [{ label: said("状态", "Status"), value: said("处理中", "In progress") }],
      footnote: said("工作日答复", "Answered on working days"),
      buttons: [askDesk, readOn],
    },
    notice: {
      kind: "notice",
      text: said("接下来的内容已私信给你。", "I've sent you the rest privately."),
    },
  } as const satisfies { readonly [Kind in Intent["kind"]]: Extract<Intent, { kind: Kind }> };
}

/** Deliveries as Slack sends them, one of each way. Ids are made up. */
export const SAMPLE_DELIVERIES = {
  mention: {
    type: "events_api",
    body: {
      type: "event_callback",
      team_id: "T1",
      api_app_id: "A1",
      event_id: "Ev1",
      event_time: 1_795_747_408,
      authorizations: [{ team_id: "T1", enterprise_id: null, user_id: "UBOT", is_bot: true }],
      event: {
        type: "app_mention",
        user: "ULIN",
        text: "<@UBOT> 第二年房租打几折？",
        ts: "1795747408.000100",
        channel: "C1",
        event_ts: "1795747408.000100",
      },
    },
  },
  tap: {
    type: "interactive",
    body: {
      type: "block_actions",
      team: { id: "T1", domain: "v" },
      user: { id: "ULIN", username: "lin", team_id: "T1" },
      api_app_id: "A1",
      trigger_id: "1.2.abc",
      container: { type: "message", message_ts: "1795747409.000100", channel_id: "C1" },
      channel: { id: "C1", name: "creators" },
      message: { ts: "1795747409.000100", thread_ts: "1795747408.000100" },
      actions: [
        {
          type: "button",
          action_id: "button-1",
          action_ts: "1795747410.000100",
          value: "o_desk_abcdefghijkl",
        },
      ],
    },
  },
  command: {
    type: "slash_commands",
    body: {
      team_id: "T1",
      channel_id: "C1",
      user_id: "ULIN",
      command: "/juchang",
      text: "人工",
      trigger_id: "1.2.def",
      response_url: "https://hooks.slack.com/commands/T1/1/x",
    },
  },
} as const;
