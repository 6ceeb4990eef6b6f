import type { Site } from "../announce-services.ts";
import type { Config } from "../config.ts";
import { consoleAddress } from "../console-address.ts";

/** A site that comes to know itself while the service starts. */
export interface OpeningSite extends Site {
  listensAt(url: string): void;
  /** These are its channels; the playground is open only where it is the only one. */
  speaksOn(channels: readonly string[]): void;
}

/** The address that people are given; without a public one, where the server came to listen. */
export function siteOf(config: Config): OpeningSite {
  let listening: string | undefined;
  let isAlone = true;
  return {
    isPlayground: () => config.playground === "open" && isAlone,
    address: () => config.publicUrl ?? listening ?? consoleAddress(config),
    listensAt(url) {
      listening = url;
    },
    speaksOn(channels) {
      isAlone = channels.every((name) => name === "playground");
    },
  };
}
