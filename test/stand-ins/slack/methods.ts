import { z } from "zod";
import { type ApiAnswer, refusal } from "./api-answer.ts";
import { completeUpload, openUpload, pictureProblem } from "./files.ts";
import { blocksProblem, homeProblem, modalProblem, pingsSomebody } from "./validate.ts";
import { type Channel, directOf, type Json, type TeamWorld, type World } from "./world.ts";

interface Method {
  readonly scope: string | undefined;
  /** The arguments, as strings of a form; another one is refused. */
  readonly args: z.ZodType<Record<string, string | undefined>>;
  readonly run: (
    world: World,
    team: TeamWorld,
    args: Record<string, string | undefined>,
  ) => ApiAnswer;
}

const word = z.string();
const flag = z.enum(["true", "false"]).optional();

/** The methods the stand-in knows; every other is refused. */
export const METHODS: Readonly<Record<string, Method>> = {
  "auth.test": {
    scope: undefined,
    args: z.strictObject({}),
    run: (_world, { id, botUser, botId }) => ({
      ok: true,
      team_id: id,
      user_id: botUser,
      bot_id: botId,
    }),
  },
  "users.info": {
    scope: "users:read",
    args: z.strictObject({ user: word, include_locale: flag }),
    run: (_world, team, { user = "", include_locale }) => {
      const found = team.users.get(user);
      if (!found) return refusal("user_not_found");
      const { id, name, locale } = found;
      return {
        ok: true,
        user: {
          id,
          real_name: name,
          profile: { display_name: name },
          ...(include_locale === "true" ? { locale } : {}),
        },
      };
    },
  },
  "conversations.open": {
    scope: "im:write",
    args: z.strictObject({ users: word }),
    run: (world, team, { users = "" }) => {
      const user = team.users.get(users);
      if (!user) return refusal("user_not_found");
      if (user.disabled) return refusal("user_disabled");
      if (users === team.botUser) return refusal("cannot_dm_bot");
      return { ok: true, channel: { id: directOf(world, team, users).id } };
    },
  },
  "chat.postMessage": {
    scope: "chat:write",
    args: z.strictObject({
      channel: word,
      text: word.optional(),
      blocks: word.optional(),
      thread_ts: word.optional(),
      mrkdwn: flag,
      unfurl_links: flag,
      unfurl_media: flag,
    }),
    run: postMessage,
  },
  "chat.postEphemeral": {
    scope: "chat:write",
    args: z.strictObject({
      channel: word,
      user: word,
      text: word.optional(),
      blocks: word.optional(),
      thread_ts: word.optional(),
    }),
    run: postEphemeral,
  },
  "chat.update": {
    scope: "chat:write",
    args: z.strictObject({
      channel: word,
      ts: word,
      text: word.optional(),
      blocks: word.optional(),
    }),
    run: update,
  },
  "chat.delete": {
    scope: "chat:write",
    args: z.strictObject({ channel: word, ts: word }),
    run: remove,
  },
  "files.getUploadURLExternal": {
    scope: "files:write",
    args: z.strictObject({
      filename: word,
      length: z.string().regex(/^[1-9]\d*$/),
      alt_txt: z.string().max(1_000).optional(),
    }),
    run: openUpload,
  },
  "files.completeUploadExternal": {
    scope: "files:write",
    args: z.strictObject({
      files: word,
      channel_id: word.optional(),
      thread_ts: word.optional(),
    }),
    run: (world, team, args) => {
      if (args["channel_id"] === undefined) return completeUpload(world, team, undefined, args);
      const channel = team.channels.get(args["channel_id"] ?? "");
      const why = closed(team, channel);
      if (why || !channel) return refusal(why ?? "channel_not_found");
      return (
        threadProblem(channel, args["thread_ts"]) ?? completeUpload(world, team, channel, args)
      );
    },
  },
  "files.info": {
    scope: "files:read",
    args: z.strictObject({ file: word }),
    run: (world, team, { file: id = "" }) => {
      const file = world.files.get(id);
      if (file?.team !== team.id) return refusal("file_not_found");
      const { name, mimetype, size, url } = file;
      const told = { id, name, mimetype, size, mode: "hosted", is_external: false };
      return { ok: true, file: { ...told, url_private: url, url_private_download: url } };
    },
  },
  "views.open": {
    scope: undefined,
    args: z.strictObject({ trigger_id: word, view: word }),
    run: openView,
  },
  "views.publish": {
    scope: undefined,
    args: z.strictObject({ user_id: word, view: word }),
    run: (world, _team, { user_id = "", view = "" }) => {
      const read = jsonOf(view);
      if (homeProblem(read)) return refusal("invalid_arguments", { detail: homeProblem(read) });
      world.homes.set(user_id, read as Json);
      return { ok: true, view: { id: world.nextId("V") } };
    },
  },
};

type Args = Record<string, string | undefined>;

/** Why the bot may not write there; undefined when it may. */
function closed(team: TeamWorld, channel: Channel | undefined): string | undefined {
  if (!channel) return "channel_not_found";
  if (channel.archived) return "is_archived";
  if (channel.members.has(team.botUser)) return undefined;
  if (channel.kind !== "channel") return "channel_not_found";
  return team.scopes.has("chat:write.public") ? undefined : "not_in_channel";
}

function contentProblem(
  world: World,
  team: TeamWorld,
  { text = "", blocks }: Args,
): ApiAnswer | undefined {
  if (text.length > 40_000) return refusal("msg_too_long");
  const read = blocks === undefined ? [] : jsonOf(blocks);
  const problem = blocksProblem(read) ?? pictureProblem(world, team, read);
  if (problem) return refusal("invalid_blocks", { response_metadata: { messages: [problem] } });
  if (text === "" && Array.isArray(read) && read.length === 0) return refusal("no_text");
  const mrkdwn = JSON.stringify(read).includes('"mrkdwn"') ? JSON.stringify(read) : "";
  if (pingsSomebody(text) || pingsSomebody(mrkdwn)) world.pings.push(text);
  return undefined;
}

function threadProblem(channel: Channel, thread: string | undefined): ApiAnswer | undefined {
  if (thread === undefined) return undefined;
  if (!/^\d+\.\d+$/.test(thread)) return refusal("invalid_thread_ts");
  return channel.messages.some(({ ts }) => ts === thread) ? undefined : refusal("thread_not_found");
}

function postMessage(world: World, team: TeamWorld, args: Args): ApiAnswer {
  const channel = team.channels.get(args["channel"] ?? "");
  const why = closed(team, channel);
  if (why || !channel) return refusal(why ?? "channel_not_found");
  const other = [...channel.members].find((user) => user !== team.botUser);
  if (channel.kind === "im" && team.users.get(other ?? "")?.disabled)
    return refusal("user_disabled");
  const thread = args["thread_ts"];
  const problem = threadProblem(channel, thread) ?? contentProblem(world, team, args);
  if (problem) return problem;
  const ts = world.nextTs();
  const blocks = blocksOf(args);
  channel.messages.push({
    ts,
    user: team.botUser,
    text: args["text"] ?? "",
    blocks,
    thread,
    edited: 0,
  });
  return { ok: true, channel: channel.id, ts, message: { ts, text: args["text"] ?? "" } };
}

function postEphemeral(world: World, team: TeamWorld, args: Args): ApiAnswer {
  const channel = team.channels.get(args["channel"] ?? "");
  const why = closed(team, channel);
  if (why || !channel) return refusal(why ?? "channel_not_found");
  if (!channel.members.has(team.botUser)) return refusal("not_in_channel");
  const user = args["user"] ?? "";
  if (!channel.members.has(user)) return refusal("user_not_in_channel");
  const thread = args["thread_ts"];
  const problem = threadProblem(channel, thread) ?? contentProblem(world, team, args);
  if (problem) return problem;
  const ts = world.nextTs();
  const isActive = channel.messages.some((message) => message.thread === thread);
  // In a thread without replies Slack shows an ephemeral message to nobody.
  const onlyFor = thread !== undefined && !isActive ? "nobody" : user;
  const kept = { ts, user: team.botUser, text: args["text"] ?? "", blocks: blocksOf(args), thread };
  channel.messages.push({ ...kept, onlyFor, edited: 0 });
  return { ok: true, message_ts: ts };
}

function update(world: World, team: TeamWorld, args: Args): ApiAnswer {
  const channel = team.channels.get(args["channel"] ?? "");
  if (!channel) return refusal("channel_not_found");
  const message = channel.messages.find(({ ts }) => ts === args["ts"]);
  if (!message || message.onlyFor !== undefined) return refusal("message_not_found");
  if (message.user !== team.botUser) return refusal("cant_update_message");
  const problem = contentProblem(world, team, args);
  if (problem) return problem;
  message.text = args["text"] ?? "";
  message.blocks = blocksOf(args);
  message.edited += 1;
  return { ok: true, channel: channel.id, ts: message.ts };
}

function remove(world: World, team: TeamWorld, { channel: id = "", ts }: Args): ApiAnswer {
  const channel = team.channels.get(id);
  if (!channel) return refusal("channel_not_found");
  const index = channel.messages.findIndex((message) => message.ts === ts);
  const message = channel.messages[index];
  if (!message || message.onlyFor !== undefined) return refusal("message_not_found");
  if (message.user !== team.botUser || world.undeletable) return refusal("cant_delete_message");
  channel.messages.splice(index, 1);
  return { ok: true, channel: id, ts: message.ts };
}

const TRIGGER_MS = 3_000;

function openView(world: World, team: TeamWorld, { trigger_id = "", view = "" }: Args): ApiAnswer {
  const trigger = world.triggers.get(trigger_id);
  if (trigger?.team !== team.id) return refusal("invalid_trigger_id");
  if (trigger.used) return refusal("exchanged_trigger_id");
  if (Date.now() - trigger.at > TRIGGER_MS) return refusal("expired_trigger_id");
  const read = jsonOf(view);
  if (modalProblem(read)) return refusal("invalid_arguments", { detail: modalProblem(read) });
  trigger.used = true;
  const id = world.nextId("V");
  world.views.push({ id, team, user: trigger.user, view: read as Json });
  return { ok: true, view: { id } };
}

function blocksOf({ blocks }: Args): readonly Json[] {
  return blocks === undefined
    ? []
    : z.array(z.record(z.string(), z.unknown())).parse(jsonOf(blocks));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
