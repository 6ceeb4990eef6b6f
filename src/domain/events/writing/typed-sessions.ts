import type { Json } from "../../../engine/terms.ts";
import { momentAt, readMoment } from "../calendar.ts";
import { bothLanguages, nameInBoth } from "./both-languages.ts";
import { type Draft, partsOf, type WritingFrame, zoneOf } from "./fields.ts";
import { countIn, linesOf, withIds } from "./lines.ts";
import { typedTimes } from "./typed-time.ts";

/** The most sessions of one day. */
const MOST_SLOTS = 60;
const MINUTE = 60_000;

/**
 * Sessions typed one a line (name, from–to, places), or so many equal ones within the event's own times: 每20分钟，1人.
 * A session with the name of one that is there already is that one. Undefined when a line cannot be read.
 */
export function typedSessions(
  said: string,
  draft: Draft,
  frame: WritingFrame,
): readonly Json[] | undefined {
  return typedSlots(said, draft, frame) ?? typedList(said, draft, frame);
}

const EVERY = /^(?:每|every)\s*(\d{1,3})\s*(?:分钟|min(?:ute)?s?)/iu;

function typedSlots(said: string, draft: Draft, frame: WritingFrame): readonly Json[] | undefined {
  const [[first = "", ...rest] = []] = linesOf(said);
  const every = EVERY.exec(first.normalize("NFKC"));
  const span = spanOf(draft, frame);
  if (!every || !span) return undefined;
  const [minutes, places] = [Number(every[1]), countIn(rest[0] ?? "1")];
  const count = Math.floor((span.to - span.from) / (minutes * MINUTE));
  if (places === undefined || minutes < 5 || count < 1 || count > MOST_SLOTS) return undefined;
  return Array.from({ length: count }, (_none, index) => {
    const at = (slots: number) =>
      momentAt(span.from + slots * minutes * MINUTE, span.zone).local.replace("T", " ");
    const [startsAt, endsAt] = [at(index), at(index + 1)];
    const time = startsAt.slice(-5);
    return { id: `s${time.replace(":", "")}`, title: time, startsAt, endsAt, capacity: places };
  });
}

function spanOf(draft: Draft, frame: WritingFrame) {
  const { startsAt, endsAt } = partsOf(draft);
  const zone = zoneOf(draft, frame);
  const from = startsAt === undefined ? undefined : readMoment(startsAt, zone, frame.now)?.at;
  const to = endsAt === undefined ? undefined : readMoment(endsAt, zone, frame.now)?.at;
  return from === undefined || to === undefined ? undefined : { from, to, zone };
}

function typedList(said: string, draft: Draft, frame: WritingFrame): readonly Json[] | undefined {
  const known = partsOf(draft).sessions ?? [];
  const read = linesOf(said).map((parts) => {
    const line = typedLine(parts, draft, frame);
    const match = line && known.find(({ title }) => title?.zh === line.title.zh);
    return line && { ...line, name: line.title.en, known: match?.id };
  });
  const lines = read.filter((line) => line !== undefined);
  if (lines.length === 0 || lines.length < read.length) return undefined;
  return withIds(lines, "group").map(({ id, title, startsAt, endsAt, capacity }) => ({
    id,
    title: { ...title },
    startsAt,
    endsAt,
    ...(capacity === undefined ? {} : { capacity }),
  }));
}

function typedLine(parts: readonly string[], draft: Draft, frame: WritingFrame) {
  const [name = "", ...rest] = parts;
  const title = bothLanguages(name) ?? nameInBoth(name);
  const zone = zoneOf(draft, frame);
  const spans = rest.map((part) => typedTimes(part, zone, frame.now));
  const { date, times } = spans.find((span) => span?.times.length === 2) ?? {};
  const day = date ?? partsOf(draft).startsAt?.slice(0, "2026-12-03".length);
  const counts = rest.map(countIn).filter((count) => count !== undefined);
  const [from, to] = times ?? [];
  const isRead = rest.length <= 2 && counts.length === rest.length - 1;
  if (!title || !day || !from || !to || !isRead) return undefined;
  return { title, startsAt: `${day} ${from}`, endsAt: `${day} ${to}`, capacity: counts[0] };
}
