import type { EventSpace } from "../../src/engine/event.ts";
import { type Localized, localize } from "../../src/i18n/locale.ts";
import type { Member } from "./members.ts";
import { webMessages } from "./messages.ts";
import type { PlaygroundMessage } from "./messages-port.ts";

/** A chat of the playground as one member sees it. */
export interface Space {
  /** `group`, `staff`, or `direct:<member>`. */
  readonly id: string;
  readonly kind: "group" | "direct";
  readonly title: Localized;
}

/** The platform id of the group that everybody in the playground shares. */
export const GROUP_SPACE = "group";
const GROUP: Space = { id: GROUP_SPACE, kind: "group", title: webMessages.groupTitle };
/** The platform id of the group that the playground's staff share. */
export const STAFF_SPACE = "staff";
const STAFF: Space = { id: STAFF_SPACE, kind: "group", title: webMessages.staffTitle };
const DIRECT = "direct:";

/** The platform id of a member's direct chat with the bot. */
export function directSpaceOf(member: string): string {
  return `${DIRECT}${member}`;
}

/** Whether a chat is with the bot alone: a member's, or a visitor's of the public chat. */
export function isDirectSpace(space: string): boolean {
  return space.startsWith(DIRECT) || space.startsWith("visitor:");
}

/** The chats a member is in, in the order they are listed. */
export function spacesOf(member: Member, botName: Localized): readonly Space[] {
  const direct: Space = { id: directSpaceOf(member.id), kind: "direct", title: botName };
  return member.staff ? [GROUP, STAFF, direct] : [GROUP, direct];
}

/** Whether a member is in a chat at all. */
export function mayEnter(member: Member, space: string): boolean {
  if (space === GROUP.id) return true;
  if (space === STAFF.id) return member.staff;
  return space === directSpaceOf(member.id);
}

/** Whether a member may see a message: in the chat, and not meant for someone else there. */
export function maySee(
  member: Member,
  message: Pick<PlaygroundMessage, "space" | "onlyFor">,
): boolean {
  const forOthers = message.onlyFor !== undefined && message.onlyFor !== member.id;
  return mayEnter(member, message.space) && !forOthers;
}

/** Whether there is such a chat among these members. */
export function spaceExists(space: string, members: readonly Member[]): boolean {
  return members.some((member) => mayEnter(member, space));
}

/** A chat as an event names it. */
export function eventSpaceOf(space: string): EventSpace {
  if (space.startsWith(DIRECT)) return { platformId: space, kind: "direct" };
  const { title } = space === STAFF.id ? STAFF : GROUP;
  return { platformId: space, kind: "group", title: localize(title, "zh-CN") };
}
