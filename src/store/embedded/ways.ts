import { readFile } from "node:fs/promises";
import type { Invocation } from "./run-program.ts";

/** A user of the operating system. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** How the server's programs are started so that PostgreSQL, which refuses root, accepts their user. */
export interface Way {
  readonly name: "own user" | "setpriv" | "user namespace" | "plain";
  /** The invocation that starts the program in this way. */
  wrap(file: string, args: readonly string[]): Invocation;
  /** Who must own the data folder; undefined = whoever runs the service. */
  readonly owner?: Identity;
}

const ROOT: Identity = { uid: 0, gid: 0 };

/** The service is an ordinary user already. */
export const OWN_USER: Way = { name: "own user", wrap: (file, args) => ({ file, args }) };

/**
 * An unprivileged user that may read everything (or, in containers that withhold that, write it too),
 * so that it passes folders closed to others: any home, any mktemp. `no_setuid_fixup` matters: without it access(2) forgets the capability for a
 * user other than root (capabilities(7)), and PostgreSQL asks access(2) about its own programs.
 */
function setpriv({ uid, gid }: Identity, capability: "dac_read_search" | "dac_override"): Way {
  const options = [
    [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"],
    [`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`],
    ["--securebits=+no_setuid_fixup"],
  ].flat();
  return {
    name: "setpriv",
    wrap: (file, args) => ({ file: "setpriv", args: [...options, file, ...args] }),
    owner: { uid, gid },
  };
}

/** Root outside, somebody else inside: PostgreSQL sees a plain user who owns what root owns. */
function userNamespace({ uid, gid }: Identity): Way {
  const options = ["--user", `--map-user=${uid}`, `--map-group=${gid}`];
  return {
    name: "user namespace",
    wrap: (file, args) => ({ file: "unshare", args: [...options, file, ...args] }),
    owner: ROOT,
  };
}

/** Another user without any help: works where every folder on the way is open to others. */
function plain({ uid, gid }: Identity): Way {
  return { name: "plain", wrap: (file, args) => ({ file, args, uid, gid }), owner: { uid, gid } };
}

/** The ways for a root service, by what they need. */
export interface Ways {
  /** Best first; they work with files where they are. */
  readonly inPlace: readonly Way[];
  /** Needs folders that are open to others. */
  readonly unaided: Way;
  /** The server's user may then read and write everything. */
  readonly last: Way;
}

/**
 * The ways for root to run the server as this user. A spare user, who owns nothing else, may also be
 * played by root in a user namespace; the data of an ordinary user stays theirs.
 */
export function waysAs(identity: Identity, isSpare: boolean): Ways {
  const unaided = plain(identity);
  const namespaces = isSpare ? [userNamespace(identity)] : [];
  return {
    inPlace: [setpriv(identity, "dac_read_search"), ...namespaces, unaided],
    unaided,
    last: setpriv(identity, "dac_override"),
  };
}

/** The system's user for what should own nothing; 65534 where it is not listed. */
export async function nobody(): Promise<Identity> {
  const users = await readFile("/etc/passwd", "utf8").catch(() => "");
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(users) ?? [];
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}
