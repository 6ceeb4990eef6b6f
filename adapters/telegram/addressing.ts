import type { BotIdentity } from "./identity.ts";
import type { Entity, Message } from "./update.ts";

/** A message's words without the bot's name in them, and whether they are meant for the bot. */
export interface Addressing {
  readonly text: string;
  /** Mentions the bot or replies to it. */
  readonly addressed: boolean;
  /** Begins with a command that any bot, or this one by name, may take. */
  readonly isCommand: boolean;
  /** The bot's own message that this one replies to. */
  readonly repliesToBot: string | undefined;
}

type Words = Pick<Message, "text" | "entities" | "caption" | "caption_entities">;

/** Reads whom a message is meant for from its entities: a name that only looks like a mention is none. */
export function addressingOf(message: Message, bot: BotIdentity): Addressing {
  const { text, entities } = wordsOf(message);
  const names = entities.filter((entity) => isOwnName(text, entity, bot));
  const without = withoutNames(text, names);
  const repliesToBot = ownReplied(message, bot);
  const isForAnotherBot = entities.some((entity) => isOthersCommand(text, entity, bot));
  const isForwarded = message.forward_origin !== undefined;
  return {
    text: without,
    addressed: repliesToBot !== undefined || (names.length > 0 && !isForwarded),
    isCommand: /^\/[a-z]/i.test(without) && !isForAnotherBot && !isForwarded,
    repliesToBot,
  };
}

function wordsOf(message: Words): { readonly text: string; readonly entities: readonly Entity[] } {
  const { text, entities, caption, caption_entities } = message;
  if (text !== undefined) return { text, entities: entities ?? [] };
  return { text: caption ?? "", entities: caption_entities ?? [] };
}

/** `@bot`, a mention of the account without a user name, or `/command@bot`. */
function isOwnName(text: string, entity: Entity, bot: BotIdentity): boolean {
  switch (entity.type) {
    case "mention":
      return namesBot(written(text, entity), bot);
    case "text_mention":
      return entity.user?.id === bot.id;
    case "bot_command":
      return namesBot(nameBehind(written(text, entity)), bot);
    default:
      return false;
  }
}

/** A message that begins with `/command@another_bot` is that bot's. */
function isOthersCommand(text: string, entity: Entity, bot: BotIdentity): boolean {
  if (entity.type !== "bot_command" || entity.offset !== 0) return false;
  const name = nameBehind(written(text, entity));
  return name !== "" && !namesBot(name, bot);
}

/** Takes names out from the last to the first, so that offsets stay true; a command keeps its word. */
function withoutNames(text: string, names: readonly Entity[]): string {
  const lastFirst = [...names].sort((one, other) => other.offset - one.offset);
  let rest = text;
  for (const entity of lastFirst) {
    const kept = entity.type === "bot_command" ? written(text, entity).split("@")[0] : "";
    const before = rest.slice(0, entity.offset);
    const after = rest.slice(entity.offset + entity.length);
    rest = kept ? `${before}${kept}${after}` : joined(before, after);
  }
  return names.length > 0 ? rest.trim() : rest;
}

function joined(before: string, after: string): string {
  const head = before.replace(/(?<![ \t])[ \t]+$/u, "");
  const tail = after.replace(/^[ \t,，:：、]+/u, "");
  const needsSpace = /[A-Za-z0-9]$/.test(head) && /^[A-Za-z0-9]/.test(tail);
  return needsSpace ? `${head} ${tail}` : `${head}${tail}`;
}

/** In a topic every message replies to the topic's beginning; that is no reply to anybody. */
function ownReplied(message: Message, bot: BotIdentity): string | undefined {
  const replied = message.reply_to_message;
  if (replied?.from?.id !== bot.id || replied.forum_topic_created !== undefined) return undefined;
  return String(replied.message_id);
}

function written(text: string, { offset, length }: Entity): string {
  return text.slice(offset, offset + length);
}

function nameBehind(command: string): string {
  const at = command.indexOf("@");
  return at < 0 ? "" : command.slice(at);
}

function namesBot(name: string, bot: BotIdentity): boolean {
  return name.toLowerCase() === `@${bot.username.toLowerCase()}`;
}
