import type { SendResult } from "../../src/engine/adapter.ts";
import type { Failure } from "./failure.ts";
import type { Workspace } from "./workspace.ts";

const AGAIN_MS = 2_000;
const BAD_TOKEN_MS = 60_000;

/** What a failed call comes to for its message, and what it tells of the token. */
export function resultOf({ standing }: Pick<Workspace, "standing">, failure: Failure): SendResult {
  switch (failure.kind) {
    case "tooFast":
      // Slack counts per method and channel: other chats go on.
      return { kind: "later", afterMs: failure.afterMs, scope: "chat" };
    case "away":
      return { kind: "later", afterMs: failure.afterMs, scope: "token" };
    case "notSent":
      return { kind: "later", afterMs: AGAIN_MS, scope: "token" };
    case "badToken":
      standing.revoked();
      return { kind: "later", afterMs: BAD_TOKEN_MS, scope: "token" };
    case "unreachable":
      return { kind: "unreachable", reason: failure.reason };
    case "unsure":
      return { kind: "uncertain", reason: failure.reason };
    case "missingScope":
      return { kind: "refused", reason: `missing_scope ${failure.needed}` };
    case "cannotEdit":
    case "noThread":
    case "badBlocks":
    case "badPicture":
    case "refused":
      return { kind: "refused", reason: failure.reason };
  }
}

/** The same for a call that can be made again without harm when nobody knows whether it was carried out. */
export function repeatableResultOf(workspace: Workspace, failure: Failure): SendResult {
  return failure.kind === "unsure"
    ? { kind: "later", afterMs: AGAIN_MS, scope: "message" }
    : resultOf(workspace, failure);
}
