import type { Config } from "./config.ts";
import { DESKS, type Desk } from "./engine/terms.ts";
import type { Counts } from "./store/counts.ts";
import type { MasterKeyUse } from "./store/store.ts";

/** Something an operator should know of, and what to do about it. */
export interface Finding {
  /** A problem needs somebody now; advice can wait. */
  readonly level: "problem" | "advice";
  readonly found: string;
  readonly todo: string;
}

/** What the findings are drawn from; nobody's words in it. */
export interface Facts {
  readonly config: Pick<Config, "publicChat" | "publicUrl">;
  /** The key lies beside the database it protects. */
  readonly keyBesideData: boolean;
  /** Who is erased can be noted in the data folder, apart from the database. */
  readonly notesErasures: boolean;
  readonly counts: Counts;
  readonly failures: readonly Failed[];
  readonly keys: MasterKeyUse;
  /** Desks whose tickets would reach nobody. */
  readonly emptyDesks: readonly Desk[];
  readonly staffGroup: boolean;
  /** What the chat platforms said of themselves. */
  readonly platforms: readonly Finding[];
}

/** A failed event without its words. */
export interface Failed {
  readonly id: string;
  /** The class of the error. */
  readonly cause: string;
  /** ms UTC. */
  readonly at: number;
}

const CLI = "npm run -s cli --";
const LONG_WAIT_MS = 60_000;

/** Everything worth telling, problems first. */
export function findingsOf(facts: Facts): readonly Finding[] {
  return [
    ...failureFindings(facts),
    ...facts.platforms,
    ...deliveryFindings(facts.counts),
    ...ledgerFindings(facts),
    ...keyFindings(facts),
    ...staffFindings(facts),
    ...publicChatFindings(facts.config),
  ];
}

function failureFindings({ failures, counts }: Facts): readonly Finding[] {
  const listed = failures.map(({ id, cause, at }) =>
    problem(
      `event ${id} failed with ${cause} at ${new Date(at).toISOString()}`,
      `find the cause in the log, then ${CLI} failures retry ${id}, or let it be: ${CLI} failures drop ${id}`,
    ),
  );
  const more = counts.failures - failures.length;
  if (more <= 0) return listed;
  return [...listed, problem(`${more} more events failed`, `see them with ${CLI} failures list`)];
}

function deliveryFindings({
  oldestOutboundMs,
  outboundUncertain,
  uncertainElsewhere,
  timersDue,
}: Counts): readonly Finding[] {
  const isStuck = oldestOutboundMs > LONG_WAIT_MS;
  return [
    ...(isStuck
      ? [
          problem(
            `a message has been due for ${Math.round(oldestOutboundMs / 1000)} s`,
            "start the service if it is not running, else read the reasons at /readyz",
          ),
        ]
      : []),
    ...uncertainFindings(outboundUncertain - uncertainElsewhere, uncertainElsewhere),
    ...(timersDue > 0 && !isStuck
      ? [advice(`${timersDue} timers are due`, "they fire as soon as the service runs")]
      : []),
  ];
}

/** They are never sent again by themselves. */
function uncertainFindings(copies: number, others: number): readonly Finding[] {
  return [
    ...(copies > 0
      ? [
          problem(
            `${copies} copies of announcements may have arrived or not`,
            `see of which with ${CLI} broadcast uncertain, then ${CLI} broadcast retry ID --uncertain, or let them be: ${CLI} broadcast leave ID`,
          ),
        ]
      : []),
    ...(others > 0
      ? [
          problem(
            `${others} messages of no announcement may have arrived or not`,
            `see where with ${CLI} failures uncertain, look in those chats, then say what you found: ${CLI} failures arrived|again|leave ID`,
          ),
        ]
      : []),
  ];
}

function ledgerFindings({ notesErasures }: Facts): readonly Finding[] {
  if (notesErasures) return [];
  const found =
    "erasures cannot be noted in the data folder, so an older backup would bring people back";
  return [problem(found, "set DATA_DIR to a folder the service may write to, and keep it")];
}

function keyFindings({ keys, keyBesideData }: Facts): readonly Finding[] {
  const others = Object.entries(keys.wraps).filter(([id]) => id !== keys.newest);
  return [
    ...others.map(([id, count]) =>
      keys.given.includes(id)
        ? advice(
            `${count} data keys are still under the older encryption key ${id}`,
            `once every process has the new key: ${CLI} keys rotate`,
          )
        : problem(
            `${count} data keys need the encryption key ${id}, which was not given`,
            "add it to ENCRYPTION_KEY behind the newest one",
          ),
    ),
    ...(keyBesideData
      ? [
          advice(
            "the encryption key lies beside the database",
            "keep it apart from backups, or set ENCRYPTION_KEY",
          ),
        ]
      : []),
  ];
}

function staffFindings({ emptyDesks, staffGroup }: Facts): readonly Finding[] {
  const addStaff = (desk: string) =>
    `${CLI} staff add PLATFORM:ID --role specialist --desk ${desk}`;
  const desks =
    emptyDesks.length === DESKS.length
      ? [advice("nobody works at any desk, so tickets reach nobody", addStaff("general"))]
      : emptyDesks.map((desk) =>
          advice(`nobody works at the ${desk} desk; others get its tickets`, addStaff(desk)),
        );
  if (staffGroup) return desks;
  return [
    ...desks,
    advice(
      "no group is tagged for staff, so tickets are announced in direct chats only",
      `find it with ${CLI} spaces list, then ${CLI} spaces tag SPACE staff`,
    ),
  ];
}

function publicChatFindings({ publicChat, publicUrl }: Facts["config"]): readonly Finding[] {
  if (!publicChat) return [];
  if (publicUrl === undefined) {
    const todo = "set PUBLIC_URL to the address people reach, and print its poster then";
    return [advice("the public chat is on, but only this machine can open it", todo)];
  }
  return publicUrl.startsWith("https:")
    ? []
    : [
        advice(
          "the public chat is reached without https, so anybody on the way can read it",
          "put a proxy with a certificate in front and set PUBLIC_URL to its https address",
        ),
      ];
}

function problem(found: string, todo: string): Finding {
  return { level: "problem", found, todo };
}

function advice(found: string, todo: string): Finding {
  return { level: "advice", found, todo };
}
