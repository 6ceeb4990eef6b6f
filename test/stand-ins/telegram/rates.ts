import { tooMany } from "./api-error.ts";

/** What the platform tolerates; nothing more, not even a short burst. */
export interface Rates {
  readonly perSecond: number;
  readonly perChatPerSecond: number;
  readonly perGroupPerMinute: number;
}

export const TELEGRAM_RATES: Rates = {
  perSecond: 30,
  perChatPerSecond: 1,
  perGroupPerMinute: 20,
};

/** Counts messages and edits, and refuses one too many with the seconds to wait. */
export function createRates(rates: Rates | "off", now: () => number) {
  let made: { readonly chat: number; readonly at: number }[] = [];
  const waitFor = (list: typeof made, count: number, windowMs: number) => {
    const inWindow = list.filter(({ at }) => at > now() - windowMs);
    const oldest = inWindow[inWindow.length - count];
    return oldest ? Math.max(1, Math.ceil((oldest.at + windowMs - now()) / 1000)) : 0;
  };
  return {
    check(chat: number, isGroup: boolean): void {
      if (rates === "off") return;
      made = made.filter(({ at }) => at > now() - 60_000);
      const own = made.filter((one) => one.chat === chat);
      const seconds = Math.max(
        waitFor(made, rates.perSecond, 1_000),
        waitFor(own, rates.perChatPerSecond, 1_000),
        isGroup ? waitFor(own, rates.perGroupPerMinute, 60_000) : 0,
      );
      if (seconds > 0) throw tooMany(seconds);
      made.push({ chat, at: now() });
    },
  };
}
