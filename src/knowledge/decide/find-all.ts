import type { TopicMemory } from "../memory.ts";
import { type FinderParts, findAnswer, openInTopic } from "./find.ts";
import { partsNamedBy } from "./follow-up.ts";
import type { Finding } from "./judgement.ts";
import type { Message } from "./message.ts";
import { sentencesOf } from "./split.ts";

/** Most questions of one message that are answered. */
export const MOST_QUESTIONS = 3;

/** What is found for a message: for each of its questions, or for the whole where it is one. */
export function findAll(
  message: Message,
  memory: TopicMemory | undefined,
  parts: FinderParts,
): Finding[] {
  const sentences = sentencesOf(message.text);
  const several = sentences.length > 1 ? findEach(sentences, memory, parts) : [];
  if (several.length > 1) return several;
  const finding = findAnswer(message.text, memory, parts);
  const open = openInTopic(message.folded, memory, finding, parts);
  return open === undefined ? [finding] : [open, finding];
}

/** One finding per sentence that asks something and is understood; each may lean on the one before. */
function findEach(
  sentences: readonly string[],
  memory: TopicMemory | undefined,
  parts: FinderParts,
): Finding[] {
  const findings: Finding[] = [];
  let topic = memory;
  for (const sentence of sentences) {
    const finding = findAnswer(sentence, topic, parts);
    if (!("clause" in finding)) continue;
    if (findings.some((each) => "clause" in each && each.clause === finding.clause)) continue;
    findings.push(finding);
    topic = { clauses: [finding.clause.id], parts: partsNamedBy(finding.clause) };
    if (findings.length > MOST_QUESTIONS) break;
  }
  return findings;
}
