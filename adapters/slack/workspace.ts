import type { Adapter, TokenOf } from "../../src/engine/adapter.ts";
import type { Client } from "./client.ts";
import type { Directs } from "./directs.ts";
import type { Team } from "./incoming.ts";
import type { AdapterLog } from "./log.ts";
import type { Pictures } from "./pictures.ts";
import type { Profiles } from "./profiles.ts";
import type { Remembered } from "./remembered.ts";
import type { Respond } from "./respond.ts";
import type { Standing } from "./standing.ts";
import type { Triggers } from "./triggers.ts";
import type { Upload } from "./upload.ts";

/** Everything about one workspace: its token, and what this process remembers of it. */
export interface Workspace {
  readonly team: Team;
  readonly client: Client;
  readonly standing: Standing;
  readonly directs: Directs;
  readonly profiles: Profiles;
  readonly triggers: Triggers;
  readonly memory: Memory;
  readonly tokenOf: TokenOf;
  readonly commands: ReadonlySet<string>;
  readonly publicUrl: string | undefined;
  readonly respond: Respond;
  readonly upload: Upload;
  readonly fetchFile: NonNullable<Adapter["fetchFile"]>;
  /** The clock, ms UTC. */
  readonly now: () => number;
  readonly log: AdapterLog;
}

/** What helps while the process runs, and may be forgotten. */
export interface Memory {
  /** How many parts of a long message have arrived, by outbound: a message cut off in between goes on there. */
  readonly arrived: Remembered<number>;
  /** Messages whose files are there, or will never be, by outbound. */
  readonly shared: Remembered<true>;
  /** Posters that Slack has. */
  readonly pictures: Pictures;
  /** The newest question in a direct chat: a modal for an earlier one is out of date. */
  readonly questions: Remembered<string>;
  /** Threads that have replies, where an ephemeral message shows. */
  readonly activeThreads: Remembered<true>;
  /** A slash command's way back into a channel the bot is not in. */
  readonly waysBack: Remembered<WayBack>;
}

/** The response URL of a slash command: five uses within half an hour (Handling user interaction, "Responses"). */
export interface WayBack {
  readonly url: string;
  readonly left: number;
  /** ms UTC. */
  readonly until: number;
}
