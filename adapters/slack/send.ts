import { z } from "zod";
import type { OutgoingMessage, SendResult } from "../../src/engine/adapter.ts";
import { type EncodedPart, encodeIntent } from "./encode.ts";
import { sendHint } from "./hint.ts";
import { offerModal } from "./offer-modal.ts";
import { postMessage } from "./post.ts";
import { repeatableResultOf } from "./result.ts";
import { shareFiles } from "./share-files.ts";
import { isTs } from "./spaces.ts";
import type { Workspace } from "./workspace.ts";

/** Sends a message, or changes the one it edits. Never rejects. */
export async function sendMessage(
  workspace: Workspace,
  message: OutgoingMessage,
): Promise<SendResult> {
  const parts = partsOf(workspace, message);
  if (!parts) return { kind: "refused", reason: "a button does not fit its token" };
  const { onlyFor, space } = message;
  if (onlyFor !== undefined && space.kind !== "direct") {
    return sendHint(workspace, message, onlyFor, parts);
  }
  const result = await sendToAll(workspace, message, parts);
  if (result.kind === "sent") {
    workspace.standing.works();
    if (space.kind === "direct") offerModal(workspace, message, result.messageId);
  }
  return result;
}

function partsOf(workspace: Workspace, { intent, locale, outbound }: OutgoingMessage) {
  try {
    return encodeIntent(workspace, intent, locale);
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
): Promise<SendResult> {
  const [part] = parts;
  if (!isTs(message.edits) || parts.length !== 1 || !part) {
    return (await shareFiles(workspace, message)) ?? postMessage(workspace, message, parts);
  }
  const sent = await workspace.client.call(
    "chat.update",
    { channel: message.space.platformId, ts: message.edits, text: part.text, blocks: part.blocks },
    updated,
  );
  if (sent.ok) return { kind: "sent", messageId: sent.result.ts };
  return sent.failure.kind === "cannotEdit"
    ? postMessage(workspace, message, parts)
    : repeatableResultOf(workspace, sent.failure);
}
