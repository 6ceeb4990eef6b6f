/** Who the bot is (Bot API, getMe). */
export interface BotIdentity {
  readonly id: number;
  /** Without the `@`. */
  readonly username: string;
  /** Privacy mode is off: every message of a group is delivered. */
  readonly readsAll: boolean;
  /** It may be added to groups. */
  readonly joinsGroups: boolean;
}

/** The address that opens a direct chat with the bot and says `/start <token>` there. */
export function deepLink({ username }: Pick<BotIdentity, "username">, token: string): string {
  return `https://t.me/${username}?start=${token}`;
}

/** The bot's id, which is the part of its token before the colon. */
export function botIdOf(token: string): string {
  return token.slice(0, token.indexOf(":"));
}
