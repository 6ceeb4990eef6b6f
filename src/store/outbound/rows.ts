import type { Destination } from "../../engine/command.ts";
import type { DataKey } from "../sealing/data-key.ts";
import { mask } from "../sealing/mask.ts";
import { seal } from "../sealing/seal.ts";
import { base64 } from "../storable.ts";
import type { Rows } from "../turns/statement.ts";
import type { OutboundDraft } from "../turns/turn-commit.ts";
import { intentWords } from "./intent-words.ts";
import { PRIORITY } from "./purposes.ts";

/** Who says something, and what is known of where it goes. */
export interface Speaker {
  /** The lane, or what else caused the messages. */
  readonly cause: string;
  /** The turn's revision; 0 for other causes. */
  readonly revision: number;
  /** Seals the words. */
  readonly key: DataKey;
  readonly person?:
    | {
        readonly id: string;
        readonly name?: string | undefined;
        readonly directSpace?: string | undefined;
      }
    | undefined;
  readonly space?: string | undefined;
  readonly installation?: string | undefined;
  /** The words are kept sealed only. */
  readonly isPersonal?: boolean | undefined;
}

/** A message and its fate, as one row of a statement. */
export type OutboundRow = NonNullable<Rows["outbound"]>[number];

/** The rows of messages in the order in which they are said. */
export function outboundRows(
  speaker: Speaker,
  drafts: readonly OutboundDraft[],
): Required<Pick<Rows, "outbound" | "announced">> {
  return {
    outbound: drafts.map((draft, ordinal) => outboundRow(speaker, draft, ordinal)),
    announced: drafts
      .filter(({ announce }) => announce)
      .map(({ id }) => ({ lane: speaker.cause, outbound: id })),
  };
}

function outboundRow(speaker: Speaker, draft: OutboundDraft, ordinal: number): OutboundRow {
  const { to, intent, locale, purpose } = draft;
  const names = speaker.person?.name === undefined ? [] : [speaker.person.name];
  const space = to.kind === "person" ? null : to.at.space;
  const person = to.kind === "space" ? null : to.person;
  const isOwn = person === speaker.person?.id || (space !== null && space === speaker.space);
  return {
    lane: speaker.cause,
    revision: speaker.revision,
    id: draft.id,
    ordinal,
    destination: to.kind,
    to_space: space,
    to_person: person,
    thread: to.kind === "person" ? null : (to.at.thread ?? null),
    reply_to: to.kind === "space" ? (to.replyTo ?? null) : null,
    card_key: intent.kind === "card" ? (intent.key ?? null) : null,
    locale,
    purpose,
    masked: speaker.isPersonal || draft.personal ? "" : mask(intentWords(intent), names),
    sealed: base64(seal(speaker.key, JSON.stringify(intent))),
    installation: isOwn ? (speaker.installation ?? null) : null,
    chat: chatOf(speaker, to),
    priority: PRIORITY[purpose],
    lease: draft.lease !== undefined,
    after: draft.lease?.after ?? [],
  };
}

/** What keeps order: the person for their direct chat, by whichever name it is meant; else the space. */
export function chatOf({ person }: Pick<Speaker, "person">, to: Destination): string {
  if (to.kind === "person") return to.person;
  return person && person.directSpace === to.at.space ? person.id : to.at.space;
}
