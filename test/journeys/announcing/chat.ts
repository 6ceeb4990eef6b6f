/** Who takes part: two members of staff who may announce, and two creators. */
export type Who = "author" | "second" | "lin" | "kite";

/** A platform with its people around the real service. */
export interface Chat {
  /** Writes into their direct chat, or into the group. */
  says(who: Who, words: string, where?: "direct" | "group"): Promise<void>;
  /** Taps the newest button with that label. */
  taps(who: Who, label: string, where?: "direct" | "group"): Promise<void>;
  /** What the bot has said to them alone, the newest last. */
  direct(who: Who): Promise<readonly string[]>;
  /** What they see of the bot in the group, the newest last. */
  group(who: Who): Promise<readonly string[]>;
  /** The account as staff write it. */
  account(who: Who): string;
  /** The database and the key of the service. */
  readonly databaseUrl: string;
  readonly key: string;
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/** Does something and waits until the bot's words to somebody after that match; gives those words. */
export async function hearsAfter(
  chat: Chat,
  who: Who,
  pattern: RegExp,
  act: () => Promise<void>,
): Promise<string> {
  const before = await chat.direct(who);
  await act();
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const said = without(await chat.direct(who), before).join("\n---\n");
    if (pattern.test(said)) return said;
    if (Date.now() > until) throw new Error(`${who} waited in vain for ${pattern}; heard: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** What is new; a recall takes messages away, so that they cannot be counted. */
function without(all: readonly string[], before: readonly string[]): readonly string[] {
  const known = [...before];
  return all.filter((words) => {
    const at = known.indexOf(words);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}

/** Looks again and again how the newest announcement goes, until the card matches; gives the card. */
export async function looksUntil(chat: Chat, who: Who, pattern: RegExp): Promise<string> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const card = await hearsAfter(chat, who, /共 \d+/, () => chat.taps(who, "看进度"));
    if (pattern.test(card)) return card;
    if (Date.now() > until) throw new Error(`${who} waited in vain for ${pattern}: ${card}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Waits until what somebody sees in the group matches. */
export async function seesInGroup(
  chat: Chat,
  who: Who,
  matches: (words: string) => boolean,
): Promise<string> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = (await chat.group(who)).join("\n---\n");
    if (matches(seen)) return seen;
    if (Date.now() > until) throw new Error(`${who} sees in the group: ${seen}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
