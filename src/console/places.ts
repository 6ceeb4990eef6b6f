import { may, type Permission } from "../domain/permissions.ts";
import type { Localized } from "../i18n/locale.ts";
import { consoleMessages as messages } from "./messages.ts";
import { uncertainMessages } from "./uncertain/messages.ts";
import type { Visitor } from "./visitor.ts";

interface Place {
  readonly path: string;
  readonly name: Localized;
  readonly access: Permission;
}

/** Where one can go, in the order of the menu. */
const PLACES: readonly Place[] = [
  { path: "/console", name: messages.overview, access: "console.look" },
  { path: "/console/broadcasts", name: messages.broadcasts, access: "broadcasts.look" },
  { path: "/console/events", name: messages.events, access: "events.look" },
  { path: "/console/tickets", name: messages.tickets, access: "tickets.read" },
  { path: "/console/files", name: messages.files, access: "cases.files" },
  { path: "/console/untold", name: messages.untold, access: "tickets.read" },
  { path: "/console/guesses", name: messages.guesses, access: "tickets.read" },
  { path: "/console/unanswered", name: messages.unanswered, access: "knowledge.edit" },
  { path: "/console/uncertain", name: uncertainMessages.title, access: "failures.look" },
  { path: "/console/failures", name: messages.failures, access: "failures.look" },
  { path: "/console/staff", name: messages.staff, access: "staff.look" },
  { path: "/console/audit", name: messages.audit, access: "audit.look" },
];

/** The places a visitor may see, and whether they are there now. */
export function placesFor({ role, at }: Visitor): readonly (Place & { isHere: boolean })[] {
  return PLACES.filter(({ access }) => may(role, access)).map((place) => ({
    ...place,
    isHere: at === place.path || (place.path !== "/console" && at.startsWith(`${place.path}/`)),
  }));
}
