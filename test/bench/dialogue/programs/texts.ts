/** What the two bots that are compared with say: as much as the service does. */
export const TEXTS = {
  topic: "想问哪个窗口？请选一个，也可以直接说出名字。",
  question: "请把问题写清楚：是什么事、卡在哪里、希望怎么办。",
  consent: "问题会交给窗口的工作人员。你同意把上面的内容和你的称呼转交给他们吗？",
  check: "请核对，确认后提交：\n窗口：税务窗口\n内容：",
  opened: "已提交，受理号 T-",
  cancelled: "好的，已取消，什么都没有提交。",
  lost: "请从 /desk 重新开始。",
} as const;

/** Buttons as rows of one. */
export function keyboard(...buttons: readonly (readonly [label: string, data: string])[]) {
  return { inline_keyboard: buttons.map(([text, callback_data]) => [{ text, callback_data }]) };
}

export const DESKS = keyboard(
  ["网信窗口", "topic:net"],
  ["司法窗口", "topic:law"],
  ["税务窗口", "topic:tax"],
  ["投促窗口", "topic:invest"],
  ["综合窗口", "topic:all"],
);
export const CONSENT = keyboard(["同意", "consent:yes"], ["不同意", "consent:no"]);
export const CHECK = keyboard(["确认提交", "check:yes"], ["取消", "check:no"]);
