import type { PlatformMessage } from "../../support/simulator/platform.ts";
import type { CodeBook } from "./codes.ts";
import type { Member } from "./members.ts";

/** What somebody does about the last thing they read: words, or one of the options and buttons by its place. */
export type Reaction =
  | { readonly kind: "says"; readonly text: string; readonly isFree: boolean }
  | { readonly kind: "picks"; readonly place: number }
  /** Has the clerk make a code for them. */
  | { readonly kind: "asks the clerk" };

const says = (text: string, isFree = false): Reaction => ({ kind: "says", text, isFree });

/** How a member answers each question that asks for words, in either language. */
const ANSWERS: readonly (readonly [asked: RegExp, answer: (member: Member) => Reaction])[] = [
  [/申请编号是多少|number of your application/u, ({ application }) => says(application.number)],
  [
    /后四位，?是多少|后四位是多少|last four digits/u,
    ({ application }) => says(application.tail, true),
  ],
  [/联系电话|Phone/u, ({ phone }) => says(phone)],
  [/称呼|Name/u, ({ name }) => says(name)],
  [/作品|Work/u, ({ work }) => says(work, true)],
];

/**
 * The reaction to the last message in somebody's direct chat. `turn` chooses: who brings a guest says so on the
 * review card now and then, and not every question is answered to the point.
 */
export function reactionTo(
  { intent, text }: PlatformMessage,
  member: Member,
  codes: CodeBook,
  turn: number,
): Reaction | undefined {
  if (intent?.kind === "choose") return { kind: "picks", place: turn % 12 === 0 ? 1 : 0 };
  if (intent?.kind === "review") {
    const isSignUp = /EV-|AI|沙龙|salon/u.test(text);
    return isSignUp && turn % 3 === 0
      ? says(`改同行人 ${member.guest}`, true)
      : { kind: "picks", place: 0 };
  }
  if (intent?.kind === "ask" && /最后一步|Last step/u.test(text)) {
    const code = codes.deskCodeOf(member.id);
    return code === undefined || turn % 5 === 0 ? { kind: "asks the clerk" } : says(code);
  }
  if (intent?.kind === "ask") {
    const asked = ANSWERS.find(([pattern]) => pattern.test(text));
    return asked ? asked[1](member) : says(member.words);
  }
  return intent?.buttons && intent.buttons.length > 0
    ? { kind: "picks", place: turn % intent.buttons.length }
    : undefined;
}
