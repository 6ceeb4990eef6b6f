import type { Delivered, Sender } from "./sender.ts";
import {
  type Channel,
  directOf,
  type HostedFile,
  type Json,
  type KeptMessage,
  type TeamWorld,
  type World,
} from "./world.ts";

/** What people do on the platform, and what each of them sees. */
export interface People {
  /** Writes a message; `@bot` mentions it. In a channel a mention comes as two events. Resolves when all is taken. */
  says(user: string, channel: string, text: string, more?: SaidMore): Promise<Said>;
  /** Taps the newest button with that label that the user sees in the channel; `as`: with somebody else's finger. */
  taps(user: string, channel: string, label: string, as?: string): Promise<Delivered>;
  /** Types a slash command. */
  types(user: string, channel: string, words: string): Promise<Delivered>;
  /** Hands in the newest form in front of the user. */
  submits(user: string, words: string): Promise<Delivered>;
  /** Adds the bot to a channel, or takes it out. */
  invitesBot(channel: string): Promise<Delivered>;
  removesBot(channel: string): Promise<Delivered>;
  /** An event of any other kind. */
  happens(event: Json): Promise<Delivered>;
  /** The direct chat of the bot with a user. */
  direct(user: string): Channel;
  /** What a user sees in a channel, oldest first. */
  sees(user: string, channel: string): readonly KeptMessage[];
}

export interface SaidMore {
  readonly thread?: string;
  readonly file?: string | Pick<HostedFile, "name" | "mimetype" | "bytes">;
  /** The same message under another event id, as Slack sometimes sends it. */
  readonly again?: number;
}

export interface Said {
  readonly ts: string;
  readonly delivered: readonly Delivered[];
}

const TYPES = { channel: "channel", group: "group", im: "im", mpim: "mpim" } as const;

export function createPeople(
  world: World,
  team: TeamWorld,
  sender: Sender,
  origin: () => string,
): People {
  const envelope = (event: Json): Json => ({
    type: "event_callback",
    token: "legacy",
    api_app_id: "A1",
    team_id: team.id,
    event_id: world.nextId("Ev"),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: team.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event,
  });
  const happens = (event: Json) => sender.send("events_api", envelope(event));
  const channelOf = (id: string): Channel => {
    const found = team.channels.get(id);
    if (!found) throw new Error(`There is no channel ${id}`);
    return found;
  };
  const sees = (user: string, id: string) => {
    const channel = channelOf(id);
    if (!channel.members.has(user)) return [];
    return channel.messages.filter(({ onlyFor }) => onlyFor === undefined || onlyFor === user);
  };
  const trigger = (user: string) => {
    const id = `${world.nextId("")}.${world.nextId("")}`;
    world.triggers.set(id, { team: team.id, user, at: Date.now(), used: false });
    return id;
  };

  return {
    happens,
    sees,
    direct: (user) => directOf(world, team, user),
    async says(user, id, words, { thread, file, again = 0 } = {}) {
      const channel = channelOf(id);
      const ts = world.nextTs();
      const escaped = words
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;");
      const text = escaped.replaceAll("@bot", `<@${team.botUser}>`);
      channel.messages.push({ ts, user, text, blocks: [], thread, edited: 0 });
      const root = channel.messages.find((message) => message.ts === thread);
      const message = {
        user,
        text,
        ts,
        channel: id,
        event_ts: ts,
        ...(thread ? { thread_ts: thread, parent_user_id: root?.user } : {}),
        ...(file === undefined
          ? {}
          : { subtype: "file_share", files: [hosted(world, team, file)] }),
      };
      const isMention = text !== escaped && channel.kind !== "im";
      const hears = channel.members.has(team.botUser);
      const asMessage = { ...message, type: "message", channel_type: TYPES[channel.kind] };
      const events: Json[] = hears ? [asMessage] : [];
      if (isMention && hears) events.push({ ...message, subtype: undefined, type: "app_mention" });
      for (let count = 0; count < again; count++) events.push(asMessage);
      return { ts, delivered: await Promise.all(events.map(happens)) };
    },
    async taps(seenBy, id, label, user = seenBy) {
      const { message, button } = findButton(sees(seenBy, id), label);
      const { value, url, action_id, type } = button;
      return sender.send("interactive", {
        type: "block_actions",
        api_app_id: "A1",
        team: { id: team.id, domain: "v" },
        user: { id: user, username: "someone", team_id: team.id },
        trigger_id: trigger(user),
        container: {
          type: "message",
          message_ts: message.ts,
          channel_id: id,
          is_ephemeral: message.onlyFor !== undefined,
          ...(message.thread ? { thread_ts: message.thread } : {}),
        },
        channel: { id, name: "somewhere" },
        // Slack does not send the message along with a tap on an ephemeral one.
        ...(message.onlyFor === undefined
          ? {
              message: { ts: message.ts, ...(message.thread ? { thread_ts: message.thread } : {}) },
            }
          : {}),
        actions: [{ type, action_id, action_ts: world.nextTs(), ...(url ? { url } : { value }) }],
      });
    },
    async types(user, id, words) {
      const path = world.nextId("R");
      world.responseUrls.set(path, { team: team.id, channel: id, user, uses: 0 });
      return sender.send("slash_commands", {
        token: "legacy",
        team_id: team.id,
        channel_id: id,
        user_id: user,
        user_name: "someone",
        command: "/juchang",
        text: words,
        api_app_id: "A1",
        is_enterprise_install: "false",
        trigger_id: trigger(user),
        response_url: `${origin()}/response/${path}`,
      });
    },
    async submits(user, words) {
      const open = world.views.findLast((view) => view.user === user && view.team === team);
      if (!open) throw new Error(`Nothing is open in front of ${user}`);
      const delivered = await sender.send("interactive", {
        type: "view_submission",
        api_app_id: "A1",
        team: { id: team.id, domain: "v" },
        user: { id: user, username: "someone", team_id: team.id },
        trigger_id: trigger(user),
        view: {
          ...open.view,
          id: open.id,
          app_installed_team_id: team.id,
          state: { values: { answer: { words: { type: "plain_text_input", value: words } } } },
        },
      });
      const stays = delivered.answer !== undefined && hasErrors(delivered.answer);
      if (!stays && delivered.tries.at(-1) === 200)
        world.views.splice(world.views.indexOf(open), 1);
      return delivered;
    },
    invitesBot(id) {
      channelOf(id).members.add(team.botUser);
      const channel_type = channelOf(id).kind === "channel" ? "C" : "G";
      return happens({
        type: "member_joined_channel",
        user: team.botUser,
        channel: id,
        channel_type,
        team: team.id,
        event_ts: world.nextTs(),
      });
    },
    removesBot(id) {
      channelOf(id).members.delete(team.botUser);
      return happens({
        type: "channel_left",
        channel: id,
        actor_id: "U1",
        event_ts: world.nextTs(),
      });
    },
  };
}

/** Puts a file on the file server and tells of it as Slack's events do; of a name alone there is nothing to fetch. */
function hosted(world: World, team: TeamWorld, file: NonNullable<SaidMore["file"]>) {
  if (typeof file === "string") return { id: "F1", name: file };
  const id = world.nextId("F");
  const size = file.bytes.length;
  world.files.set(id, {
    ...file,
    id,
    size,
    team: team.id,
    url: `${world.origin}/files-pri/${id}`,
  });
  return { id, name: file.name, mimetype: file.mimetype, size };
}

function hasErrors(answer: unknown): boolean {
  return JSON.stringify(answer).includes('"response_action":"errors"');
}

interface SeenButton {
  readonly type: string;
  readonly action_id: string;
  readonly text: { readonly text: string };
  readonly value?: string;
  readonly url?: string;
}

function findButton(messages: readonly KeptMessage[], label: string) {
  for (const message of [...messages].reverse()) {
    const button = buttonsOf(message).find(({ text }) => text.text.includes(label));
    if (button) return { message, button };
  }
  throw new Error(`Nobody was offered “${label}”`);
}

/** The buttons under a message. */
export function buttonsOf({ blocks }: Pick<KeptMessage, "blocks">): readonly SeenButton[] {
  return blocks.flatMap((block) =>
    block["type"] === "actions" ? (block["elements"] as readonly SeenButton[]) : [],
  );
}

/** What a message says to whoever reads its blocks; of one without blocks, its text. */
export function wordsOf({ blocks, text }: Pick<KeptMessage, "blocks" | "text">): string {
  if (blocks.length === 0) return text;
  const found: string[] = [];
  JSON.stringify(blocks, (key, value) => {
    if (key === "text" && typeof value === "string") found.push(value);
    return value;
  });
  return found.join("\n");
}
