import type { TokenOf } from "../../src/engine/adapter.ts";
import type { Localized } from "../../src/i18n/locale.ts";
import { encodeMessage, type MessageView } from "./encode.ts";
import type { Member } from "./members.ts";
import type { PlaygroundMessage, PlaygroundMessages } from "./messages-port.ts";
import { mayEnter, maySee, type Space, spacesOf } from "./spaces.ts";

/** Unread messages are counted up to here. */
const UNREAD_LIMIT = 50;

/** A line of the chat list. */
export interface ChatView extends Space {
  readonly unread: number;
  readonly last?: MessageView | undefined;
}

/** What reading needs. */
export interface ReadServices {
  readonly messages: PlaygroundMessages;
  readonly tokenOf: TokenOf;
  readonly botName: Localized;
}

/** A member's chats, with the last message and how many are unread (50 at most). */
export async function listChats(
  services: ReadServices,
  member: Member,
): Promise<readonly ChatView[]> {
  const { messages, tokenOf, botName } = services;
  const marks = await messages.readMarks(member.id);
  return Promise.all(
    spacesOf(member, botName).map(async (space) => {
      const page = await visibleHistory(messages, member, space.id, { limit: UNREAD_LIMIT });
      const last = page.at(-1);
      return {
        ...space,
        unread: page.filter((message) => isUnread(message, member, marks[space.id])).length,
        last: last && encodeMessage(last, tokenOf),
      };
    }),
  );
}

function isUnread(message: PlaygroundMessage, member: Member, mark: string | undefined): boolean {
  if (message.author === member.id) return false;
  return mark === undefined || BigInt(message.id) > BigInt(mark);
}

/** One page of a chat, oldest first; undefined when the member is not in it. */
export async function readHistory(
  services: ReadServices,
  member: Member,
  space: string,
  page: { readonly before?: string | undefined; readonly limit: number },
): Promise<readonly MessageView[] | undefined> {
  if (!mayEnter(member, space)) return undefined;
  const found = await visibleHistory(services.messages, member, space, page);
  return found.map((message) => encodeMessage(message, services.tokenOf));
}

/** One message; undefined when there is none this member may see. */
export async function readMessage(
  services: ReadServices,
  member: Member,
  id: string,
): Promise<MessageView | undefined> {
  const found = await services.messages.find(id);
  return found && maySee(member, found) ? encodeMessage(found, services.tokenOf) : undefined;
}

// The store leaves out what others alone may see; what a member gets is checked again here all the same.
async function visibleHistory(
  messages: PlaygroundMessages,
  member: Member,
  space: string,
  page: { readonly before?: string | undefined; readonly limit: number },
): Promise<readonly PlaygroundMessage[]> {
  const found = await messages.history(space, member.id, page);
  return found.filter((message) => maySee(member, message));
}
