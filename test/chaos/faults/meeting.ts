import type { Rig } from "./rig.ts";

/** Lets people wait for each other, so that what they do next is under way all at once. */
function createMeeting(people: number): () => Promise<void> {
  let missing = people;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    missing -= 1;
    if (missing === 0) open();
    return opened;
  };
}

/** Resolves when so many of the people's questions were acknowledged, the others being under way. */
function amidQuestions({ balancer, creators }: Rig, count: number): Promise<void> {
  const questions = new Set(creators.map(({ question }) => question));
  let acknowledged = 0;
  return new Promise((resolve) => {
    balancer.onAcknowledged = ({ words }) => {
      if (words === undefined || !questions.has(words)) return;
      acknowledged += 1;
      if (acknowledged === count) resolve();
    };
  });
}

/** All dialogues at once, everybody's question in the same moment, and the harm done in the middle of them. */
export async function amid(rig: Rig, harm: () => Promise<void>): Promise<void> {
  const meet = createMeeting(rig.creators.length);
  const middle = amidQuestions(rig, Math.max(1, Math.floor(rig.creators.length / 4)));
  const talking = rig.creators.map((creator) => creator.converse({ beforeQuestion: meet }));
  await middle;
  await harm();
  await Promise.all(talking);
}
