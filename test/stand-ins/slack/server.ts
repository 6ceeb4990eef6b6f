import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { handOut, takeUpload } from "./files.ts";
import { createPeople, type People } from "./people.ts";
import { createRates } from "./rates.ts";
import { createSender, type Delivered } from "./sender.ts";
import { createSocketServer, type SocketServer } from "./socket-server.ts";
import {
  answerCall,
  type Fault,
  type HttpAnswer,
  type RecordedCall,
  type WebApiParts,
} from "./web-api.ts";
import { addTeam, createWorld, type TeamWorld, type World } from "./world.ts";

export interface StandInOptions {
  /** The platform's rate limits; on unless a test is about something else. */
  readonly limited?: boolean;
  readonly ladderMs?: readonly number[];
  /** How long the platform waits for an acknowledgement, ms. */
  readonly withinMs?: number;
  readonly teams?: readonly string[];
}

/** A strict stand-in of Slack on loopback: Web API, Events API sender, Socket Mode. */
export interface SlackStandIn {
  readonly url: string;
  /** What SLACK_API_URL is set to. */
  readonly apiUrl: string;
  readonly signingSecret: string;
  readonly appToken: string;
  readonly world: World;
  readonly team: TeamWorld;
  readonly people: People;
  peopleOf(team: TeamWorld): People;
  readonly socket: SocketServer;
  readonly calls: readonly RecordedCall[];
  readonly faults: Fault[];
  readonly deliveries: readonly Delivered[];
  /** Answers posted to response URLs. */
  readonly responses: { readonly channel: string; readonly user: string; readonly body: unknown }[];
  /** Calls refused for a mistake of the caller's. */
  mistakes(): readonly RecordedCall[];
  /** Where events are posted from now on; undefined = over the socket. */
  sendTo(eventsUrl: string | undefined): void;
  close(): Promise<void>;
}

const SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const APP_TOKEN = "xapp-1-A1-secret";
/** Codes that tell of a call that should never have been made so. */
const MISTAKES = new Set([
  "unknown_method",
  "invalid_arguments",
  "invalid_auth",
  "invalid_blocks",
  "invalid_thread_ts",
  "missing_scope",
  "msg_too_long",
  "no_text",
  "ratelimited",
  "exchanged_trigger_id",
  "file_not_found",
  "invalid_trigger_id",
]);

export async function startSlack(options: StandInOptions = {}): Promise<SlackStandIn> {
  const world = createWorld();
  const [first = "T1", ...others] = options.teams ?? ["T1"];
  const team = addTeam(world, first);
  for (const id of others) addTeam(world, id);
  const calls: RecordedCall[] = [];
  const faults: Fault[] = [];
  const deliveries: Delivered[] = [];
  const responses: SlackStandIn["responses"] = [];
  let url = "";
  let eventsUrl: string | undefined;
  const web: WebApiParts = {
    world,
    calls,
    faults,
    appToken: APP_TOKEN,
    rates: createRates(options.limited ?? true, Date.now),
    socketUrl: () => `${url.replace("http:", "ws:")}/link?ticket=${world.nextId("")}`,
  };
  const server = createServer((request, response) => {
    void answer(web, responses, request, response);
  });
  const socket = createSocketServer(server);
  url = await listen(server);
  world.origin = url;
  const sender = createSender({
    signingSecret: SIGNING_SECRET,
    eventsUrl: () => eventsUrl,
    socket,
    ladderMs: options.ladderMs ?? [0, 200, 1_000],
    withinMs: options.withinMs ?? 3_000,
    deliveries,
  });
  const peopleOf = (of: TeamWorld) => createPeople(world, of, sender, () => url);
  return {
    url,
    apiUrl: `${url}/api`,
    signingSecret: SIGNING_SECRET,
    appToken: APP_TOKEN,
    world,
    team,
    people: peopleOf(team),
    peopleOf,
    socket,
    calls,
    faults,
    deliveries,
    responses,
    mistakes: () =>
      calls.filter(
        ({ error, planned, news }) =>
          !planned && !news && error !== undefined && MISTAKES.has(error),
      ),
    sendTo(to) {
      eventsUrl = to;
    },
    async close() {
      await socket.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  web: WebApiParts,
  responses: SlackStandIn["responses"],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const body = bytes.toString("utf8");
  const { pathname } = new URL(request.url ?? "/", "http://slack.invalid");
  if (pathname.startsWith("/response/")) {
    return write(response, takeResponse(web.world, responses, pathname.slice(10), body));
  }
  if (pathname.startsWith("/upload/")) {
    return write(response, { status: takeUpload(web.world, pathname.slice(8), bytes) });
  }
  const token = (request.headers.authorization ?? "").replace("Bearer ", "");
  if (pathname.startsWith("/files-pri/")) {
    const served = handOut(web.world, pathname.slice(11), token);
    response.writeHead(served.status, { "content-type": served.type });
    response.end(served.bytes);
    return;
  }
  const method = pathname.startsWith("/api/") ? pathname.slice(5) : "";
  write(response, answerCall(web, method, token, Object.fromEntries(new URLSearchParams(body))));
}

const MOST_RESPONSES = 5;

function takeResponse(
  world: World,
  responses: SlackStandIn["responses"],
  path: string,
  body: string,
): HttpAnswer {
  const way = world.responseUrls.get(path);
  if (!way || way.uses >= MOST_RESPONSES)
    return { status: 404, body: { ok: false, error: "used_url" } };
  way.uses += 1;
  responses.push({ channel: way.channel, user: way.user, body: JSON.parse(body) });
  return { status: 200, body: { ok: true } };
}

function write(response: ServerResponse, { status, headers, body, cut }: HttpAnswer): void {
  if (cut) {
    response.destroy();
    return;
  }
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body ?? {}));
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}
