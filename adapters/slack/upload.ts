import type { Fetch } from "./place.ts";

/** Hands bytes to an address that Slack gave for them; whether they were taken. Never rejects. */
export type Upload = (url: string, bytes: Uint8Array<ArrayBuffer>) => Promise<boolean>;

const WITHIN_MS = 10_000;
const SLACK = "https://files.slack.com";

/** Uploads only to Slack's own file server, or to the server that stands for Slack. */
export function createUpload(request: Fetch, apiUrl: string | undefined): Upload {
  const origins = [SLACK, ...(apiUrl === undefined ? [] : [new URL(apiUrl).origin])];
  return async (url, bytes) => {
    if (!URL.canParse(url) || !origins.includes(new URL(url).origin)) return false;
    try {
      const response = await request(url, {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: bytes,
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
