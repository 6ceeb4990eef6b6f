import { refusal } from "./api-answer.ts";
import { NO_SUCH_PICTURE } from "./files.ts";
import { METHODS } from "./methods.ts";
import type { RateCheck } from "./rates.ts";
import type { TeamWorld, World } from "./world.ts";

/** One call as it came and what it was told. */
export interface RecordedCall {
  readonly method: string;
  readonly args: Readonly<Record<string, string>>;
  readonly token: string;
  status: number;
  error?: string | undefined;
  /** A failure was planned for it. */
  planned?: true;
  /** It was refused for a file that is gone or still looked at, which nobody can know before. */
  news?: boolean;
}

/** A planned failure of a method's next calls. */
export interface Fault {
  readonly method: string;
  times: number;
  /** HTTP status with an empty body; 429 with `retryAfter`. */
  readonly status?: number;
  /** s */
  readonly retryAfter?: number;
  /** A refusal with this code. */
  readonly error?: string;
  /** The connection is cut: before the call is carried out, or after. */
  readonly cut?: "before" | "after";
  /** Only calls to this channel. */
  readonly channel?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly cut?: true;
}

export interface WebApiParts {
  readonly world: World;
  readonly rates: RateCheck;
  readonly calls: RecordedCall[];
  readonly faults: Fault[];
  readonly appToken: string;
  readonly socketUrl: () => string;
}

/** Answers one call of the Web API as Slack does, and writes it down. */
export function answerCall(
  parts: WebApiParts,
  method: string,
  token: string,
  args: Readonly<Record<string, string>>,
): HttpAnswer {
  const call: RecordedCall = { method, args, token, status: 200 };
  parts.calls.push(call);
  const answer = answerOf(parts, call);
  call.status = answer.status;
  if (answer.body && "error" in answer.body) call.error = String(answer.body.error);
  call.news = JSON.stringify(answer.body ?? {}).includes(NO_SUCH_PICTURE);
  return answer;
}

function answerOf(parts: WebApiParts, call: RecordedCall): HttpAnswer {
  const { method, args, token } = call;
  const fault = parts.faults.find(
    (one) =>
      one.method === method &&
      one.times > 0 &&
      (one.channel === undefined || one.channel === args["channel"]),
  );
  if (fault) {
    fault.times -= 1;
    call.planned = true;
  }
  if (fault?.cut === "before") return { status: 0, cut: true };
  if (fault?.status !== undefined) {
    const headers =
      fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
    return {
      status: fault.status,
      headers,
      body: refusal(fault.status === 429 ? "ratelimited" : "failed"),
    };
  }
  if (fault?.error !== undefined) return ok(refusal(fault.error));
  const done = carryOut(parts, method, token, args);
  return fault?.cut === "after" ? { status: 0, cut: true } : done;
}

function ok(body: object, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { status: 200, headers, body };
}

function carryOut(
  { world, rates, appToken, socketUrl }: WebApiParts,
  method: string,
  token: string,
  args: Readonly<Record<string, string>>,
): HttpAnswer {
  if (method === "apps.connections.open") {
    return ok(token === appToken ? { ok: true, url: socketUrl() } : refusal("invalid_auth"));
  }
  const known = METHODS[method];
  if (!known) return ok(refusal("unknown_method"));
  const team = teamOf(world, token);
  if (!team) return ok(refusal("invalid_auth"));
  if (team.revoked) return ok(refusal("token_revoked"));
  if (known.scope !== undefined && !team.scopes.has(known.scope)) {
    const provided = [...team.scopes].join(",");
    return ok(refusal("missing_scope", { needed: known.scope, provided }));
  }
  const read = known.args.safeParse(args);
  if (!read.success) return ok(refusal("invalid_arguments", { detail: read.error.message }));
  const waitSeconds = rates(method, `${team.id}/${args["channel"] ?? ""}`);
  if (waitSeconds !== undefined) {
    return {
      status: 429,
      headers: { "retry-after": String(waitSeconds) },
      body: refusal("ratelimited"),
    };
  }
  return ok(known.run(world, team, read.data), { "x-oauth-scopes": [...team.scopes].join(",") });
}

function teamOf(world: World, token: string): TeamWorld | undefined {
  return [...world.teams.values()].find(({ botToken }) => botToken === token);
}
