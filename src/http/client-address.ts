import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/**
 * The address a request came from. Behind a proxy of the operator's (`trustProxy`) it is the one that proxy
 * added last to X-Forwarded-For; whatever stands before that anybody could have written.
 */
export function clientAddress(trustProxy: boolean): (c: Context) => string {
  return (c) => {
    const direct = getConnInfo(c).remote.address ?? "unknown";
    const forwarded = (c.req.header("x-forwarded-for") ?? "").split(",").at(-1)?.trim() ?? "";
    return networkOf(trustProxy && forwarded !== "" ? forwarded : direct);
  };
}

/** A home has a whole IPv6 network to write from: its first half stands for all of it. */
function networkOf(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return bare.includes(":") ? bare.split(":").slice(0, 4).join(":") : bare;
}
