import type { Outside } from "../content/outside.ts";
import { anyPhrase } from "../text/phrases.ts";

/** Asks without a question word: please tell, list, explain; I would like to. */
const REQUEST =
  /(?:给我|帮我|告诉我|跟我|和我)?(?:介绍|讲讲|说说|讲一下|说一下|列一下|列出|数一数|科普|解释)|想(?:了解|知道|要|申请|找|办|拿|在|把)|求(?:科普|解答|介绍)|(?:查|删|撤回|导出)(?:一下|掉)?我的|\b(?:tell me|explain|describe|list|show me|give me|i(?:'d| would) like|i want|i need|help me|let me know)\b/u;

/** Whether a message asks for something, told by its words or its shape. */
export type Asking = (folded: string) => boolean;

/** Builds the test from the content's question signs. */
export function buildAsking(chatter: Outside["chatter"]): Asking {
  const signs = anyPhrase(chatter.askSigns);
  return (folded) =>
    signs?.test(folded) === true ||
    REQUEST.test(folded) ||
    chatter.askPatterns.some((pattern) => pattern.test(folded));
}
