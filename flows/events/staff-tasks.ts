import { staffMessages as messages } from "./staff-messages.ts";

/** What staff can do with an event, in the order in which it is offered. */
export const TASKS = [
  { id: "open", label: messages.open },
  { id: "close", label: messages.close },
  { id: "cancel", label: messages.cancel },
  { id: "move", label: messages.move },
  { id: "door", label: messages.door },
  { id: "walk-in", label: messages.walkIn },
  { id: "screen", label: messages.screen },
] as const;
