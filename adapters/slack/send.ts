import { z } from "zod";
import type { OutgoingMessage, SendResult } from "../../src/engine/adapter.ts";
import { isLiveCard } from "../../src/engine/live-card.ts";
import { type EncodedPart, encodeIntent } from "./encode.ts";
import { sendHint } from "./hint.ts";
import { offerModal } from "./offer-modal.ts";
import { postMessage } from "./post.ts";
import { type PosterWay, posterWay, type ShownFile, withoutFor } from "./poster.ts";
import { repeatableResultOf } from "./result.ts";
import { shareFiles } from "./share-files.ts";
import { isTs } from "./spaces.ts";
import type { Workspace } from "./workspace.ts";

/** Sends a message, or changes the one it edits. Never rejects. */
export async function sendMessage(
  workspace: Workspace,
  message: OutgoingMessage,
): Promise<SendResult> {
  const { onlyFor, space } = message;
  const isHint = onlyFor !== undefined && space.kind !== "direct";
  const way = isHint ? NO_POSTER : await posterWay(workspace, message);
  if (way.kind !== "way") return way;
  const parts = partsOf(workspace, message, way.block);
  if (!parts) return { kind: "refused", reason: "a button does not fit its token" };
  if (isHint) return sendHint(workspace, message, onlyFor, parts);
  const result = await sendToAll(workspace, message, parts, way);
  if (result.kind !== "sent") return result;
  workspace.standing.works();
  if (way.block) workspace.memory.pictures.taken(way.block.version, way.block.id);
  if (space.kind === "direct") offerModal(workspace, message, result.messageId);
  if (!isLiveCard(message.intent)) return result;
  const { version = null, id } = way.block ?? {};
  return { ...result, shown: { version, id } };
}

const NO_POSTER: PosterWay = { kind: "way" };

function partsOf(
  workspace: Workspace,
  { intent, locale, outbound }: OutgoingMessage,
  picture: ShownFile | undefined,
) {
  try {
    return encodeIntent(workspace, intent, locale, picture);
  } catch (error) {
    workspace.log.warn({ err: error, outbound }, "a message cannot be shown");
    return undefined;
  }
}

const updated = z.object({ ts: z.string() });

/** An edit that Slack does not allow (any more) becomes a new message. */
async function sendToAll(
  workspace: Workspace,
  message: OutgoingMessage,
  parts: readonly EncodedPart[],
  { block, ahead }: PosterWay,
): Promise<SendResult> {
  const [part] = parts;
  if (!isTs(message.edits) || parts.length !== 1 || !part) {
    const files = [...(ahead ? [ahead] : []), ...(message.files ?? [])];
    const shared = await shareFiles(workspace, { ...message, files });
    return shared ?? postMessage(workspace, message, parts, block);
  }
  const sent = await workspace.client.call(
    "chat.update",
    { channel: message.space.platformId, ts: message.edits, text: part.text, blocks: part.blocks },
    updated,
  );
  if (sent.ok) return { kind: "sent", messageId: sent.result.ts };
  if (sent.failure.kind === "badPicture" && block) return withoutFor(workspace, block);
  return sent.failure.kind === "cannotEdit"
    ? postMessage(workspace, message, parts, block)
    : repeatableResultOf(workspace, sent.failure);
}
