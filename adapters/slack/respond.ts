import type { Fetch } from "./place.ts";

/** Posts an answer to a response URL; whether Slack took it. Never rejects. */
export type Respond = (url: string, body: object) => Promise<boolean>;

const WITHIN_MS = 5_000;
const SLACK = "https://hooks.slack.com";

/** Answers only where Slack's own response URLs lead, or to the server that stands for it. */
export function createRespond(request: Fetch, apiUrl: string | undefined): Respond {
  const origins = [SLACK, ...(apiUrl === undefined ? [] : [new URL(apiUrl).origin])];
  return async (url, body) => {
    if (!URL.canParse(url) || !origins.includes(new URL(url).origin)) return false;
    try {
      const response = await request(url, {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8" },
        body: JSON.stringify(body),
        redirect: "error",
        signal: AbortSignal.timeout(WITHIN_MS),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  };
}
