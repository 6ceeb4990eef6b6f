/** A tap in a group that Telegram still waits to be told about. */
interface HeldTap {
  readonly id: string;
  readonly chat: string;
  readonly account: string;
}

/** Taps whose answer is held back for a moment, so that a hint for the tapping person can go along with it. */
export interface HeldTaps {
  /** False when it is held already: who held it first lets it go. */
  hold(tap: HeldTap): boolean;
  /** The tap of that person in that chat, which the caller answers. */
  take(chat: string, account: string): string | undefined;
  /** Whether the tap was still held; from now on the caller answers it. */
  release(id: string): boolean;
}

/** Nothing is ever held that its holder does not release, so there is no other limit. */
export function createHeldTaps(): HeldTaps {
  const held = new Map<string, HeldTap>();
  return {
    hold(tap) {
      if (held.has(tap.id)) return false;
      held.set(tap.id, tap);
      return true;
    },
    take(chat, account) {
      const found = [...held.values()].find((tap) => tap.chat === chat && tap.account === account);
      if (found) held.delete(found.id);
      return found?.id;
    },
    release: (id) => held.delete(id),
  };
}
