import type { Role, Transaction } from "../engine/terms.ts";
import { isMadeUpBesideReal } from "../store/made-up-people.ts";
import { type Position, positionOf } from "../store/staff.ts";

/** Everything only staff may do. */
export const PERMISSIONS = [
  "console.look",
  "tickets.read",
  "tickets.answer",
  "cases.files",
  "knowledge.edit",
  "events.manage",
  "failures.look",
  /** To say what became of a message that may have arrived. */
  "failures.settle",
  "events.look",
  "events.roster",
  "broadcasts.look",
  "broadcasts.write",
  "broadcasts.approve",
  "broadcasts.send",
  /** To announce to applicants, and to see who of them got it. */
  "broadcasts.cases",
  "staff.look",
  "staff.change",
  "audit.look",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const VIEWER = ["console.look", "broadcasts.look", "events.look"] as const;
const SPECIALIST = [
  ...VIEWER,
  "tickets.read",
  "tickets.answer",
  "cases.files",
  "knowledge.edit",
  "events.roster",
  "events.manage",
] as const;
const OPERATOR = [
  ...SPECIALIST,
  "failures.look",
  "failures.settle",
  "broadcasts.write",
  "broadcasts.approve",
  "broadcasts.send",
  "broadcasts.cases",
  "staff.look",
  "audit.look",
] as const;

/** Which role may do what: the only place that says so. */
const ALLOWED: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: VIEWER,
  specialist: SPECIALIST,
  operator: OPERATOR,
  admin: [...OPERATOR, "staff.change"],
};

/** Whether a role may do something. */
export function may(role: Role, permission: Permission): boolean {
  return ALLOWED[role].includes(permission);
}

/** What knows by itself whether it is the playground's: announcements, and who is given a link to the console. */
const KNOWS_ITS_PLACE: readonly Permission[] = [
  "console.look",
  "broadcasts.look",
  "broadcasts.write",
  "broadcasts.approve",
  "broadcasts.send",
  "broadcasts.cases",
];

/**
 * The position of a person who may do something; undefined for everybody else. The playground's staff have no rights
 * to what a service with real chats has in earnest: its events, its knowledge, its applications.
 */
export async function permitted(
  transaction: Transaction,
  person: string,
  permission: Permission,
): Promise<Position | undefined> {
  const position = await positionOf(transaction, person);
  if (!position || !may(position.role, permission)) return undefined;
  if (KNOWS_ITS_PLACE.includes(permission)) return position;
  return (await isMadeUpBesideReal(transaction, person)) ? undefined : position;
}
