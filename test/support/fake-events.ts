import type { EventServices } from "../../flows/events/services.ts";
import { parseAnswer } from "../../src/domain/events/answers.ts";
import { eventCard } from "../../src/domain/events/card.ts";
import { MOST_POSTER_BYTES } from "../../src/domain/events/picture.ts";
import type {
  EventView,
  QuestionView,
  SeatView,
  SessionView,
} from "../../src/domain/events/views.ts";
import type { SignUpRequest } from "../../src/domain/events/work.ts";
import {
  AROUND,
  BASIC_FIELDS,
  EXTRA_FIELDS,
  patchOf,
  withPatch,
} from "../../src/domain/events/writing/fields.ts";
import { fitting, readField } from "../../src/domain/events/writing/read-field.ts";
import { showField } from "../../src/domain/events/writing/show-field.ts";

const HOUR = 3_600_000;
/** A Friday evening in Shanghai, four days after the conversation's clock. */
export const FRIDAY = Date.UTC(2026, 10, 27, 11);

export function sessionOf(id: string, more: Partial<SessionView> = {}): SessionView {
  const { taken = 57, capacity = 60, held = 0, waiting = 0 } = more;
  return {
    id,
    occurrence: "",
    key: "",
    title: null,
    openness: "open",
    startsAt: FRIDAY,
    endsAt: FRIDAY + 2 * HOUR,
    opensAt: null,
    closesAt: FRIDAY - 24 * HOUR,
    quotas: [{ quota: "", label: null, capacity, taken, held, waiting, waitlist: 20 }],
    capacity,
    taken,
    held,
    waiting,
    changedAt: 0,
    ...more,
  };
}

const question = (key: string, zh: string, more: Partial<QuestionView> = {}): QuestionView => ({
  key,
  label: { zh, en: key },
  type: "text",
  required: true,
  personal: false,
  options: [],
  ...more,
});

const QUESTIONS: readonly QuestionView[] = [
  question("name", "称呼", { personal: true }),
  question("phone", "联系电话", { type: "phone", personal: true }),
  question("platform", "主要平台", {
    type: "choice",
    options: [
      { id: "bilibili", label: { zh: "B站", en: "Bilibili" } },
      { id: "douyin", label: { zh: "抖音", en: "Douyin" } },
    ],
  }),
  question("ask", "想问的一个问题", { required: false }),
];

export function eventOf(code: string, zh: string, more: Partial<EventView> = {}): EventView {
  return {
    id: code.toLowerCase(),
    code,
    state: "open",
    kind: "数字沙龙",
    title: { zh, en: "Open mic" },
    description: { zh: "聊一聊", en: "A talk" },
    place: { zh: "V聚场二楼", en: "V Juchang, 2nd floor" },
    bring: { zh: "笔记本", en: "A notebook" },
    zone: "Asia/Shanghai",
    approval: false,
    guests: 0,
    reminders: [1440],
    repeats: null,
    hasPoster: false,
    posterVersion: null,
    sequence: 0,
    questions: QUESTIONS,
    quotas: [],
    sessions: [sessionOf(`${code.toLowerCase().replace("-", "")}s`)],
    ...more,
  };
}

export const SEATED = {
  kind: "seated",
  seat: "seat1",
  session: "ev01s",
  startsAt: FRIDAY,
  endsAt: FRIDAY + 2 * HOUR,
  pass: "ABCD2345",
} as const;

export function seatOf(more: Partial<SeatView> = {}): SeatView {
  return {
    seat: "seat1",
    code: "EV-01",
    session: "ev01s",
    quota: "",
    state: "taken",
    place: null,
    offeredUntil: null,
    pass: "ABCD2345",
    places: 1,
    guest: undefined,
    title: { zh: "AI开放麦", en: "AI open mic" },
    sessionTitle: null,
    venue: { zh: "V聚场二楼", en: "V Juchang, 2nd floor" },
    bring: null,
    startsAt: FRIDAY,
    endsAt: FRIDAY + 2 * HOUR,
    zone: "Asia/Shanghai",
    sequence: 0,
    confirmed: false,
    checkedInAt: null,
    answers: { name: "小满" },
    ...more,
  };
}

/** Event services on values of the test's choosing instead of a database. */
export function fakeEvents(
  changes: Partial<EventServices> & {
    readonly events?: readonly EventView[];
    readonly seats?: readonly SeatView[];
    readonly requests?: SignUpRequest[];
  } = {},
): EventServices {
  const { events = [eventOf("EV-01", "AI开放麦")], seats = [], requests = [], ...others } = changes;
  return {
    listEvents: async () => events,
    viewEvent: async (code) => events.find((event) => event.code === code),
    mySeats: async () => seats,
    mySeat: async (seat) => seats.find((each) => each.seat === seat),
    earlierAnswers: async () => ({}),
    keptDays: 30,
    hasConsent: () => false,
    parseAnswer,
    card: eventCard,
    postCard: async () => ({ kind: "posted" }),
    passFiles: (facts) => [{ kind: "qr", label: "QR", text: facts.pass }],
    offerPoster: async () => ({ kind: "not_staff" }),
    removePoster: async () => ({ kind: "not_staff" }),
    mostPosterBytes: MOST_POSTER_BYTES,
    mayManage: async () => false,
    roster: async () => undefined,
    applicant: async () => undefined,
    onSiteCode: async () => undefined,
    signUp: async (_transaction, request) => {
      requests.push(request);
      return SEATED;
    },
    withdrawSeat: async () => ({
      kind: "withdrawn",
      session: "ev01s",
      was: "taken",
      passedOn: false,
    }),
    answerOffer: async (_transaction, _person, _seat, accepted) =>
      accepted ? SEATED : { kind: "declined", passedOn: true },
    confirmSeat: async () => ({ ...SEATED, kind: "confirmed" }),
    changeAnswers: async () => ({ kind: "changed" }),
    decide: async () => ({ kind: "not_staff" }),
    remindMe: async () => ({ kind: "will_remind", about: "opens", at: FRIDAY }),
    giveFeedback: async () => ({ kind: "kept" }),
    checkInHere: async () => ({ kind: "checked_in", seat: "seat1", places: 1, startsAt: FRIDAY }),
    checkInPass: async () => ({ kind: "not_staff" }),
    checkInSeat: async () => ({ kind: "not_staff" }),
    walkIn: async () => ({ kind: "not_staff" }),
    writing: {
      basicFields: BASIC_FIELDS,
      extraFields: EXTRA_FIELDS,
      readField,
      showField,
      withPatch,
      patchOf,
      around: AROUND,
      fitting,
    },
    beginning: async () => undefined,
    editing: async () => undefined,
    createEvent: async () => ({ kind: "not_staff" }),
    editEvent: async () => ({ kind: "not_staff" }),
    setEventState: async () => ({ kind: "not_staff" }),
    moveSession: async () => ({ kind: "not_staff" }),
    ...others,
  };
}
