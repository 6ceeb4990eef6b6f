/** Which calls were made of late: tells whose budget a "slow down" is about. Times in ms. */
export interface CallHistory {
  made(chat: string, now: number): void;
  /** The last call to that chat has its answer: it reached the platform at some time until now. */
  answered(chat: string, now: number): void;
  /** How long a chat must rest before its next call; 0 when it need not. */
  restMs(chat: string, now: number): number;
  /** Whose limit was met by a call to that chat that was just made and is to wait so long. */
  scopeOf(chat: string, now: number, waitMs: number): "chat" | "token";
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** Telegram's limits: about 30 calls a second in all, 1 a second in a chat, 20 a minute in a group. */
const TOKEN_PER_SECOND = 25;
const CHAT_PER_MINUTE = 18;
/** The token's budget is counted by the second: a longer wait is a chat's until a second chat is told the same. */
const LONGEST_TOKEN_WAIT_MS = 5_000;

/**
 * A call within its chat's own budget, while the bot was busy elsewhere, met the token's limit; so the token
 * must wait. A chat that is told to wait for minutes waits alone, however busy the bot is.
 */
export function createCallHistory(chatEveryMs: number): CallHistory {
  let calls: readonly { readonly chat: string; readonly at: number }[] = [];

  const since = (from: number) => calls.filter(({ at }) => at > from);
  return {
    made(chat, now) {
      calls = [...since(now - MINUTE_MS), { chat, at: now }].slice(-4_000);
    },
    answered(chat, now) {
      const last = calls.findLastIndex((call) => call.chat === chat);
      if (last !== -1) calls = calls.with(last, { chat, at: now });
    },
    restMs(chat, now) {
      const last = calls.findLast((call) => call.chat === chat);
      return last ? Math.max(0, last.at + chatEveryMs - now) : 0;
    },
    scopeOf(chat, now, waitMs) {
      if (waitMs > LONGEST_TOKEN_WAIT_MS) return "chat";
      const inSecond = since(now - SECOND_MS);
      const own = (list: typeof calls) => list.filter((call) => call.chat === chat).length;
      const isWithinOwn = own(inSecond) <= 1 && own(since(now - MINUTE_MS)) <= CHAT_PER_MINUTE;
      return isWithinOwn && inSecond.length >= TOKEN_PER_SECOND ? "token" : "chat";
    },
  };
}
