import type { Person } from "../../support/simulator/simulator.ts";

/** A member of the group, and what nobody else may learn of them. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly mail: string;
  readonly identity: string;
  /** What they ask a desk privately. */
  readonly words: string;
  /** Who comes along to an event. */
  readonly guest: string;
  /** What they answer when an event asks what they bring. */
  readonly work: string;
  readonly application: Application;
}

/** A member's application, as the district's systems know it. */
export interface Application {
  readonly number: string;
  readonly programme: string;
  /** Who hands it in. */
  readonly applicant: string;
  /** Of the phone; no random code holds a 0 or a 1. */
  readonly tail: string;
  /** The next step, in the office's own words. */
  readonly step: string;
  readonly missing: string;
}

/** Three creators; every value is theirs alone. */
export const MEMBERS: readonly Member[] = [
  member("lin", "林小满", "7019", {
    words: "发票要开给远山传媒",
    guest: "周渡",
    work: "写离婚的短片夜航",
    application: {
      number: "PRV-730951",
      programme: "fledgling-plan",
      applicant: "满月影像工作室",
      step: "带好钥匙来三楼",
      missing: "离婚判决书",
    },
  }),
  member("wu", "吴越", "6108", {
    words: "合同违约金三万八",
    guest: "Tom Reed",
    work: "讲化疗的播客",
    application: {
      number: "RENT-604180",
      programme: "rent-subsidy",
      applicant: "越声文化",
      step: "补一份病假证明",
      missing: "低保证明",
    },
  }),
  member("kite", "Blue Kite", "5071", {
    words: "签证差一份结婚证",
    guest: "陈默",
    work: "a zine about my asylum case",
    application: {
      number: "APT-5500261",
      programme: "talent-apartment",
      applicant: "Kite Studio Ltd",
      step: "Bring the custody papers",
      missing: "Letter from the embassy",
    },
  }),
];

type More = Pick<Member, "words" | "guest" | "work"> & {
  readonly application: Omit<Application, "tail">;
};

function member(id: string, name: string, tail: string, more: More): Member {
  return {
    ...more,
    id,
    name,
    phone: `1371234${tail}`,
    mail: `${id}.private@example.com`,
    identity: `31011019900${tail}23X`,
    application: { ...more.application, tail },
  };
}

/** Who answers at the desks, and hands out the codes. */
export const CLERK = "desk";

/** What the clerk says where they are asked something themselves; nobody's secrets. */
export const STAFF: Member = member(CLERK, "小浦", "0110", {
  words: "可以开",
  guest: "同事",
  work: "值班",
  application: {
    number: "DESK-1000",
    programme: "fledgling-plan",
    applicant: "窗口",
    step: "无",
    missing: "无",
  },
});

/** The people of the simulation: the creators and the staff of two desks. */
export const PEOPLE: readonly Person[] = [
  ...MEMBERS.map(({ id, name }) => ({ id, name })),
  { id: CLERK, name: "小浦", desks: ["tax", "general"] },
];
