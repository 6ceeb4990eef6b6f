import type { Client } from "./client.ts";
import type { Failure } from "./failure.ts";
import type { BotIdentity } from "./identity.ts";

/** Who the bot is and whether its token works; learnt from the platform, which may be away at start. */
export interface Standing {
  /** Undefined until the platform has told. */
  bot(): BotIdentity | undefined;
  /** Why the adapter does not work now, in a sentence for the operator; undefined when it does. */
  trouble(): string | undefined;
  /** What became of asking, as a code: for the log. */
  failed(): Pick<Failure, "kind"> & { readonly reason?: string };
  /** What an operator should know of a failure. */
  troubleOf(failure: Failure): string;
  /** Asks the platform who the bot is. */
  ask(): Promise<BotIdentity | undefined>;
  /** The platform no longer takes the token. */
  revoked(): void;
  /** The platform took a call: whatever it said of the token before is over. */
  works(): void;
  /** Something else keeps updates from coming in; undefined when they come again. */
  hindered(why: string | undefined): void;
}

const BY_ENVIRONMENT = "set TELEGRAM_BOT_TOKEN";

/** `renewal`: how the operator gives another token. */
export function createStanding(client: Client, renewal = BY_ENVIRONMENT): Standing {
  let bot: BotIdentity | undefined;
  const troubleOf = (failure: Failure) =>
    failure.kind === "badToken" ? revokedToken(renewal) : awayOr(failure);
  let trouble: string | undefined = "Telegram was not reached yet";
  let failed: ReturnType<Standing["failed"]> = { kind: "notSent" };
  let hindrance: string | undefined = "Telegram was not told yet how updates come in";
  return {
    bot: () => bot,
    trouble: () => trouble ?? hindrance,
    failed: () => failed,
    troubleOf,
    async ask() {
      const asked = await client.call((api, signal) => api.getMe(signal));
      if (!asked.ok) {
        trouble = troubleOf(asked.failure);
        failed = codesOf(asked.failure);
        return undefined;
      }
      const { id, username, can_read_all_group_messages, can_join_groups } = asked.result;
      trouble = undefined;
      bot = {
        id,
        username,
        readsAll: can_read_all_group_messages,
        joinsGroups: can_join_groups,
      };
      return bot;
    },
    revoked() {
      trouble = revokedToken(renewal);
    },
    works() {
      if (bot) trouble = undefined;
    },
    hindered(why) {
      hindrance = why;
    },
  };
}

/** What may be logged of a failure. */
export function codesOf(failure: Failure): ReturnType<Standing["failed"]> {
  return "reason" in failure
    ? { kind: failure.kind, reason: failure.reason }
    : { kind: failure.kind };
}

function revokedToken(renewal: string): string {
  return `Telegram refuses the token: get a new one from BotFather, ${renewal} and restart`;
}

function awayOr(failure: Failure): string {
  const isAway =
    failure.kind === "notSent" || failure.kind === "unsure" || failure.kind === "refused";
  return isAway
    ? `Telegram cannot be reached (${failure.reason}); check the network, HTTPS_PROXY and TELEGRAM_API_ROOT`
    : `Telegram does not answer as expected (${failure.kind})`;
}
