import type { Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";
import { ms, texts } from "./read.ts";
import type { Texts } from "./views.ts";

/** What there is to say of a session when somebody is told of it. Times are ms UTC. */
export interface SessionFacts {
  readonly event: string;
  readonly code: string;
  readonly title: Texts;
  readonly sessionTitle: Texts | null;
  readonly place: Texts;
  readonly bring: Texts | null;
  readonly zone: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly cancelled: boolean;
  /** By the database's clock. */
  readonly now: number;
}

/** The columns of `SessionFacts`; `event` and `one` name the tables. */
export const SESSION_FACTS = `event.id as event, event.code,
  ${texts("event.title_zh", "event.title_en")} as title,
  ${texts("one.title_zh", "one.title_en")} as "sessionTitle",
  ${texts("event.place_zh", "event.place_en")} as place,
  ${texts("event.bring_zh", "event.bring_en")} as bring,
  event.zone, ${ms("one.starts_at")} as "startsAt", ${ms("one.ends_at")} as "endsAt",
  (one.cancelled or event.state = 'cancelled') as cancelled, ${ms("clock_timestamp()")} as now`;

/** Undefined when there is no such session. */
export async function sessionFacts(
  transaction: Transaction,
  session: string,
): Promise<SessionFacts | undefined> {
  const [row] = await sessionOf(transaction).sql.unsafe<SessionFacts[]>(
    `select ${SESSION_FACTS} from event_sessions one
      join events event on event.id = one.event where one.id = $1`,
    [session],
    { prepare: true },
  );
  return row;
}
