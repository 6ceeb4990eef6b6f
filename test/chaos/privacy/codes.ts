import type { Platform, PlatformMessage } from "../../support/simulator/platform.ts";
import { CLERK, MEMBERS } from "./members.ts";

/** A code that the bot told somebody, and whose it is. */
export interface Code {
  readonly text: string;
  /** A member's id. */
  readonly of: string;
  /** A receipt and a pass are kept as they are: they prove nothing by themselves. */
  readonly isKept: boolean;
}

/** The codes of a dialogue as they are read off the chats. */
export interface CodeBook {
  /** The last one that the clerk was given for a member's application. */
  deskCodeOf(member: string): string | undefined;
  /** A clerk asked for one; the next that stands in their chat is this member's. */
  askedFor(member: string): void;
  all(): readonly Code[];
}

const DESK_CODE = /(?:验证码|The code is) ([2-9A-Z]{8})/u;
/** Each of them stands in its owner's direct chat alone. */
const OWN: readonly (readonly [pattern: RegExp, isKept: boolean])[] = [
  [/(?:出示|or show) ([2-9A-Z]{6})/u, false],
  [/(?:绑定代码：|Link code: )([2-9A-Z]{4}-[2-9A-Z]{4})/u, false],
  [/(?:入场码：|Pass: )([2-9A-Z]{8})/u, true],
];

/** Reads the codes off a platform's chats. */
export function openCodeBook({ messages }: Pick<Platform, "messages">): CodeBook {
  const askers: { readonly member: string; readonly from: number }[] = [];
  const deskCodes = (): readonly Code[] =>
    askers.flatMap(({ member, from }) => {
      const [found] = messages
        .slice(from)
        .filter(({ space, author }) => author === "bot" && space === `direct:${CLERK}`)
        .flatMap(({ text }) => DESK_CODE.exec(text)?.[1] ?? []);
      return found === undefined ? [] : [{ text: found, of: member, isKept: false }];
    });
  return {
    askedFor: (member) => askers.push({ member, from: messages.length }),
    deskCodeOf: (member) => deskCodes().findLast(({ of }) => of === member)?.text,
    all: () => [...deskCodes(), ...messages.flatMap(ownCodes)],
  };
}

function ownCodes({ author, space, text }: PlatformMessage): readonly Code[] {
  const owner = MEMBERS.find(({ id }) => space === `direct:${id}`);
  if (!owner || author !== "bot") return [];
  return OWN.flatMap(([pattern, isKept]) => {
    const found = pattern.exec(text)?.[1];
    return found === undefined ? [] : [{ text: found, of: owner.id, isKept }];
  });
}
