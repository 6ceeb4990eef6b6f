import { z } from "zod";
import type { OutgoingMessage, SendResult } from "../../src/engine/adapter.ts";
import type { EncodedPart } from "./encode.ts";
import { threadOf } from "./post.ts";
import { repeatableResultOf } from "./result.ts";
import { answerBack } from "./way-back.ts";
import type { Workspace } from "./workspace.ts";

const shown = z.object({ message_ts: z.string() });

/**
 * Shows a hint to one member of a channel. Slack promises nothing: it is gone on the next start of their app
 * (chat.postEphemeral), and in a thread without replies nobody would see it, so it stands in the channel there.
 */
export async function sendHint(
  workspace: Workspace,
  message: OutgoingMessage,
  user: string,
  parts: readonly EncodedPart[],
): Promise<SendResult> {
  const { client, memory } = workspace;
  const channel = message.space.platformId;
  const thread = threadOf(message);
  const isActive =
    thread !== undefined && memory.activeThreads.get(`${channel}:${thread}`) === true;
  let messageId: string | undefined;
  for (const { text, blocks } of parts) {
    const sent = await client.call(
      "chat.postEphemeral",
      { channel, user, text, blocks, ...(isActive ? { thread_ts: thread } : {}) },
      shown,
    );
    if (!sent.ok) {
      const back =
        sent.failure.kind === "unreachable"
          ? await answerBack(workspace, message, parts)
          : undefined;
      return back ?? repeatableResultOf(workspace, sent.failure);
    }
    messageId = sent.result.message_ts;
  }
  return messageId === undefined
    ? { kind: "refused", reason: "no_text" }
    : { kind: "sent", messageId };
}
