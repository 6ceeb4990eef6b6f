import type { CommandDefinition } from "../../src/engine/definition.ts";
import type { Flow } from "../../src/engine/flow.ts";
import { consoleFlow } from "./console.ts";
import type { AnnounceServices } from "./services.ts";

/** What staff do to announce, and where they see what became of it. */
export function announceFlows(services: AnnounceServices): readonly Flow[] {
  return [consoleFlow(services)];
}

/** 控制台 /console; for staff, whoever types it. */
export const announceCommands: readonly CommandDefinition[] = [
  { name: "console", words: ["控制台", "console"], flow: "announce.console", input: () => null },
];
