import { z } from "zod";
import type { Adapter, FetchedFile, FetchLimits } from "../../src/engine/adapter.ts";
import { bytesUpTo } from "../../src/engine/bytes-up-to.ts";
import type { Client } from "./client.ts";
import { fieldsOf } from "./failure.ts";
import type { AdapterLog } from "./log.ts";
import type { SlackPlace } from "./place.ts";

const SLACK = "https://files.slack.com";

const info = z.object({
  file: z.object({
    size: z.number().optional(),
    mimetype: z.string().optional(),
    url_private: z.string().optional(),
    url_private_download: z.string().optional(),
  }),
});

interface Options extends SlackPlace {
  readonly token: string;
  readonly log: AdapterLog;
}

/**
 * Fetches what came in: files.info names its address, which is asked with the token (Working with files). The
 * token goes to Slack's own file server, or to the server that stands for Slack, and nowhere else: a file may
 * be a link to any other place, and an address that leads on is not followed.
 */
export function createFetchFile(
  client: Client,
  { token, apiUrl, fetch: request, log }: Options,
): NonNullable<Adapter["fetchFile"]> {
  const origins = [SLACK, ...(apiUrl === undefined ? [] : [new URL(apiUrl).origin])];
  return async (reference, limits) => {
    const found = await client.call("files.info", { file: reference }, info);
    if (!found.ok) {
      log.warn(fieldsOf(found.failure), "a file that came in cannot be fetched");
      const { kind } = found.failure;
      const isFinal = kind === "refused" || kind === "unreachable" || kind === "missingScope";
      return { kind: isFinal ? "gone" : "unavailable" };
    }
    const { size = 0, mimetype, url_private_download, url_private } = found.result.file;
    if (size > limits.maxBytes) return { kind: "too_large" };
    const address = url_private_download ?? url_private ?? "";
    if (!URL.canParse(address) || !origins.includes(new URL(address).origin)) {
      return { kind: "gone" };
    }
    const headers = { authorization: `Bearer ${token}` };
    return download(() => request(address, requestOf(headers, limits)), limits, mimetype);
  };
}

function requestOf(headers: Readonly<Record<string, string>>, { withinMs }: FetchLimits) {
  return { headers, redirect: "manual", signal: AbortSignal.timeout(withinMs) } as const;
}

async function download(
  ask: () => Promise<Response>,
  { maxBytes }: FetchLimits,
  mimetype: string | undefined,
): Promise<FetchedFile> {
  try {
    const response = await ask();
    const { status, body } = response;
    // Whoever may not see a file is led to a page to sign in, or shown one.
    const isPage = /^text\/html\b/i.test(response.headers.get("content-type") ?? "");
    if (status !== 200 || !body || (isPage && mimetype !== "text/html")) {
      await body?.cancel();
      return { kind: status === 429 || status >= 500 ? "unavailable" : "gone" };
    }
    const bytes = await bytesUpTo(body, maxBytes);
    return bytes ? { kind: "fetched", bytes } : { kind: "too_large" };
  } catch {
    return { kind: "unavailable" };
  }
}
