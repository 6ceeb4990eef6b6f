/** A probe got no answer in time; what it asked may still be under way. */
export class ProbeTimeout extends Error {
  override readonly name = "ProbeTimeout";

  constructor(limitMs: number) {
    super(`no answer within ${limitMs} ms`);
  }
}

/**
 * Asks something that may hang, such as a database that is gone. Nobody waits longer than `limitMs`, and
 * whoever asks while an answer is outstanding waits for that one, so that questions never pile up.
 */
export function createProbe<Answer>(
  ask: () => Promise<Answer>,
  limitMs: number,
): () => Promise<Answer> {
  let outstanding: Promise<Answer> | undefined;
  return () => {
    outstanding ??= ask().finally(() => {
      outstanding = undefined;
    });
    return withinLimit(outstanding, limitMs);
  };
}

async function withinLimit<Answer>(answer: Promise<Answer>, limitMs: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ProbeTimeout(limitMs)), limitMs);
  });
  try {
    return await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}
