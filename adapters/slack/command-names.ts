import type { Intent } from "../../src/engine/intent.ts";
import { recognizeVerb } from "../../src/engine/verbs.ts";

/** The slash command of the manifest; everything else that begins with a slash Slack keeps for itself. */
const OURS = "/juchang";
const COMMAND = /(?<![\p{L}\p{N}_/:.<>])\/(?<name>[a-z][a-z0-9-]{1,30})(?![\w/.-])/gu;

/**
 * What the bot says with its commands as one types them on Slack: `/desk` there is `/juchang desk`, since a
 * plain `/desk` would be refused before the bot ever saw it.
 */
export function withSlackCommands(intent: Intent, commands: ReadonlySet<string>): Intent {
  const rewrite = (text: string) =>
    text.replace(COMMAND, (written, name: string) =>
      commands.has(name) || recognizeVerb(name) ? `${OURS} ${name}` : written,
    );
  const words = {
    text: rewrite(intent.text),
    ...(intent.footnote === undefined ? {} : { footnote: rewrite(intent.footnote) }),
  };
  return intent.kind === "ask" && intent.hint !== undefined
    ? { ...intent, ...words, hint: rewrite(intent.hint) }
    : { ...intent, ...words };
}
