import type { ClauseChoice, KnowledgeServices } from "../../flows/knowledge/services.ts";

const RENT: ClauseChoice = {
  key: "c000000001",
  id: "rent",
  title: { zh: "租房补贴", en: "Rent subsidy" },
};
const SEAT: ClauseChoice = {
  key: "c000000002",
  id: "seat",
  title: { zh: "共享工位", en: "Shared desks" },
};

/** Staff's knowledge services for a member of the tax desk, without a database; what was done is in `done`. */
export function fakeKnowledge(
  changes: Partial<KnowledgeServices> = {},
  done: unknown[] = [],
): KnowledgeServices {
  return {
    desks: () => [
      { id: "tax", name: { zh: "税务窗口", en: "Tax desk" } },
      { id: "general", name: { zh: "综合窗口", en: "General desk" } },
    ],
    enter: async () => ({ kind: "welcome", desks: ["tax"] }),
    keepNote: async (_transaction, _person, note) => {
      done.push(note);
      return { kind: "kept", until: "2026-12-01" };
    },
    findClauses: (words) =>
      [RENT, SEAT].filter(
        ({ id, key, title }) => words === "两条" || [id, key, title.zh, title.en].includes(words),
      ),
    withdraw: async (_transaction, _person, key) => {
      done.push({ withdrawn: key });
      return { kind: "done" };
    },
    restore: async (_transaction, _person, key) => {
      done.push({ restored: key });
      return { kind: "done" };
    },
    unanswered: async () => ({
      kind: "list",
      groups: [
        { reference: "lin00000000000-5", question: "停车怎么收费", askers: 3, badRatings: 1 },
      ],
      more: 2,
    }),
    lesson: async (source) => ({
      question: "停车怎么收费",
      reply: source.kind === "ticket" ? "前两小时免费。" : undefined,
      comments: ["数字过时了"],
      near: [RENT],
    }),
    learn: async (_transaction, _person, request) => {
      done.push(request);
      if (request.how === "no") return { kind: "nothing" };
      if (request.how === "draft") return { kind: "draft", id: "draft-abc" };
      return { kind: "example", title: { ...RENT.title } };
    },
    ...changes,
  };
}
