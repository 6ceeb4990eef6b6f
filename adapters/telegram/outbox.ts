import type { OutgoingMessage, SendResult, TokenOf } from "../../src/engine/adapter.ts";
import type { CallHistory } from "./call-history.ts";
import type { Client, Method, Outcome } from "./client.ts";
import type { Failure } from "./failure.ts";
import type { AdapterLog } from "./log.ts";
import type { Standing } from "./standing.ts";
import type { HeldTaps } from "./taps.ts";

/** What sending needs. */
export interface OutboxServices {
  readonly client: Client;
  readonly standing: Standing;
  readonly taps: HeldTaps;
  readonly history: CallHistory;
  readonly tokenOf: TokenOf;
  readonly commands: ReadonlySet<string>;
  readonly publicUrl: string | undefined;
  /** ms. */
  readonly now: () => number;
  /** How many parts of long messages have arrived, by outbound: one that was cut off goes on where it was. */
  readonly arrived: Map<string, number>;
  readonly log: AdapterLog;
}

/** One call to a chat, remembered for its pace. */
export async function callChat<Result>(
  { client, history, now }: OutboxServices,
  chat: string,
  method: Method<Result>,
): Promise<Outcome<Result>> {
  history.made(chat, now());
  const outcome = await client.call(method);
  history.answered(chat, now());
  return outcome;
}

const AGAIN_MS = 1_000;
const BAD_TOKEN_MS = 60_000;

/** What a failed call means for its message. */
export function resultOf(
  { history, standing, now }: OutboxServices,
  { space }: Pick<OutgoingMessage, "space">,
  failure: Failure,
): SendResult {
  switch (failure.kind) {
    case "tooFast": {
      const scope = history.scopeOf(space.platformId, now());
      return { kind: "later", afterMs: failure.afterMs, scope };
    }
    case "moved":
      return { kind: "moved", toPlatformId: failure.toPlatformId };
    case "unreachable":
      return { kind: "unreachable", reason: failure.reason };
    case "badToken":
      standing.revoked();
      return { kind: "later", afterMs: BAD_TOKEN_MS, scope: "token" };
    case "notSent":
      return { kind: "later", afterMs: AGAIN_MS, scope: "token" };
    case "unsure":
      return { kind: "uncertain", reason: failure.reason };
    case "refused":
    case "badForm":
      return { kind: "refused", reason: failure.reason };
    case "notModified":
    case "gone":
    case "tooOld":
    case "cannotEdit":
    case "noThread":
    case "conflict":
      return { kind: "refused", reason: failure.kind };
  }
}

/** The same for an edit, which can be made again without harm when nobody knows whether it was made. */
export function editResultOf(
  services: OutboxServices,
  message: Pick<OutgoingMessage, "space">,
  failure: Failure,
): SendResult {
  return failure.kind === "unsure"
    ? { kind: "later", afterMs: AGAIN_MS, scope: "message" }
    : resultOf(services, message, failure);
}
