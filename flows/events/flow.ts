import type { CommandDefinition } from "../../src/engine/definition.ts";
import type { Flow } from "../../src/engine/flow.ts";
import { postFlow, showFlow } from "./browse.ts";
import { changeFlow } from "./change.ts";
import { createFlow } from "./create.ts";
import { decideCommand, decideFlow } from "./decide.ts";
import { checkInFlow, feedbackFlow, remindFlow } from "./door.ts";
import { editFlow } from "./edit.ts";
import { asksToSignUp } from "./find.ts";
import { mineFlow } from "./mine.ts";
import { posterCommand, posterFlow } from "./poster.ts";
import { keepFlow, offerFlow, seatFlow } from "./seat.ts";
import type { EventServices } from "./services.ts";
import { signUpFlow } from "./sign-up.ts";
import { manageFlow } from "./staff.ts";
import { staffCommands } from "./staff-commands.ts";
import { freeSeatFlow, withdrawFlow } from "./withdraw.ts";

/** The flows of those who come to events. */
export function eventFlows(services: EventServices): readonly Flow[] {
  return [
    showFlow(services),
    signUpFlow(services),
    withdrawFlow(services),
    freeSeatFlow(services),
    seatFlow(services),
    offerFlow(services),
    keepFlow(services),
    changeFlow(services),
    remindFlow(services),
    checkInFlow(services),
    feedbackFlow(services),
    mineFlow(services),
    manageFlow(services),
    createFlow(services),
    editFlow(services),
    decideFlow(services),
    postFlow(services),
    posterFlow(services),
  ];
}

/** An event's code as people type it: EV-01, ev 01, ＥＶ－０１. */
const CODE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/i;

function codeOf(args: string): string | undefined {
  const code = args.normalize("NFKC").trim().replace(/\s+/g, "-").toUpperCase();
  return CODE.test(code) && /\d/.test(code) && code.length <= 20 ? code : undefined;
}

const SEAT = /^[a-z0-9]{1,32}$/;

function seatOf(args: string): { readonly seat: string } | undefined {
  return SEAT.test(args) ? { seat: args } : undefined;
}

const isCode = (args: string) => codeOf(args) !== undefined;

const browseCommands: readonly CommandDefinition[] = [
  {
    name: "events",
    words: ["活动", "近期活动", "活动列表", "events"],
    calls: isCode,
    flow: "events.show",
    input: (args) => ({ code: codeOf(args) ?? null }),
  },
  {
    name: "event",
    words: ["活动详情", "event"],
    calls: isCode,
    flow: "events.show",
    input: (args) => ({ code: codeOf(args) ?? null }),
  },
  {
    name: "mysignups",
    words: ["我的报名", "my sign-ups", "mysignups"],
    flow: "events.mine",
    input: () => null,
  },
];

const postCommand: CommandDefinition = {
  name: "postevent",
  words: ["发活动", "postevent"],
  callingWords: ["发活动"],
  calls: isCode,
  flow: "events.post",
  input: (args) => {
    const code = codeOf(args);
    return code === undefined ? undefined : { code };
  },
};

const signUpCommand: CommandDefinition = {
  name: "signup",
  words: ["报名", "signup"],
  callingWords: ["报名"],
  calls: isCode,
  meantBy: asksToSignUp,
  flow: "events.sign-up",
  input: (args, by) => {
    const [code = "", session] = by === "button" ? args.split("_") : [args];
    const known = codeOf(code);
    if (known !== undefined) return { code: known, session: session ?? null, words: null };
    return by === "button" ? undefined : { code: null, session: null, words: args || null };
  },
};

const seatCommands: readonly CommandDefinition[] = [
  {
    name: "withdraw",
    words: ["取消报名", "取消", "withdraw"],
    callingWords: ["取消报名"],
    calls: isCode,
    flow: "events.withdraw",
    input: (args, by) => {
      if (by === "button") return seatOf(args) && { code: null, seat: args };
      return { code: codeOf(args) ?? null, seat: null };
    },
  },
  { name: "seat-withdraw", words: [], flow: "events.free", input: seatOf },
  { name: "seat-keep", words: [], flow: "events.keep", input: seatOf },
  { name: "seat", words: [], flow: "events.seat", input: seatOf },
  { name: "seat-change", words: [], flow: "events.change", input: seatOf },
  {
    name: "offer-accept",
    words: [],
    flow: "events.offer",
    input: (args) => seatOf(args) && { seat: args, accepted: true },
  },
  {
    name: "offer-decline",
    words: [],
    flow: "events.offer",
    input: (args) => seatOf(args) && { seat: args, accepted: false },
  },
];

const doorCommands: readonly CommandDefinition[] = [
  {
    name: "remindme",
    words: ["提醒我", "remindme"],
    callingWords: ["提醒我"],
    calls: isCode,
    flow: "events.remind",
    input: (args) => ({ code: codeOf(args) ?? null }),
  },
  {
    name: "checkin",
    words: ["签到", "checkin"],
    callingWords: ["签到"],
    calls: isCode,
    flow: "events.check-in",
    input: (args) => {
      const [code] = args
        .normalize("NFKC")
        .trim()
        .split(/(?<![\s:：])[\s:：]+(?=\d{6}$)|^\d{6}$/u);
      return { code: codeOf(code ?? "") ?? null };
    },
  },
  {
    name: "event-feedback",
    words: [],
    flow: "events.feedback",
    input: (args) => {
      const [, seat, rating] = /^([a-z0-9]{1,32})-([123])$/.exec(args) ?? [];
      return seat === undefined ? undefined : { seat, rating: Number(rating) };
    },
  },
];

/** 活动, 报名, 取消报名, 提醒我, 签到, 我的, and the buttons on cards, passes and reminders. */
export const eventCommands: readonly CommandDefinition[] = [
  ...browseCommands,
  signUpCommand,
  ...seatCommands,
  ...doorCommands,
  ...staffCommands(codeOf),
  postCommand,
  posterCommand(codeOf),
  decideCommand,
];
