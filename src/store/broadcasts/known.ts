import type { Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";
import { inSession } from "./audience-parts.ts";

/** Whether there is an event of that code, and a session of it that the words name when there are any. */
export async function knowsEvent(
  transaction: Transaction,
  code: string,
  session?: string,
): Promise<"known" | "no_event" | "no_session"> {
  const [row] = await sessionOf(transaction).sql.unsafe<{ sessions: number }[]>(
    `select count(its.id)::int as sessions from events
     left join event_sessions its on its.event = events.id and ${inSession("$2::text")}
     where events.code = $1 group by events.id`,
    [code, session ?? null],
  );
  if (!row) return "no_event";
  return session !== undefined && row.sessions === 0 ? "no_session" : "known";
}
