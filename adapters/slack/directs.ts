import { z } from "zod";
import { DirectSpaceRefused } from "../../src/engine/adapter.ts";
import type { Client } from "./client.ts";
import type { Failure } from "./failure.ts";
import { createRemembered } from "./remembered.ts";

/** The direct chats between the bot and people: one each, opened when first needed. */
export interface Directs {
  /**
   * The chat with a user; undefined when none can be opened with them. Rejects with DirectUnknown when Slack cannot say
   * now, with DirectSpaceRefused when it refuses for a reason that is not theirs.
   */
  open(user: string): Promise<string | undefined>;
  /** Whose chat it is, as far as this process has seen. */
  userOf(channel: string): string | undefined;
  /** Seen in an event. */
  seen(user: string, channel: string): void;
}

/** Slack could not open a direct chat now; trying again later may do. */
class DirectUnknown extends Error {
  override readonly name = "DirectUnknown";
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(`A direct chat could not be opened now: ${failure.kind}`);
    this.failure = failure;
  }
}

const opened = z.object({ channel: z.object({ id: z.string() }) });
const REMEMBERED = 20_000;

export function createDirects(client: Client): Directs {
  const channels = createRemembered<string>(REMEMBERED);
  const users = createRemembered<string>(REMEMBERED);
  const opening = new Map<string, Promise<string | undefined>>();

  function seen(user: string, channel: string): void {
    channels.set(user, channel);
    users.set(channel, user);
  }

  async function ask(user: string): Promise<string | undefined> {
    const outcome = await client.call("conversations.open", { users: user }, opened);
    if (outcome.ok) {
      seen(user, outcome.result.channel.id);
      return outcome.result.channel.id;
    }
    const { failure } = outcome;
    if (failure.kind === "unreachable") return undefined;
    if (failure.kind === "refused") throw new DirectSpaceRefused(failure.reason);
    throw new DirectUnknown(failure);
  }

  return {
    seen,
    userOf: (channel) => users.get(channel),
    async open(user) {
      const known = channels.get(user);
      if (known !== undefined) return known;
      const asked = opening.get(user) ?? ask(user);
      opening.set(user, asked);
      try {
        return await asked;
      } finally {
        opening.delete(user);
      }
    },
  };
}
