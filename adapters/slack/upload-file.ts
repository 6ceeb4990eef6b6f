import { z } from "zod";
import type { OutgoingFile } from "../../src/engine/adapter.ts";
import type { Failure } from "./failure.ts";
import type { Workspace } from "./workspace.ts";

const opened = z.object({ upload_url: z.string(), file_id: z.string() });

/** Slack's id of the file; what was uploaded and never completed, Slack throws away. */
export async function uploadFile(
  { client, upload: post }: Pick<Workspace, "client" | "upload">,
  { name, bytes, label, kind }: OutgoingFile,
): Promise<string | Failure> {
  const args = {
    filename: name,
    length: bytes.length,
    ...(kind === "picture" ? { alt_txt: label } : {}),
  };
  const place = await client.call("files.getUploadURLExternal", args, opened);
  if (!place.ok) return place.failure;
  const isTaken = await post(place.result.upload_url, bytes);
  return isTaken ? place.result.file_id : { kind: "refused", reason: "upload" };
}
