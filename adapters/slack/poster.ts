import { z } from "zod";
import type { OutgoingFile, OutgoingMessage, SendResult } from "../../src/engine/adapter.ts";
import { type Failure, fieldsOf } from "./failure.ts";
import { resultOf } from "./result.ts";
import { uploadFile } from "./upload-file.ts";
import type { Workspace } from "./workspace.ts";

/** A picture that a message shows among its blocks. */
export interface ShownFile {
  /** Slack's id of it. */
  readonly id: string;
  readonly version: string;
  readonly label: string;
}

/** How a message's poster is shown: among its blocks, as a file ahead of it, or not at all. */
export interface PosterWay {
  readonly kind: "way";
  readonly block?: ShownFile;
  readonly ahead?: OutgoingFile;
}

const completed = z.object({});

/**
 * Looks for the poster among Slack's files, and uploads it when it is not there: to nobody's chat, since only the bot
 * that shows it needs it (Slack file object). Otherwise what has to become of the message first.
 */
export async function posterWay(
  workspace: Workspace,
  { poster, shown, edits }: OutgoingMessage,
): Promise<PosterWay | SendResult> {
  if (!poster) return { kind: "way" };
  const { version, label } = poster;
  const { pictures } = workspace.memory;
  if (pictures.isUnusable(version)) {
    const ahead = edits === undefined ? await poster.load() : undefined;
    return ahead ? { kind: "way", ahead } : { kind: "way" };
  }
  const before = shown?.version === version ? shown.id : undefined;
  const known = pictures.idOf(version, before);
  if (known !== undefined) return { kind: "way", block: { id: known, version, label } };
  const file = await poster.load();
  if (!file) return { kind: "way" };
  const id = await uploadFile(workspace, file);
  if (typeof id !== "string") return unsent(workspace, id);
  const args = { files: [{ id, title: label }] };
  const done = await workspace.client.call("files.completeUploadExternal", args, completed);
  if (!done.ok) return unsent(workspace, done.failure);
  pictures.uploaded(version, id);
  return { kind: "way", block: { id, version, label } };
}

/** What may still come about waits; without the picture the words say all. */
function unsent(workspace: Workspace, failure: Failure): PosterWay | SendResult {
  const result = resultOf(workspace, failure);
  if (result.kind !== "refused" && result.kind !== "uncertain") return result;
  workspace.log.warn(fieldsOf(failure), "a message is sent without its picture");
  return { kind: "way" };
}

/** How long Slack may look at an upload before the message is tried again. */
const LOOKING_MS = 1_000;

/** Slack did not take a message for the picture in it: the next try waits, uploads it again or does without. */
export function withoutFor(workspace: Workspace, { version, id }: ShownFile): SendResult {
  const why = workspace.memory.pictures.refused(version, id);
  if (why === "unusable") {
    workspace.log.warn({ reason: "invalid_slack_file" }, "a picture is not shown in messages");
  }
  return { kind: "later", afterMs: why === "wait" ? LOOKING_MS : 0, scope: "message" };
}
