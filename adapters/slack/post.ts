import { z } from "zod";
import type { OutgoingMessage, SendResult } from "../../src/engine/adapter.ts";
import type { Outcome } from "./client.ts";
import { type EncodedPart, encodePlain } from "./encode.ts";
import type { Failure } from "./failure.ts";
import { type ShownFile, withoutFor } from "./poster.ts";
import { resultOf } from "./result.ts";
import { isTs } from "./spaces.ts";
import { answerBack } from "./way-back.ts";
import type { Workspace } from "./workspace.ts";

/** A channel takes one message a second (Web API rate limits): the next part comes with the next turn. */
const REST_MS = 1_000;

const posted = z.object({ ts: z.string() });

/**
 * Posts the next part of a message; its id is that of the last, which holds the buttons. A message of several is
 * put back after each and goes on there when it is sent again. Blocks that are not taken go as plain words.
 */
export async function postMessage(
  workspace: Workspace,
  message: OutgoingMessage,
  parts: readonly EncodedPart[],
  picture?: ShownFile,
): Promise<SendResult> {
  const { memory, log } = workspace;
  const { outbound } = message;
  const index = memory.arrived.get(outbound) ?? 0;
  const part = parts[index];
  if (!part) return { kind: "refused", reason: "no_text" };
  const sent = await postPart(workspace, message, part);
  if (!sent.ok) {
    if (sent.failure.kind === "badPicture" && picture) return withoutFor(workspace, picture);
    if (sent.failure.kind === "badBlocks" && part.blocks.length > 0 && index === 0) {
      log.warn({ outbound, reason: sent.failure.reason }, "a message is sent without its blocks");
      return postMessage(workspace, message, encodePlain(message.intent, message.locale));
    }
    return afterFailure(workspace, message, parts, sent.failure);
  }
  if (index + 1 < parts.length) {
    memory.arrived.set(outbound, index + 1);
    return { kind: "later", afterMs: REST_MS, scope: "message" };
  }
  memory.arrived.delete(outbound);
  return { kind: "sent", messageId: sent.result.ts };
}

/** Where the bot is not, a slash command's own way back may still lead. */
async function afterFailure(
  workspace: Workspace,
  message: OutgoingMessage,
  parts: readonly EncodedPart[],
  failure: Failure,
): Promise<SendResult> {
  const back =
    failure.kind === "unreachable" ? await answerBack(workspace, message, parts) : undefined;
  return back ?? resultOf(workspace, failure);
}

async function postPart(
  workspace: Workspace,
  message: OutgoingMessage,
  part: EncodedPart,
): Promise<Outcome<z.infer<typeof posted>>> {
  const thread = threadOf(message);
  const sent = await post(workspace, message, part, thread);
  if (sent.ok && thread !== undefined) {
    workspace.memory.activeThreads.set(`${message.space.platformId}:${thread}`, true);
  }
  if (sent.ok || sent.failure.kind !== "noThread" || thread === undefined) return sent;
  workspace.log.warn(
    { outbound: message.outbound, reason: sent.failure.reason },
    "a thread is gone; its answer stands in the channel",
  );
  return post(workspace, message, part, undefined);
}

/** In a channel a reply stands in the thread of what it answers. */
export function threadOf({ thread, replyTo }: OutgoingMessage): string | undefined {
  return [thread, replyTo].find(isTs);
}

function post(
  { client }: Workspace,
  { space }: OutgoingMessage,
  { text, blocks }: EncodedPart,
  thread: string | undefined,
) {
  const args = {
    channel: space.platformId,
    text,
    ...(blocks.length > 0 ? { blocks } : {}),
    ...(thread === undefined ? {} : { thread_ts: thread }),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
  };
  return client.call("chat.postMessage", args, posted);
}
