import { z } from "zod";
import { type ApiAnswer, refusal } from "./api-answer.ts";
import type { Channel, Json, SharedFile, TeamWorld, World } from "./world.ts";

type Args = Readonly<Record<string, string | undefined>>;

/** The address of the Web API's host stands in for Slack's file server. */
export function openUpload(world: World, team: TeamWorld, { filename, length }: Args): ApiAnswer {
  const id = world.nextId("F");
  world.uploads.set(id, {
    id,
    team: team.id,
    name: filename ?? "",
    length: Number(length),
    bytes: undefined,
  });
  return { ok: true, file_id: id, upload_url: `${world.origin}/upload/${id}` };
}

/** Takes the bytes of an upload as Slack's file server does: as many as were announced, once. */
export function takeUpload(world: World, id: string, bytes: Uint8Array): number {
  const place = world.uploads.get(id);
  if (!place || place.bytes) return 404;
  if (bytes.length !== place.length) return 400;
  place.bytes = bytes;
  return 200;
}

const list = z
  .array(z.strictObject({ id: z.string(), title: z.string().optional() }))
  .min(1)
  .max(10);

/** Ends uploads, each once, and shares them in one message of a channel; without one only the bot has them. */
export function completeUpload(
  world: World,
  team: TeamWorld,
  channel: Channel | undefined,
  { files = "", thread_ts }: Args,
): ApiAnswer {
  const read = list.safeParse(jsonOf(files));
  if (!read.success) return refusal("invalid_arguments", { detail: read.error.message });
  const shared = read.data.flatMap(({ id, title }) => {
    const place = world.uploads.get(id);
    return place?.team === team.id && place.bytes
      ? [{ id, title, name: place.name, bytes: place.bytes }]
      : [];
  });
  if (shared.length < read.data.length) return refusal("file_not_found");
  for (const file of shared) {
    world.uploads.delete(file.id);
    const readyAt = Date.now() + world.lookMs;
    world.botFiles.set(file.id, { ...file, team: team.id, readyAt });
  }
  channel?.messages.push({
    ts: world.nextTs(),
    user: team.botUser,
    text: "",
    blocks: [],
    thread: thread_ts,
    edited: 0,
    files: shared,
  });
  return { ok: true, files: shared.map(({ id, title }) => ({ id, title })) };
}

const PICTURES = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46],
];

/** Why a block may not show a file: it must be a picture that the bot has and Slack has looked at. */
export function pictureProblem(world: World, team: TeamWorld, blocks: unknown): string | undefined {
  const at = idsIn(blocks).findIndex((id) => {
    if (id === undefined) return false;
    const file = world.botFiles.get(id);
    const isPicture = PICTURES.some((start) => start.every((byte, at) => file?.bytes[at] === byte));
    return !file || file.team !== team.id || file.readyAt > Date.now() || !isPicture;
  });
  return at === -1
    ? undefined
    : `[ERROR] ${NO_SUCH_PICTURE} [json-pointer:/blocks/${at}/slack_file]`;
}

export const NO_SUCH_PICTURE = "invalid slack file";

/** The pictures that somebody who sees a message sees in it. */
export function picturesIn(world: World, blocks: readonly Json[]): readonly SharedFile[] {
  return idsIn(blocks).flatMap((id) => (id === undefined ? [] : (world.botFiles.get(id) ?? [])));
}

/** The file that each block shows. */
function idsIn(blocks: unknown): readonly (string | undefined)[] {
  const read = z.array(z.object({ slack_file: z.object({ id: z.string() }).optional() }));
  return (read.safeParse(blocks).data ?? []).map(({ slack_file }) => slack_file?.id);
}

/** Hands a file out to whoever shows the token of its workspace; everybody else gets the page to sign in. */
export function handOut(world: World, id: string, token: string): Served {
  world.shown.push(token);
  const file = world.files.get(id);
  if (!file) return { status: 404, type: "text/html", bytes: SIGN_IN };
  if (world.teams.get(file.team)?.botToken !== token) {
    return { status: 200, type: "text/html; charset=utf-8", bytes: SIGN_IN };
  }
  return { status: 200, type: file.mimetype, bytes: file.bytes };
}

/** What the file server answers. */
export interface Served {
  readonly status: number;
  readonly type: string;
  readonly bytes: Uint8Array;
}

const SIGN_IN = new TextEncoder().encode("<!DOCTYPE html><title>Sign in</title>");

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
