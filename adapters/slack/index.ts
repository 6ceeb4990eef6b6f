import type { Hono } from "hono";
import type { Adapter, TokenOf } from "../../src/engine/adapter.ts";
import { CAPABILITIES } from "./capabilities.ts";
import { createClient, webOptions } from "./client.ts";
import { createDirects } from "./directs.ts";
import { createFetchFile } from "./fetch-file.ts";
import type { FindTeam } from "./incoming.ts";
import { createIntake, type Intake } from "./intake.ts";
import type { AdapterLog } from "./log.ts";
import { createPictures } from "./pictures.ts";
import type { SlackPlace } from "./place.ts";
import { createProfiles } from "./profiles.ts";
import { createRemembered } from "./remembered.ts";
import { createRespond } from "./respond.ts";
import { retractMessage } from "./retract.ts";
import { sendMessage } from "./send.ts";
import type { SocketDispatcher } from "./socket-connection.ts";
import {
  createSocketMode,
  SOCKET_TIMING,
  type SocketMode,
  type SocketTiming,
} from "./socket-mode.ts";
import { type Checked, checkToken, createStanding } from "./standing.ts";
import { createTransport } from "./transport.ts";
import { createTriggers } from "./triggers.ts";
import { createUpload } from "./upload.ts";
import type { Workspace } from "./workspace.ts";

/** One workspace the app is installed in. */
export interface SlackInstallation {
  /** Our id of the installation. */
  readonly installation: string;
  /** Slack's id of the workspace. */
  readonly teamId: string;
  readonly token: string;
  /** The bot's own user, when it is known already. */
  readonly botUser?: string | undefined;
  /** How the operator gives another token; by the environment when not given. */
  readonly renewal?: string | undefined;
}

/** What the app's adapters are made of. */
export interface SlackOptions extends SlackPlace {
  readonly installations: readonly SlackInstallation[];
  /** Set: deliveries come over HTTP and are signed with it. */
  readonly signingSecret: string | undefined;
  /** Set: deliveries come over a socket that we open. */
  readonly appToken: string | undefined;
  /** Leads sockets through a proxy. */
  readonly dispatcher?: SocketDispatcher | undefined;
  /** Where the service is reached from outside, without a slash at its end. */
  readonly publicUrl: string | undefined;
  readonly tokenOf: TokenOf;
  /** The words after a slash that the bot knows, such as "ask". */
  readonly commands: ReadonlySet<string>;
  /** A delivery was no event; why, in a few words. */
  readonly onNothing?: ((why: string) => void) | undefined;
  readonly timing?: Partial<SocketTiming> | undefined;
  /** The clock, ms UTC. */
  readonly now?: (() => number) | undefined;
  readonly log: AdapterLog;
}

/** One Slack app: an adapter for each workspace, and with a signing secret the routes to be mounted at "/". */
export interface Slack {
  readonly adapters: readonly SlackAdapter[];
  readonly app: Hono | undefined;
}

/** A workspace as the service sees it. */
export interface SlackAdapter extends Adapter {
  /** Why the workspace cannot be used now, a sentence for the operator; undefined when it can. */
  trouble(): string | undefined;
}

/** Whose token it is and what it may do; needs no installation. */
export function identify(place: SlackPlace, token: string): Promise<Checked> {
  return checkToken(createClient({ ...place, token }));
}

export function createSlack(options: SlackOptions): Slack {
  const { signingSecret, appToken, log, now = Date.now } = options;
  const intake = createIntake(options.onNothing ?? (() => undefined));
  const workspaces = options.installations.map((one) => workspaceOf(options, one, now));
  const findTeam: FindTeam = (ids) =>
    workspaces.find(({ team }) => ids.includes(team.teamId))?.team;
  const socket =
    appToken === undefined
      ? undefined
      : createSocketMode({
          appToken,
          web: webOptions(options),
          dispatcher: options.dispatcher,
          findTeam,
          intake,
          now,
          log,
          timing: { ...SOCKET_TIMING, ...options.timing },
        });
  const forAll = socket && shared(socket, workspaces.length);
  return {
    app:
      signingSecret === undefined
        ? undefined
        : createTransport({ signingSecret, findTeam, intake, now, log }),
    adapters: workspaces.map((workspace) => adapterOf(workspace, intake, forAll)),
  };
}

const MEMORY = 5_000;

function workspaceOf(
  options: SlackOptions,
  { installation, teamId, token, botUser, renewal }: SlackInstallation,
  now: () => number,
): Workspace {
  const client = createClient({ ...options, token });
  return {
    team: { installation, teamId, botUser: () => botUser },
    client,
    standing: createStanding(renewal),
    directs: createDirects(client),
    profiles: createProfiles(client),
    triggers: createTriggers(),
    memory: {
      arrived: createRemembered(MEMORY),
      shared: createRemembered(MEMORY),
      pictures: createPictures(),
      questions: createRemembered(MEMORY),
      activeThreads: createRemembered(MEMORY),
      waysBack: createRemembered(MEMORY),
    },
    tokenOf: options.tokenOf,
    commands: options.commands,
    publicUrl: options.publicUrl,
    respond: createRespond(options.fetch, options.apiUrl),
    upload: createUpload(options.fetch, options.apiUrl),
    fetchFile: createFetchFile(client, { ...options, token }),
    now,
    log: options.log,
  };
}

function adapterOf(
  workspace: Workspace,
  intake: Intake,
  socket: SocketMode | undefined,
): SlackAdapter {
  return {
    platform: "slack",
    installation: workspace.team.installation,
    capabilities: ({ kind }) => CAPABILITIES[kind],
    directSpace: (account) => workspace.directs.open(account),
    trouble: () => workspace.standing.trouble() ?? socket?.trouble(),
    async start(receive) {
      intake.open(workspace, receive);
      socket?.start();
    },
    send: (message) => sendMessage(workspace, message),
    fetchFile: (reference, limits) => workspace.fetchFile(reference, limits),
    retract: (retraction) => retractMessage(workspace, retraction),
    async stop() {
      await intake.close(workspace);
      await socket?.stop();
    },
  };
}

/** One socket serves all workspaces of the app: it ends with the last of them. */
function shared(socket: SocketMode, users: number): SocketMode {
  let left = users;
  return {
    ...socket,
    async stop() {
      left -= 1;
      if (left === 0) await socket.stop();
    },
  };
}

export { checkUp } from "./checkup.ts";
export { troubleOf } from "./standing.ts";
