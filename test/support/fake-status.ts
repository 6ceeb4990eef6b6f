import type { StatusServices } from "../../flows/status/services.ts";
import {
  parseCaseNumber,
  requestedNumber,
  typedPhoneTail,
  volunteeredNumber,
} from "../../src/domain/cases/case-number.ts";
import type { CaseView } from "../../src/domain/cases/views.ts";

/** The one case there is: bound by its number, 0042 and AAAA2222. */
export const FAKE_CASE: CaseView = {
  id: "case0000000001",
  number: "FAKE-0001",
  programme: { zh: "雏鹰计划", en: "Fledgling Plan" },
  status: { zh: "材料需补正", en: "Documents needed" },
  meaning: { zh: "材料不齐。", en: "Something is missing." },
  turn: "applicant",
  next: { zh: "补交。", en: "Hand it in." },
  missing: [{ zh: "公司注册证明", en: "Proof of registration" }],
  items: [],
  dueAt: Date.UTC(2026, 11, 1, 15),
  updatedAt: Date.UTC(2026, 10, 24),
  muted: false,
  typicalDays: null,
  history: [{ status: { zh: "已受理", en: "Accepted" }, at: Date.UTC(2026, 10, 20) }],
};

/** Status services without a database. */
export function fakeStatus(changes: Partial<StatusServices> = {}): StatusServices {
  return {
    zone: "Asia/Shanghai",
    caseNumber: parseCaseNumber,
    volunteeredNumber,
    requestedNumber,
    phoneTail: typedPhoneTail,
    myCases: async () => [],
    hasConsent: () => false,
    prepareProof: async () => ({ kind: "ready", shown: "SHWN22", sends: false }),
    setReminder: async (_transaction, _person, id) =>
      id === FAKE_CASE.id ? { kind: "set", at: Date.UTC(2026, 10, 29, 15) } : { kind: "too_late" },
    lookUpAwaited: async (_transaction, _staff, shown) =>
      shown === "SHWN22"
        ? {
            kind: "found",
            awaited: {
              number: FAKE_CASE.number,
              applicant: "星河漫游",
              programme: FAKE_CASE.programme,
            },
          }
        : { kind: "not_found" },
    confirmApplicant: async () => ({ kind: "confirmed" }),
    bindCase: async (_transaction, { number, tail, code }) =>
      number === FAKE_CASE.number && tail === "0042" && code === "AAAA2222"
        ? { kind: "bound", case: FAKE_CASE }
        : { kind: "refused" },
    setMuted: async (_transaction, _person, id) =>
      id === FAKE_CASE.id ? { kind: "set" } : { kind: "not_yours" },
    wantedItems: async () => [],
    takeInFile: async () => ({ kind: "noted" }),
    takeBackFile: async () => ({ kind: "withdrawn" }),
    ownFiles: async () => [],
    handBack: async () => ({ kind: "not_there" }),
    makeDeskCode: async () => ({ kind: "not_staff" }),
    ...changes,
  };
}
