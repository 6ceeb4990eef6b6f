import type { Config } from "./config.ts";

/** Where people reach the service, without a slash at its end: its public address, else this machine's. */
export function consoleAddress({ publicUrl, host, port }: Config): string {
  if (publicUrl !== undefined) return publicUrl;
  const named = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${named.includes(":") ? `[${named}]` : named}:${port}`;
}

/** The address of a one-time link to the console. */
export function consoleLinkUrl(address: string, link: string): string {
  return `${address}/console/sign-in/${link}`;
}
