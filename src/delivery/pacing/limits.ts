import type { Platform } from "../../engine/adapter.ts";
import type { SpaceKind } from "../../engine/terms.ts";
import type { Rate } from "./window-pacer.ts";

/** What a platform allows: of a token as a whole, and of each kind of chat. */
export interface Limits {
  readonly token: Rate | undefined;
  readonly chat: Readonly<Record<SpaceKind, readonly Rate[]>>;
}

/** Limits that an operator may set, under the names of `SEND_RATE`. */
export type SendRates = ReadonlyMap<string, Rate>;

const second = (count: number): Rate => ({ count, perMs: 1_000 });
const minute = (count: number): Rate => ({ count, perMs: 60_000 });

/**
 * The limits of each platform. Telegram: 30 messages a second in all, one a second in a chat, 20 a minute in a
 * group (Bots FAQ, "My bot is hitting limits"). Slack: one message a second in a channel ("Rate limits",
 * chat.postMessage). The playground is ours and has none.
 */
export function limitsOf(platform: Platform, set: SendRates = new Map()): Limits {
  switch (platform) {
    case "web":
      return { token: undefined, chat: { direct: [], group: [], channel: [] } };
    case "telegram": {
      const chat = set.get("telegram.chat") ?? second(1);
      const group = [chat, set.get("telegram.group") ?? minute(20)];
      return {
        token: set.get("telegram") ?? second(30),
        chat: { direct: [chat], group, channel: group },
      };
    }
    case "slack": {
      const chat = [set.get("slack.channel") ?? second(1)];
      return { token: set.get("slack"), chat: { direct: chat, group: chat, channel: chat } };
    }
  }
}
