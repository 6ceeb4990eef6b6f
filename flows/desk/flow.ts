import type { CommandDefinition } from "../../src/engine/definition.ts";
import type { Flow } from "../../src/engine/flow.ts";
import { moreFlow, rateFlow, reassignFlow } from "./follow-up.ts";
import { replyFlow } from "./reply.ts";
import type { DeskServices } from "./services.ts";
import { ticketFlow } from "./ticket.ts";

/** The flows between creators and the service desks. */
export function deskFlows(services: DeskServices): readonly Flow[] {
  return [
    ticketFlow(services),
    replyFlow(services),
    moreFlow(services),
    rateFlow(services),
    reassignFlow(services),
  ];
}

const CODE = /^T-\d{1,9}$/;

function codeInput(args: string): { readonly code: string } | undefined {
  const code = args.trim().toUpperCase();
  return CODE.test(code) ? { code } : undefined;
}

/** How the desk flows are started: by typing 人工 or /desk, and by the buttons on answers and tickets. */
export const deskCommands: readonly CommandDefinition[] = [
  {
    name: "desk",
    words: ["人工", "转人工", "工单", "找窗口", "desk"],
    flow: "desk.ticket",
    input: (args, by) =>
      by === "typed"
        ? { question: args === "" ? null : args, source: null }
        : { question: null, source: args === "" ? null : args },
  },
  { name: "ticket", words: ["接单", "ticket"], flow: "desk.reply", input: codeInput },
  { name: "ticket-desk", words: ["改派"], flow: "desk.reassign", input: codeInput },
  { name: "ticket-more", words: [], flow: "desk.more", input: codeInput },
  {
    name: "ticket-rate",
    words: [],
    flow: "desk.rate",
    input: (args) => {
      const [, code, rating] = /^(T-\d{1,9})-(up|down)$/.exec(args) ?? [];
      return code && rating ? { code, rating } : undefined;
    },
  },
];
