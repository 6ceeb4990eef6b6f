/**
 * What every answer says to a browser: nothing but our own files, and nobody may frame us. A route may answer with
 * stricter headers of its own.
 * No Strict-Transport-Security: whoever ends TLS in front of the service decides on that.
 */
export const SECURITY_HEADERS = [
  [
    "content-security-policy",
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  ],
  ["permissions-policy", "camera=(), geolocation=(), microphone=()"],
  ["cross-origin-resource-policy", "same-origin"],
  ["cross-origin-opener-policy", "same-origin"],
  ["origin-agent-cluster", "?1"],
  ["referrer-policy", "no-referrer"],
  ["x-content-type-options", "nosniff"],
  ["x-dns-prefetch-control", "off"],
  ["x-download-options", "noopen"],
  ["x-frame-options", "DENY"],
  ["x-permitted-cross-domain-policies", "none"],
  ["x-xss-protection", "0"],
] as const;
