import { webApi } from "@slack/bolt";
import type { z } from "zod";
import { type Failure, failureOf } from "./failure.ts";
import type { SlackPlace } from "./place.ts";
import { QUIET } from "./quiet-logger.ts";

/** What a call came to. */
export type Outcome<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly failure: Failure };

/** The Web API's methods under one token, called one by one with a time limit and without hidden retries. */
export interface Client {
  /** Makes one call and reads its answer; never rejects. */
  call<Result>(
    method: string,
    args: Readonly<Record<string, unknown>>,
    answer: z.ZodType<Result>,
  ): Promise<Outcome<Result>>;
}

/** Whose calls they are, and how requests get there. */
export interface ClientOptions extends SlackPlace {
  readonly token: string;
  /** How long a call may take, ms. */
  readonly withinMs?: number | undefined;
}

const CALL_MS = 10_000;

export function createClient(options: ClientOptions): Client {
  const web = new webApi.WebClient(options.token, webOptions(options));
  return {
    async call(method, args, answer) {
      try {
        const result = await web.apiCall(method, { ...args });
        const read = answer.safeParse(result);
        if (read.success) return { ok: true, result: read.data };
        // It was carried out; what it made cannot be named.
        return { ok: false, failure: { kind: "unsure", reason: "unreadable_answer" } };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    },
  };
}

/** How the SDK is to make its requests: at once or not at all, since the outbox owns waiting and trying again. */
export function webOptions({
  apiUrl,
  fetch: request,
  withinMs = CALL_MS,
}: Omit<ClientOptions, "token">): webApi.WebClientOptions {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: `${apiUrl}/` }),
    fetch: (url, init) => request(url, init),
    timeout: withinMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    maxRequestConcurrency: 50,
    allowAbsoluteUrls: false,
    logger: QUIET,
  };
}
