/** A button or other block as the platform keeps it. */
export type Json = { readonly [key: string]: unknown };

/** What stands in a channel. */
export interface KeptMessage {
  readonly ts: string;
  /** A user, the bot's among them. */
  readonly user: string;
  text: string;
  blocks: readonly Json[];
  readonly thread?: string | undefined;
  /** The only user who sees it. */
  readonly onlyFor?: string | undefined;
  edited: number;
  /** Files that were shared with it. */
  readonly files?: readonly SharedFile[];
}

/** A file on its way into a channel, or there. */
export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly title?: string | undefined;
  readonly bytes: Uint8Array;
}

/** Where one file may be uploaded to, once. */
export interface UploadPlace {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  /** Bytes that were announced. */
  readonly length: number;
  bytes: Uint8Array | undefined;
}

/** A file the bot uploaded, as blocks may show it. */
export interface BotFile extends SharedFile {
  readonly team: string;
  /** Slack looks at what was uploaded before a block may show it; ms UTC. */
  readyAt: number;
}

/** A file somebody shared, on Slack's file server. */
export interface HostedFile {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  mimetype: string;
  bytes: Uint8Array;
  /** What Slack says of its size. */
  size: number;
  /** Where Slack says that it lies. */
  url: string;
}

export interface Channel {
  readonly id: string;
  readonly kind: "channel" | "group" | "im" | "mpim";
  readonly members: Set<string>;
  archived: boolean;
  readonly messages: KeptMessage[];
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  disabled: boolean;
}

/** A workspace with the app installed. */
export interface TeamWorld {
  readonly id: string;
  readonly botUser: string;
  readonly botId: string;
  readonly botToken: string;
  revoked: boolean;
  readonly scopes: Set<string>;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
}

/** A form that is open in front of a user. */
export interface OpenView {
  readonly id: string;
  readonly team: TeamWorld;
  readonly user: string;
  readonly view: Json;
}

/** A tap's leave to open a form. */
export interface Trigger {
  readonly team: string;
  readonly user: string;
  readonly at: number;
  used: boolean;
}

/** Everything the platform knows. */
export interface World {
  readonly teams: Map<string, TeamWorld>;
  readonly triggers: Map<string, Trigger>;
  readonly views: OpenView[];
  readonly homes: Map<string, Json>;
  /** The workspace keeps what was said. */
  undeletable: boolean;
  readonly responseUrls: Map<string, { team: string; channel: string; user: string; uses: number }>;
  /** By the last part of the address. */
  readonly uploads: Map<string, UploadPlace>;
  /** What the bot uploaded, by id; what somebody deleted is not there any more. */
  readonly botFiles: Map<string, BotFile>;
  /** How long an upload is looked at, ms. */
  lookMs: number;
  /** What people shared, by id. */
  readonly files: Map<string, HostedFile>;
  /** The tokens the file server was shown, in order; empty for none. */
  readonly shown: string[];
  /** Messages that would have rung people's phones: each is a bug of ours. */
  readonly pings: string[];
  /** Where the platform is reached. */
  origin: string;
  nextTs(): string;
  nextId(prefix: string): string;
}

/** The permissions of the manifest that is handed out. */
export const SCOPES = [
  "app_mentions:read",
  "channels:history",
  "channels:read",
  "chat:write",
  "chat:write.public",
  "commands",
  "files:read",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "mpim:history",
  "mpim:read",
  "users:read",
] as const;

export function createWorld(): World {
  let micros = Date.now() * 1000;
  let count = 0;
  return {
    teams: new Map(),
    triggers: new Map(),
    views: [],
    homes: new Map(),
    undeletable: false,
    responseUrls: new Map(),
    uploads: new Map(),
    botFiles: new Map(),
    lookMs: 300,
    files: new Map(),
    shown: [],
    pings: [],
    origin: "",
    nextTs() {
      micros = Math.max(micros + 1, Date.now() * 1000);
      return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, "0")}`;
    },
    nextId(prefix) {
      count += 1;
      return `${prefix}${count.toString(36).toUpperCase().padStart(8, "0")}`;
    },
  };
}

export function addTeam(world: World, id: string): TeamWorld {
  const team: TeamWorld = {
    id,
    botUser: `UBOT${id}`,
    botId: `B${id}`,
    botToken: `xoxb-${id}-secret`,
    revoked: false,
    scopes: new Set(SCOPES),
    users: new Map(),
    channels: new Map(),
  };
  team.users.set(team.botUser, {
    id: team.botUser,
    name: "聚场助手",
    locale: "zh-CN",
    disabled: false,
  });
  world.teams.set(id, team);
  return team;
}

export function addUser(team: TeamWorld, id: string, name: string, locale = "zh-CN"): User {
  const user = { id, name, locale, disabled: false };
  team.users.set(id, user);
  return user;
}

export function addChannel(
  team: TeamWorld,
  id: string,
  kind: Channel["kind"],
  members: readonly string[],
): Channel {
  const channel: Channel = { id, kind, members: new Set(members), archived: false, messages: [] };
  team.channels.set(id, channel);
  return channel;
}

/** The direct chat between the bot and a user, as conversations.open makes it. */
export function directOf(world: World, team: TeamWorld, user: string): Channel {
  const known = [...team.channels.values()].find(
    ({ kind, members }) => kind === "im" && members.has(user) && members.has(team.botUser),
  );
  return known ?? addChannel(team, world.nextId("D"), "im", [user, team.botUser]);
}
