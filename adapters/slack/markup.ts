import { unescapeText } from "./escape.ts";

const REFERENCE = /<(?<mark>[@#!]?)(?<target>[^<>|]*)(?:\|(?<label>[^<>]*))?>/g;

/** A message as its author saw it: references become names, escaped characters themselves. */
export interface Written {
  readonly text: string;
  /** Whether the bot is mentioned; its mentions are taken out of the text. */
  readonly mentionsBot: boolean;
}

/**
 * Reads Slack's own form of a text: `<@U1|name>`, `<#C1|general>`, `<!here>`, `<https://…|label>`, `&amp;`
 * (Formatting text, "Retrieving messages"). Without the bot's id nothing counts as its mention.
 */
export function readText(raw: string, botUser: string | undefined): Written {
  let mentionsBot = false;
  const plain = raw.replace(REFERENCE, (_all, mark: string, target: string, label?: string) => {
    if (mark === "@" && botUser !== undefined && target === botUser) {
      mentionsBot = true;
      return " ";
    }
    return shown(mark, target, label);
  });
  const text = unescapeText(plain);
  return { text: mentionsBot ? tidy(text) : text, mentionsBot };
}

function shown(mark: string, target: string, label: string | undefined): string {
  switch (mark) {
    case "@":
      return `@${label ?? target}`;
    case "#":
      return `#${label ?? target}`;
    case "!":
      return label ?? `@${target.split("^")[0] ?? ""}`;
    default:
      return label ?? target.replace(/^(?:mailto|tel):/, "");
  }
}

/** The gap a mention leaves, and the comma after it, are nobody's words. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]{2,}/g, " ")
    .replace(/^[\s,，:：、]+/, "")
    .trim();
}
