import type { CommandDefinition } from "../../src/engine/definition.ts";
import type { Flow } from "../../src/engine/flow.ts";
import { editFlow, recallFlow } from "./change.ts";
import { consoleFlow } from "./console.ts";
import { listFlow } from "./list.ts";
import { manageFlow } from "./manage.ts";
import { aboutFlow, readFlow, topicFlow, whyFlow } from "./responses.ts";
import { type AnnounceServices, CHAT_ACTS } from "./services.ts";
import { writeFlow } from "./write.ts";

/** Announcing, what people do with what they got, and the way to the console. */
export function announceFlows(services: AnnounceServices): readonly Flow[] {
  return [
    writeFlow(services),
    manageFlow(services),
    editFlow(services),
    recallFlow(services),
    listFlow(services),
    consoleFlow(services),
    readFlow(services),
    whyFlow(services),
    topicFlow(services),
    aboutFlow(services),
  ];
}

const ID = /^[a-z0-9]{8,20}$/;
const MANAGE = new RegExp(`^(${CHAT_ACTS.join("|")})-([a-z0-9]{8,20})$`);

function broadcastInput(args: string) {
  return ID.test(args) ? { broadcast: args } : undefined;
}

/** 群发, 控制台, 订阅, 退订, and the buttons under announcements and their cards. */
export function announceCommands(
  services: Pick<AnnounceServices, "topicNamed">,
): readonly CommandDefinition[] {
  const topicInput = (choice: "subscribed" | "muted") => (args: string) => ({
    topic: services.topicNamed(args) ?? null,
    choice,
  });
  return [
    { name: "announce", words: ["群发", "announce"], flow: "announce.write", input: () => null },
    {
      name: "announcements",
      words: ["群发进度", "announcements"],
      flow: "announce.list",
      input: () => null,
    },
    { name: "console", words: ["控制台", "console"], flow: "announce.console", input: () => null },
    {
      name: "announce-do",
      words: [],
      flow: "announce.manage",
      input: (args) => {
        const [, act, broadcast] = MANAGE.exec(args) ?? [];
        return act && broadcast ? { act, broadcast } : undefined;
      },
    },
    {
      name: "subscribe",
      words: ["订阅", "subscribe"],
      flow: "announce.topic",
      input: topicInput("subscribed"),
    },
    {
      name: "unsubscribe",
      words: ["退订", "unsubscribe"],
      flow: "announce.topic",
      input: topicInput("muted"),
    },
    { name: "mute", words: [], flow: "announce.topic", input: topicInput("muted") },
    { name: "announce-edit", words: [], flow: "announce.edit", input: broadcastInput },
    { name: "announce-recall", words: [], flow: "announce.recall", input: broadcastInput },
    { name: "read", words: [], flow: "announce.read", input: broadcastInput },
    { name: "why", words: [], flow: "announce.why", input: broadcastInput },
    { name: "ask-about", words: [], flow: "announce.about", input: broadcastInput },
  ];
}
