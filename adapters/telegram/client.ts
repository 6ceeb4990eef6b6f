import { Api } from "grammy/web";
import { type Failure, failureOf } from "./failure.ts";
import { type PostJson, straightCalls } from "./straight-calls.ts";

/** What a call came to. */
export type Outcome<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly failure: Failure };

/** An abort signal as the client library's types name it; at run time the standard one. */
type CallSignal = Parameters<Api["raw"]["getMe"]>[0];

/** One call, such as `(api, signal) => api.sendMessage({ … }, signal)`. */
export type Method<Result> = (api: Api["raw"], signal: CallSignal) => Promise<Result>;

/** The Bot API's methods, called one by one with a time limit and without hidden retries. */
export interface Client {
  /** Makes one call; never rejects. */
  call<Result>(method: Method<Result>, limits?: CallLimits): Promise<Outcome<Result>>;
}

export interface CallLimits {
  readonly withinMs?: number;
  /** Ends the call early. */
  readonly signal?: AbortSignal;
}

/** Where the Bot API is, and how requests get there. */
export interface ClientOptions {
  readonly token: string;
  /** Without a slash at its end; Telegram's own when there is none. */
  readonly apiRoot: string | undefined;
  /** Makes requests, through a proxy where one is set. */
  readonly fetch: (address: string, request?: RequestInit) => Promise<Response>;
  /** Opens a shorter way to a server, for all calls that carry no file; without one they go by `fetch` too. */
  readonly openPost?: ((root: string) => PostJson) | undefined;
}

/** Telegram's own Bot API server. */
export const TELEGRAM = "https://api.telegram.org";
const CALL_MS = 20_000;

export function createClient(options: ClientOptions): Client {
  const { token, apiRoot = TELEGRAM, fetch: request, openPost } = options;
  const api = new Api(token, { fetch: request, apiRoot });
  if (openPost) api.config.use(straightCalls(openPost(apiRoot), token, CALL_MS));
  return {
    async call(method, limits) {
      // A signal costs more than the call; the straight way keeps the usual limit without one.
      const ends = limits || !openPost ? signalOf(limits) : undefined;
      try {
        return { ok: true, result: await method(api.raw, ends) };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    },
  };
}

function signalOf({ withinMs = CALL_MS, signal }: CallLimits = {}): CallSignal {
  const limit = AbortSignal.timeout(withinMs);
  const ends: unknown = signal ? AbortSignal.any([limit, signal]) : limit;
  if (!isCallSignal(ends)) throw new Error("A signal is not one");
  return ends;
}

function isCallSignal(signal: unknown): signal is NonNullable<CallSignal> {
  return signal instanceof AbortSignal;
}
