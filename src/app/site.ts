import type { Site } from "../announce-services.ts";
import type { Config } from "../config.ts";
import { consoleAddress } from "../console-address.ts";

/** The address that people are given; without a public one, where the server came to listen. */
export function siteOf(config: Config): Site & { listensAt(url: string): void } {
  let listening: string | undefined;
  return {
    playground: config.playground === "open",
    address: () => config.publicUrl ?? listening ?? consoleAddress(config),
    listensAt(url) {
      listening = url;
    },
  };
}
