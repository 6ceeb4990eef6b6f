import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { type Connections, connect } from "./connect.ts";

/** Connections that many statements share, each statement for itself. */
export interface Pool extends Connections {
  /** Lets what runs finish for 5 s. */
  close(): Promise<void>;
}

type Unsafe = postgres.Sql["unsafe"];

interface Member {
  readonly sql: postgres.Sql;
  running: number;
}

const CLOSE_SECONDS = 5;

/**
 * A client of one connection for each member, thrown away as soon as its connection is lost: the driver's
 * connections, used again after a loss, put empty places before the rows of their next result.
 * A statement goes to a member that is idle, else to a new one, else behind the fewest others.
 */
export function createPool(url: string, max: number): Pool {
  const members = new Set<Member>();

  function open(): Member {
    const { sql } = connect(url, {
      max: 1,
      onClose: () => {
        members.delete(member);
        sql.end({ timeout: 0 }).catch(() => undefined);
      },
    });
    const member: Member = { sql, running: 0 };
    members.add(member);
    return member;
  }

  function choose(): Member {
    const [quietest] = [...members].sort((a, b) => a.running - b.running);
    if (quietest && (quietest.running === 0 || members.size >= max)) return quietest;
    return open();
  }

  function unsafe(...statement: Parameters<Unsafe>): ReturnType<Unsafe> {
    const member = choose();
    const query = member.sql.unsafe(...statement);
    const finish = () => {
      member.running--;
    };
    member.running++;
    query.then(finish, finish);
    return query;
  }

  const base = connect(url, { max: 1 }).sql;
  const sql = new Proxy(base, {
    get: (target, name) => (name === "unsafe" ? unsafe : Reflect.get(target, name)),
  });
  return {
    sql,
    db: drizzle(sql),
    async close() {
      const clients = [base, ...[...members].map((member) => member.sql)];
      await Promise.all(clients.map((client) => client.end({ timeout: CLOSE_SECONDS })));
    },
  };
}
