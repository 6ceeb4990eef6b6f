import { RETENTION_DAYS } from "../../../src/config-lists.ts";
import { conversation } from "../../../src/conversation.ts";
import { conversationParts } from "../../../src/conversation-parts.ts";
import type { EngineDefinition } from "../../../src/engine/definition.ts";
import { openKnowledge } from "../../../src/open-knowledge.ts";
import { registerFlows, watchFlows } from "../flow-coverage/watch.ts";
import type { Build } from "./process.ts";

const SITE = { address: () => "https://juchang.example", isPlayground: () => false };

/** The bot as it ships, on the real knowledge base; every flow of it is watched. */
export async function shippedBuild(): Promise<Build> {
  const knowledge = await openKnowledge();
  const metrics = { rating: () => undefined, staffRefusal: () => undefined };
  return (store) => {
    const definition = conversation(
      conversationParts({
        ...knowledge,
        store,
        site: SITE,
        rateOf: () => 30,
        metrics,
        retention: RETENTION_DAYS,
      }),
    );
    registerFlows(definition.flows);
    return watchFlows(definition);
  };
}

/** The same build with something changed. */
export function changed(
  build: Build,
  change: (definition: EngineDefinition) => EngineDefinition,
): Build {
  return (store) => change(build(store));
}
