import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ApiError } from "./api-error.ts";
import { serveFile } from "./file-server.ts";
import { formOf } from "./form.ts";
import { createMethods, type MethodServices } from "./methods.ts";
import { createPeople, type People } from "./people.ts";
import { createRates, type Rates, TELEGRAM_RATES } from "./rates.ts";
import { createUpdates, type Updates } from "./updates.ts";
import { type MethodName, PARAMETERS } from "./validate.ts";
import { BOT, type Bot, createWorld, type World } from "./world.ts";

/** Something that goes wrong, the next `times` a method is called. */
export interface Fault {
  readonly method: MethodName;
  times: number;
  /** How many calls pass before. */
  after?: number;
  /** `error`: answered so instead. `lost`: done, but the answer never arrives. `cut`: not done, the line breaks. */
  readonly kind: "error" | "lost" | "cut";
  readonly code?: number;
  readonly description?: string;
  readonly retryAfter?: number;
  /** Only calls to this chat. */
  readonly chat?: number;
}

/** One call of the bot, and how it was answered. */
export interface Call {
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly description: string | undefined;
  readonly at: number;
}

/** A strict Bot API server on loopback. */
export interface TelegramStandIn {
  readonly apiRoot: string;
  readonly token: string;
  readonly world: World;
  readonly people: People;
  readonly updates: Updates;
  readonly calls: readonly Call[];
  /**
   * Calls that were refused although no fault was planned: mistakes of the bot. That somebody cannot be
   * reached, or a group has moved, is news and no mistake.
   */
  refusals(): readonly Call[];
  plan(fault: Fault): void;
  stop(): Promise<void>;
}

export interface StandInOptions {
  readonly rates?: Rates | "off";
  readonly bot?: Bot;
}

export async function startTelegram(options: StandInOptions = {}): Promise<TelegramStandIn> {
  const { bot = BOT } = options;
  const ownToken = `${bot.id}:stand-in_token`;
  const world = createWorld(bot);
  const updates = createUpdates(carryOut);
  const faults: Fault[] = [];
  const calls: Call[] = [];
  const planned = new Set<Call>();
  const taps: MethodServices["taps"] = new Map();
  const rates = createRates(options.rates ?? TELEGRAM_RATES, () => world.now());
  const methods = createMethods({ world, updates, rates, taps, menus: new Map() });

  async function run(method: MethodName, given: unknown): Promise<unknown> {
    const parsed = PARAMETERS[method].safeParse(given);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new ApiError(400, `Bad Request: stand-in: ${issue?.path.join(".")} ${issue?.message}`);
    }
    // Each entry takes what its own schema reads; the table of types says so, a variable name can't.
    const carryOut: (read: never) => unknown = methods[method];
    return Reflect.apply(carryOut, undefined, [parsed.data]);
  }

  /** A call that came along with an acknowledgement. */
  async function carryOut(
    method: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const record = (status: number, description?: string) =>
      calls.push({ method, parameters, status, description, at: world.now() });
    if (!isMethod(method)) {
      record(404, "Not Found");
      return;
    }
    try {
      await run(method, parameters);
      record(200);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      record(error.code, error.message);
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, fileToken, path] = /^\/file\/bot([^/]+)\/(.+)$/.exec(request.url ?? "") ?? [];
    if (path !== undefined && fileToken === ownToken) return serveFile(world, path, response);
    const [, token, name] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? "") ?? [];
    const given = await bodyOf(request);
    if (token !== ownToken || world.revoked)
      return reply(response, 401, { ok: false, error_code: 401, description: "Unauthorized" });
    if (!name || !isMethod(name)) {
      return reply(response, 404, { ok: false, error_code: 404, description: "Not Found" });
    }
    const fault = takeFault(faults, name, given);
    const record = (status: number, description?: string) => {
      const call = { method: name, parameters: given, status, description, at: world.now() };
      calls.push(call);
      if (fault) planned.add(call);
    };
    if (fault?.kind === "cut") {
      record(0, "cut");
      request.socket.destroy();
      return;
    }
    try {
      if (fault?.kind === "error") throw errorOf(fault);
      const result = await run(name, given);
      record(200);
      if (fault?.kind === "lost") request.socket.destroy();
      else reply(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      record(error.code, error.message);
      reply(response, error.code, {
        ok: false,
        error_code: error.code,
        description: error.message,
        ...(error.parameters ? { parameters: error.parameters } : {}),
      });
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiRoot: `http://127.0.0.1:${port}`,
    token: ownToken,
    world,
    updates,
    calls,
    people: createPeople({ world, updates, taps }),
    refusals: () =>
      calls.filter(
        (call) =>
          call.status >= 400 &&
          ![403, 409].includes(call.status) &&
          !call.description?.includes("upgraded to a supergroup") &&
          !planned.has(call),
      ),
    plan: (fault) => faults.push(fault),
    async stop() {
      await updates.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(PARAMETERS, name);
}

function takeFault(
  faults: Fault[],
  method: MethodName,
  given: Readonly<Record<string, unknown>>,
): Fault | undefined {
  const found = faults.find(
    (fault) =>
      fault.method === method &&
      fault.times > 0 &&
      (fault.chat === undefined || fault.chat === given["chat_id"]),
  );
  if (!found) return undefined;
  if ((found.after ?? 0) > 0) {
    found.after = (found.after ?? 0) - 1;
    return undefined;
  }
  found.times -= 1;
  return found;
}

function errorOf({ code = 500, description, retryAfter }: Fault): ApiError {
  const words =
    description ??
    (code === 429 ? `Too Many Requests: retry after ${retryAfter}` : "Internal Server Error");
  return new ApiError(
    code,
    words,
    retryAfter === undefined ? undefined : { retry_after: retryAfter },
  );
}

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("multipart/form-data")) return formOf(whole, type);
  const text = whole.toString("utf8");
  return text === "" ? {} : JSON.parse(text);
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
