import { sweepCases } from "../../../src/domain/cases/case-sweep.ts";
import type { ProgrammeBook } from "../../../src/domain/cases/programme.ts";
import { tellCases } from "../../../src/domain/cases/tell-cases.ts";
import { importEvents } from "../../../src/domain/events/import.ts";
import { loadProgrammes } from "../../../src/knowledge/programmes/load.ts";
import { KNOWLEDGE_FOLDER } from "../../../src/paths.ts";
import type { World } from "../../support/simulator/world.ts";
import { CLERK, MEMBERS, type Member } from "./members.ts";

const DAY = 24 * 60 * 60_000;

/** What the office does beside the chats: it holds events, and knows everybody's application. */
export interface Stage {
  /** A member's application stands somewhere else now. */
  tells(member: string, status: string): Promise<void>;
  /** What goes on about applications by itself. */
  sweeps(): Promise<void>;
  /** How an application's state is worded, for each member: theirs alone, as each applied for something else. */
  standingsOf(member: Member): readonly string[];
}

let loading: Promise<ProgrammeBook> | undefined;

/** Writes down two events, one with a single seat, and everybody's application. */
export async function setStage({ office, clock }: World): Promise<Stage> {
  loading ??= loadProgrammes(KNOWLEDGE_FOLDER);
  const book = await loading;
  const events = JSON.stringify([event("EV-01", "AI开放麦", 60), event("EV-02", "短剧沙龙", 1)]);
  const options = { zone: "Asia/Shanghai", state: "open", now: clock.now() } as const;
  const { problems } = await importEvents(office.inTransaction, events, options);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  let told = 0;
  const tells = async (id: string, status: string) => {
    const one = MEMBERS.find((member) => member.id === id);
    if (!one) throw new Error(`${id} has no application`);
    told += 1;
    const { phone, application } = one;
    const { tail, step, missing, ...rest } = application;
    const record = {
      ...rest,
      status: book.find(rest.programme)?.status(status)?.id ?? "submitted",
      phone,
      phoneTail: tail,
      nextStep: step,
      missing: [missing],
      dueAt: clock.now() + 2 * DAY,
      visible: status !== "draft",
      updatedAt: clock.now() - 1_000 + told,
      changeId: `change ${told}`,
    };
    const teller = { source: "api", by: CLERK } as const;
    await office.inTransaction((transaction) => tellCases(transaction, [record], teller, book));
  };
  for (const { id } of MEMBERS) await tells(id, "accepted");
  return {
    tells,
    sweeps: () => office.inTransaction((transaction) => sweepCases(transaction, book)),
    standingsOf({ application: { programme } }) {
      const one = book.find(programme);
      const titles = (one?.statuses ?? []).flatMap(({ name }) =>
        (["zh", "en"] as const).map((tongue) => `${one?.name[tongue]} · ${name[tongue]}`),
      );
      return titles;
    },
  };
}

/** Ten days ahead. */
function event(code: string, title: string, capacity: number): object {
  const wall = (after: number) =>
    new Date(Date.now() + after + DAY / 3).toISOString().slice(0, "2026-12-03T19:00".length);
  const question = (id: string, zh: string, en: string, type: string) => ({
    id,
    label: { zh, en },
    type,
    personal: true,
  });
  return {
    code,
    title: { zh: title, en: `${title} salon` },
    kind: "沙龙",
    description: { zh: "创作者的活动", en: "For creators" },
    place: { zh: "V聚场二楼", en: "V Juchang, 2nd floor" },
    startsAt: wall(10 * DAY),
    endsAt: wall(10 * DAY + DAY / 12),
    closesAt: wall(9 * DAY),
    capacity,
    guests: true,
    questions: [
      question("name", "称呼", "Name", "text"),
      question("phone", "联系电话", "Phone", "phone"),
      question("work", "作品", "Work", "text"),
    ],
  };
}
