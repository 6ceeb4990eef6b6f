import type { OutgoingMessage, SendResult } from "../../src/engine/adapter.ts";
import type { EncodedPart } from "./encode.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Answers through a slash command's response URL, for its author's eyes only: what a channel that the bot is
 * not in can be told. Undefined when there is no way back.
 */
export async function answerBack(
  { memory, now, respond }: Workspace,
  { space, outbound }: OutgoingMessage,
  parts: readonly EncodedPart[],
): Promise<SendResult | undefined> {
  const way = memory.waysBack.get(space.platformId);
  if (!way || way.until < now() || way.left < parts.length) return undefined;
  memory.waysBack.set(space.platformId, { ...way, left: way.left - parts.length });
  for (const { text, blocks: all } of parts) {
    // A picture is not for a channel the bot is not in; a message with one might be refused as a whole.
    const blocks = all.filter(({ type }) => type !== "image");
    const isTaken = await respond(way.url, {
      response_type: "ephemeral",
      replace_original: false,
      text,
      ...(blocks.length > 0 ? { blocks } : {}),
    });
    if (!isTaken) return undefined;
  }
  return { kind: "sent", messageId: `response:${outbound}` };
}
