import { z } from "zod";
import { PAST_WINDOW, type Retraction, type SendResult } from "../../src/engine/adapter.ts";
import { repeatableResultOf } from "./result.ts";
import { isTs } from "./spaces.ts";
import type { Workspace } from "./workspace.ts";

/** Why Slack does not delete a message of the bot's (chat.delete, "Errors"). */
const TOO_LATE: ReadonlySet<string> = new Set([
  "cant_delete_message",
  "compliance_exports_prevent_deletion",
]);

/** Takes a message of the bot's back. */
export async function retractMessage(
  workspace: Workspace,
  { space, messageId }: Retraction,
): Promise<SendResult> {
  if (!isTs(messageId)) return { kind: "refused", reason: "no_message" };
  const args = { channel: space.platformId, ts: messageId };
  const deleted = await workspace.client.call("chat.delete", args, z.object({}));
  if (deleted.ok) return { kind: "sent", messageId };
  const { failure } = deleted;
  const reason = "reason" in failure ? failure.reason : "";
  if (reason === "message_not_found") return { kind: "sent", messageId };
  if (TOO_LATE.has(reason)) return { kind: "refused", reason: PAST_WINDOW };
  return repeatableResultOf(workspace, failure);
}
