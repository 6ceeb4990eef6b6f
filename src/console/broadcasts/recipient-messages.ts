import type { Localized } from "../../i18n/locale.ts";
import { defineMessages } from "../../i18n/messages.ts";
import type { ListedRecipient } from "../../store/broadcasts/recipients.ts";
import type { Tone } from "../badge.ts";

/** The words around the list of recipients. */
export const recipientMessages = defineMessages({
  all: { zh: "看全部", en: "Show all of them" },
  onlyUncertain: {
    zh: (p: { count: number }) => `只看不确定的 ${p.count} 份`,
    en: (p: { count: number }) => `Only the ${p.count} uncertain`,
  },
});

/** How a copy's state looks at a glance. */
export const recipientTones: Readonly<Record<ListedRecipient["state"], Tone>> = {
  waiting: "quiet",
  queued: "quiet",
  later: "info",
  sending: "live",
  sent: "good",
  uncertain: "waits",
  unreachable: "bad",
  refused: "bad",
  cancelled: "quiet",
  skipped: "quiet",
  taking_back: "live",
  taken_back: "quiet",
  not_taken_back: "bad",
};

/** What became of one copy. */
export const recipientStates: Readonly<Record<ListedRecipient["state"], Localized>> = {
  waiting: { zh: "等待", en: "Waiting" },
  queued: { zh: "排队", en: "Queued" },
  later: { zh: "稍后", en: "Later" },
  sending: { zh: "发送中", en: "Sending" },
  sent: { zh: "已送达", en: "Sent" },
  uncertain: { zh: "不确定", en: "Uncertain" },
  unreachable: { zh: "联系不上", en: "Unreachable" },
  refused: { zh: "被拒绝", en: "Refused" },
  cancelled: { zh: "已取消", en: "Cancelled" },
  skipped: { zh: "跳过", en: "Skipped" },
  taking_back: { zh: "撤回中", en: "Being taken back" },
  taken_back: { zh: "已撤回", en: "Taken back" },
  not_taken_back: { zh: "没能撤回", en: "Could not be taken back" },
};
