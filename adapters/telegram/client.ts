import { Api } from "grammy/web";
import { type Failure, failureOf } from "./failure.ts";

/** What a call came to. */
export type Outcome<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly failure: Failure };

/** An abort signal as the client library's types name it; at run time the standard one. */
type CallSignal = NonNullable<Parameters<Api["raw"]["getMe"]>[0]>;

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
}

const CALL_MS = 20_000;

export function createClient({ token, apiRoot, fetch: request }: ClientOptions): Client {
  const api = new Api(token, { fetch: request, ...(apiRoot === undefined ? {} : { apiRoot }) });
  return {
    async call(method, { withinMs = CALL_MS, signal } = {}) {
      const limit = AbortSignal.timeout(withinMs);
      const ends: unknown = signal ? AbortSignal.any([limit, signal]) : limit;
      if (!isCallSignal(ends)) throw new Error("A signal is not one");
      try {
        return { ok: true, result: await method(api.raw, ends) };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    },
  };
}

function isCallSignal(signal: unknown): signal is CallSignal {
  return signal instanceof AbortSignal;
}
