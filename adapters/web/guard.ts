import type { MiddlewareHandler } from "hono";
import type { RefusalCode } from "./messages.ts";
import { refusal, statusOf } from "./refusal.ts";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** How a page sends what people do: by script, or by forms. */
export type PageKind = "script" | "forms";

const HEADERS = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

// Nothing but our own files, and no way to turn text into markup or script.
const policyOf = (formAction: string) =>
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  `base-uri 'none'; form-action ${formAction}; frame-ancestors 'none'; ` +
  "require-trusted-types-for 'script'; trusted-types 'none'";

const HEADERS_OF = {
  script: {
    ...HEADERS,
    "content-security-policy": policyOf("'none'"),
    "referrer-policy": "no-referrer",
  },
  // Without a referrer a form would not say which page it comes from either.
  forms: {
    ...HEADERS,
    "content-security-policy": policyOf("'self'"),
    "referrer-policy": "same-origin",
  },
} as const satisfies Readonly<Record<PageKind, object>>;

/**
 * Lets in only requests to a known host name and from our own page, and dresses the answers.
 * A page elsewhere whose name is made to resolve to this machine sends its own name as the host.
 */
export function guardRequests(
  allowedHosts: readonly string[],
  page: PageKind = "script",
): MiddlewareHandler {
  const headers = HEADERS_OF[page];
  const hosts = new Set([...LOOPBACK, ...allowedHosts.map((host) => host.toLowerCase())]);
  return async (c, next) => {
    const complaint = complaintAbout(c.req.raw.headers, c.req.method, hosts);
    if (complaint) {
      const refused = refusal(complaint);
      return c.json(refused, statusOf(refused), headers);
    }
    await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    return undefined;
  };
}

function complaintAbout(
  headers: Headers,
  method: string,
  hosts: ReadonlySet<string>,
): RefusalCode | undefined {
  const host = (headers.get("host") ?? "").toLowerCase();
  if (!hosts.has(hostNameOf(host))) return "wrong-host";
  const origin = headers.get("origin");
  if (origin !== null && (!URL.canParse(origin) || new URL(origin).host !== host)) {
    return "wrong-origin";
  }
  const site = headers.get("sec-fetch-site");
  const changes = method !== "GET" && method !== "HEAD";
  return changes && site !== null && site !== "same-origin" ? "wrong-origin" : undefined;
}

function hostNameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
}
