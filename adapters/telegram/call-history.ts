/** Which calls were made of late: tells whose budget a "slow down" is about. Times in ms. */
export interface CallHistory {
  made(chat: string, now: number): void;
  /** The last call to that chat has its answer: it reached the platform at some time until now. */
  answered(chat: string, now: number): void;
  /**
   * How long a chat must rest before its next call; 0 when it need not. While a call is under way the rest has not
   * even begun: the platform counts from when it has the call.
   */
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
/** Chats remembered before those that were quiet for a minute are forgotten. */
const REMEMBERED = 2_000;

/**
 * A call within its chat's own budget, while the bot was busy elsewhere, met the token's limit; so the token
 * must wait. A chat that is told to wait for minutes waits alone, however busy the bot is.
 */
export function createCallHistory(chatEveryMs: number): CallHistory {
  /** When the last calls to each chat were made or answered, the oldest first. */
  const chats = new Map<string, number[]>();
  /** How many calls to a chat have no answer yet. */
  const underWay = new Map<string, number>();
  let forgetAt = REMEMBERED;

  const callsTo = (chat: string) => chats.get(chat) ?? [];
  const since = (times: readonly number[], from: number) => times.filter((at) => at > from).length;

  function forgetQuiet(now: number): void {
    for (const [chat, times] of chats) {
      if ((times.at(-1) ?? 0) <= now - MINUTE_MS) chats.delete(chat);
    }
    forgetAt = Math.max(REMEMBERED, chats.size * 2);
  }

  return {
    made(chat, now) {
      underWay.set(chat, (underWay.get(chat) ?? 0) + 1);
      const times = chats.get(chat);
      if (!times) {
        if (chats.size >= forgetAt) forgetQuiet(now);
        chats.set(chat, [now]);
        return;
      }
      times.push(now);
      // More than the limit of a minute says nothing new.
      if (times.length > CHAT_PER_MINUTE + 1) times.shift();
    },
    answered(chat, now) {
      const others = (underWay.get(chat) ?? 1) - 1;
      if (others > 0) underWay.set(chat, others);
      else underWay.delete(chat);
      const times = callsTo(chat);
      if (times.length > 0) times[times.length - 1] = now;
    },
    restMs(chat, now) {
      if (underWay.has(chat)) return chatEveryMs;
      const last = callsTo(chat).at(-1);
      return last === undefined ? 0 : Math.max(0, last + chatEveryMs - now);
    },
    scopeOf(chat, now, waitMs) {
      if (waitMs > LONGEST_TOKEN_WAIT_MS) return "chat";
      const own = callsTo(chat);
      const isWithinOwn =
        since(own, now - SECOND_MS) <= 1 && since(own, now - MINUTE_MS) <= CHAT_PER_MINUTE;
      const isBusy = () => {
        let calls = 0;
        for (const times of chats.values()) calls += since(times, now - SECOND_MS);
        return calls >= TOKEN_PER_SECOND;
      };
      return isWithinOwn && isBusy() ? "token" : "chat";
    },
  };
}
