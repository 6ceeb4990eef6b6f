import type { Adapter, FetchedFile, FetchLimits } from "../../src/engine/adapter.ts";
import { bytesUpTo } from "../../src/engine/bytes-up-to.ts";
import { type Client, type ClientOptions, TELEGRAM } from "./client.ts";
import { type Failure, TOO_BIG } from "./failure.ts";

/** A path below the bot's own files: nothing that leads out of them. */
const PATH = /^(?!.*\.\.)[\w-][\w./-]{0,300}$/;

/**
 * Fetches what came in: getFile names its path, and the file server hands it out for an hour (Bot API, getFile;
 * 20 MB at most). The address holds the token, so it is neither kept nor logged, and nothing leads away from it.
 */
export function createFetchFile(
  client: Client,
  { token, apiRoot = TELEGRAM, fetch: request }: ClientOptions,
): NonNullable<Adapter["fetchFile"]> {
  return async (reference, limits) => {
    const until = performance.now() + limits.withinMs;
    const found = await client.call((api, signal) => api.getFile({ file_id: reference }, signal), {
      withinMs: limits.withinMs,
    });
    if (!found.ok) return afterFailure(found.failure);
    const { file_path: path, file_size: size = 0 } = found.result;
    if (size > limits.maxBytes) return { kind: "too_large" };
    if (path === undefined || !PATH.test(path)) return { kind: "gone" };
    const left = { ...limits, withinMs: Math.max(1, Math.ceil(until - performance.now())) };
    return download(request, `${apiRoot}/file/bot${token}/${path}`, left);
  };
}

async function download(
  request: ClientOptions["fetch"],
  address: string,
  { maxBytes, withinMs }: FetchLimits,
): Promise<FetchedFile> {
  try {
    const response = await request(address, {
      redirect: "error",
      signal: AbortSignal.timeout(withinMs),
    });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return response.status >= 400 && response.status < 500 && response.status !== 429
        ? { kind: "gone" }
        : { kind: "unavailable" };
    }
    const bytes = await bytesUpTo(response.body, maxBytes);
    return bytes ? { kind: "fetched", bytes } : { kind: "too_large" };
  } catch {
    // The error would name the address, and with it the token.
    return { kind: "unavailable" };
  }
}

function afterFailure(failure: Failure): FetchedFile {
  if (failure.kind !== "refused") return { kind: "unavailable" };
  return failure.reason === TOO_BIG ? { kind: "too_large" } : { kind: "gone" };
}
