import type { ConsentRecord, QuestionRecord } from "../../engine/command.ts";
import { outboundRows } from "../outbound/rows.ts";
import { mask } from "../sealing/mask.ts";
import { seal } from "../sealing/seal.ts";
import { base64 } from "../storable.ts";
import { type Move, mergeRows, type Rows } from "./statement.ts";
import { timerRows } from "./timer-rows.ts";
import type { TurnCommit } from "./turn-commit.ts";

/** The move of the turn's lane. */
export function moveOf({ loaded, state }: TurnCommit): Move {
  const run = state.runs.at(-1);
  return {
    id: loaded.lane,
    revision: loaded.revision,
    state: base64(seal(loaded.key, JSON.stringify(state))) ?? "",
    state_format: state.stateFormat,
    open_flow: run?.flow ?? null,
    open_step: run?.step ?? null,
  };
}

/** The rows of several turns together. */
export function rowsOf(turns: readonly TurnCommit[]): Rows {
  return mergeRows(turns.map(rowsOfTurn));
}

function rowsOfTurn(turn: TurnCommit): Rows {
  const { loaded } = turn;
  const speaker = {
    cause: loaded.lane,
    revision: loaded.revision,
    key: loaded.key,
    person: loaded.person,
    space: loaded.space?.id,
    installation: loaded.installation,
    isPersonal: turn.summary.personal,
  };
  return {
    ...loaded.introduces,
    ...localeRows(turn),
    ...eventRows(turn),
    ...timerRows(turn),
    turns: [turnRow(turn)],
    ...outboundRows(speaker, turn.outbound),
    questions: questionRows(turn),
    consents: turn.records
      .filter((record): record is ConsentRecord => record.kind === "consent")
      .map(({ person, purpose, textVersion, keptDays = null }) => ({
        lane: loaded.lane,
        person,
        purpose,
        text_version: textVersion,
        kept_days: keptDays,
      })),
  };
}

/** The language a person chose is kept with the person as well, for messages that others cause. */
function localeRows({ loaded, state }: TurnCommit): Pick<Rows, "people" | "chosenLocales"> {
  const { locale } = state;
  const { lane, person, introduces } = loaded;
  if (!person || locale === undefined || locale === person.locale) return {};
  if (introduces.people) return { people: introduces.people.map((row) => ({ ...row, locale })) };
  return { chosenLocales: [{ lane, locale }] };
}

function eventRows({ loaded, event, summary }: TurnCommit): Pick<Rows, "inbound" | "transcript"> {
  if (!event) return {};
  const { lane, revision, key } = loaded;
  const inbound = {
    lane,
    revision,
    installation: event.installation,
    delivery_key: event.deliveryKey,
    content_key: event.contentKey ?? null,
    outcome: "applied",
  };
  const { body } = event;
  if (!("text" in body) || !loaded.space) return { inbound: [inbound] };
  const said = {
    lane,
    revision,
    space: loaded.space.id,
    thread: event.thread ?? null,
    message_id: body.messageId ?? null,
    masked: summary.personal ? "" : mask(body.text, namesOf(loaded)),
    sealed: base64(seal(key, body.text)),
    said_at: event.at,
  };
  return { inbound: [inbound], transcript: [said] };
}

function turnRow(turn: TurnCommit) {
  const { loaded, event, summary } = turn;
  const asked = questionsOf(turn);
  const [first] = asked;
  return {
    lane: loaded.lane,
    revision: loaded.revision,
    occurrence: event?.body.kind ?? "timer",
    flow: summary.flow ?? null,
    version: summary.version ?? null,
    step_before: summary.stepBefore ?? null,
    step_after: summary.stepAfter ?? null,
    outcome: summary.outcome,
    clauses: asked.flatMap(({ clauses }) => clauses),
    confidence: first?.confidence ?? null,
  };
}

function questionRows(turn: TurnCommit): NonNullable<Rows["questions"]> {
  const { lane, revision, key, person } = turn.loaded;
  return questionsOf(turn).map((question, ordinal) => ({
    reference: ordinal === 0 ? turn.reference : `${turn.reference}-${ordinal}`,
    lane,
    revision,
    ordinal,
    asker: person?.id ?? null,
    space: question.at.space,
    thread: question.at.thread ?? null,
    message_id: question.messageId ?? null,
    public: question.public,
    locale: question.locale,
    masked: mask(question.text, namesOf(turn.loaded)),
    sealed: base64(seal(key, question.text)),
    outcome: question.outcome,
    clauses: question.clauses,
    facts: question.facts,
    confidence: question.confidence,
    desk: question.desk ?? null,
    detail: question.detail ?? null,
    repeats: question.repeats ?? null,
  }));
}

function questionsOf({ records }: TurnCommit): readonly QuestionRecord[] {
  return records.filter((record): record is QuestionRecord => record.kind === "question");
}

function namesOf({ person }: TurnCommit["loaded"]): readonly string[] {
  return person?.name === undefined ? [] : [person.name];
}
