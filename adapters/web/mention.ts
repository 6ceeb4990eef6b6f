/** A name is not a mention when it is only the beginning of a Latin word (小Vlog, Juchangs). */
const NAME = `(?:小[VＶ](?![a-z0-9_])|聚场助手|Juchang(?![a-z0-9_]))`;
const WRITTEN_MENTION = new RegExp(`[ \\t]?[@＠] ?${NAME}[ \\t,，:：、]*`, "giu");
const GREETING = "(?:hi|hey|hello|你好|您好|请问|嗨|哈喽)";
const CALLED_FIRST = new RegExp(
  `^(\\s*(?:${GREETING}[\\s,，!！]*)?)${NAME}(?!聚场)(?:[\\s,，:：、!！~～]+|(?=[。.?？\\p{Script=Han}])|$)`,
  "iu",
);
const CALLED_LAST = new RegExp(
  `(?<![\\s,，。.!！?？])[\\s,，。.!！?？]+${NAME}([。.!！?？~～\\s]*)$`,
  "iu",
);

/** A message without the bot's name in it, and whether it was called. */
export interface Mention {
  readonly mentioned: boolean;
  readonly text: string;
}

/** Finds the bot's name written with @ anywhere, or called at the beginning or the end, and takes it out. */
export function readMention(raw: string): Mention {
  const written = raw.replace(WRITTEN_MENTION, " ");
  if (written !== raw) return { mentioned: true, text: written.trim() };
  const called = raw.replace(CALLED_FIRST, "$1 ").replace(CALLED_LAST, "$1");
  return called === raw
    ? { mentioned: false, text: raw }
    : { mentioned: true, text: called.trim() };
}
