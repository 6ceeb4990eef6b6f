import type { Draft } from "../../src/domain/events/writing/fields.ts";
import type { Edit } from "../../src/domain/events/writing/write.ts";
import { converse } from "./conversation.ts";
import { eventOf, fakeEvents } from "./fake-events.ts";
import { createLedger, definition, deskServices } from "./fake-services.ts";

const NOW = Date.UTC(2026, 10, 23, 2);
export const FRAME = { now: NOW, zone: "Asia/Shanghai" };
export const SALON: Draft = {
  title: { zh: "微短剧沙龙", en: "Short drama salon" },
  description: { zh: "聊一聊", en: "A talk" },
  place: { zh: "V聚场一楼", en: "V Juchang, ground floor" },
  kind: "数字沙龙",
  zone: "Asia/Shanghai",
  startsAt: "2026-10-21T14:00",
  endsAt: "2026-10-21T16:30",
  closesAt: "-48h",
  capacity: 80,
  questions: [
    { id: "name", label: { zh: "称呼", en: "Name" }, type: "text", personal: true },
    {
      id: "role",
      label: { zh: "身份", en: "Role" },
      type: "choice",
      options: [
        { id: "student", label: { zh: "学生", en: "Student" } },
        { id: "other", label: { zh: "其他", en: "Other" } },
      ],
    },
  ],
};

/** A member of staff among fake events; what was to be written, and changed, is kept. */
export function talk(changes: Parameters<typeof fakeEvents>[0] = {}) {
  const drafts: Draft[] = [];
  const edits: Edit[] = [];
  const events = fakeEvents({
    mayManage: async () => true,
    beginning: async () => ({
      nextCode: "EV-09",
      frame: FRAME,
      earlier: [{ code: "EV-02", draft: SALON }],
    }),
    editing: async (code) => ({
      event: eventOf(code, "微短剧沙龙"),
      draft: { ...SALON, code, startsAt: "2026-12-03T14:00", endsAt: "2026-12-03T16:30" },
      frame: FRAME,
    }),
    createEvent: async (_transaction, _staff, draft) => {
      drafts.push(draft);
      return { kind: "created", code: String(draft["code"]) };
    },
    editEvent: async (_transaction, _staff, edit) => {
      edits.push(edit);
      return { kind: "changed", code: edit.code, told: 12 };
    },
    ...changes,
  });
  const bot = definition(deskServices(createLedger()), undefined, undefined, { events });
  return { drafts, edits, lin: converse(bot) };
}
