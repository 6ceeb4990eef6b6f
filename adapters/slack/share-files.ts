import { z } from "zod";
import type { OutgoingMessage, SendResult } from "../../src/engine/adapter.ts";
import { type Failure, fieldsOf } from "./failure.ts";
import { threadOf } from "./post.ts";
import { resultOf } from "./result.ts";
import { uploadFile } from "./upload-file.ts";
import type { Workspace } from "./workspace.ts";

const completed = z.object({});

/** What sharing came to: nothing keeps the message back, or what has to become of it first. */
type Came = SendResult | undefined;

/**
 * Shares a message's files ahead of it, all in one message of their own (files.getUploadURLExternal, the upload,
 * files.completeUploadExternal). Undefined once they are there, or will never be: without the permission
 * `files:write`, say. The message tells all without them.
 */
export async function shareFiles(workspace: Workspace, message: OutgoingMessage): Promise<Came> {
  const { files = [], outbound } = message;
  const { shared } = workspace.memory;
  if (files.length === 0 || shared.get(outbound)) return undefined;
  const ids: { readonly id: string; readonly title: string }[] = [];
  for (const file of files) {
    const id = await uploadFile(workspace, file);
    if (typeof id !== "string") return goOn(workspace, message, id);
    ids.push({ id, title: file.label });
  }
  const thread = threadOf(message);
  const sent = await workspace.client.call(
    "files.completeUploadExternal",
    {
      files: ids,
      channel_id: message.space.platformId,
      ...(thread === undefined ? {} : { thread_ts: thread }),
    },
    completed,
  );
  if (!sent.ok) return goOn(workspace, message, sent.failure);
  shared.set(outbound, true);
  return undefined;
}

/** What may still come about waits; what nobody knows of is not done twice, and the words go on. */
function goOn(workspace: Workspace, message: OutgoingMessage, failure: Failure): Came {
  const { outbound } = message;
  const result = resultOf(workspace, failure);
  if (result.kind !== "refused" && result.kind !== "uncertain") return result;
  workspace.log.warn({ outbound, ...fieldsOf(failure) }, "a message is sent without its files");
  workspace.memory.shared.set(outbound, true);
  return undefined;
}
