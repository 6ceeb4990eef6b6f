import { setTimeout as delay } from "node:timers/promises";
import type { People } from "../../stand-ins/telegram/people.ts";

/** What the bot says on the way to a ticket, in order, each known by words of its own. */
const PROMPTS = {
  topic: /想问哪个窗口/,
  question: /请把想问的写清楚/,
  consent: /同意吗/,
  review: /请核对/,
  receipt: /工单号 T-\d+/,
} as const;
type Prompt = keyof typeof PROMPTS;
const PROMPT_NAMES: readonly Prompt[] = ["topic", "question", "consent", "review", "receipt"];

/** The desks in the words of their buttons. */
const DESKS = [
  { id: "cyberspace", label: "网信窗口" },
  { id: "justice", label: "司法窗口" },
  { id: "tax", label: "税务窗口" },
  { id: "investment", label: "投促窗口" },
  { id: "general", label: "综合窗口" },
] as const;

/** How a person goes about it. */
export interface Manner {
  /** The desk is tapped and the question written in the same moment, on two connections. */
  readonly together?: boolean;
  /** Awaited before the question is written. */
  readonly beforeQuestion?: () => Promise<void>;
}

/** Somebody who hands a question to a desk in their direct chat with the bot. */
export interface Creator {
  readonly id: number;
  readonly question: string;
  readonly desk: string;
  /** From an action to the prompt that answers it, ms. */
  readonly waits: readonly number[];
  /** Goes the whole way; true when the receipt came, false when it was given up. */
  converse(manner?: Manner): Promise<boolean>;
  /** Begins, and stops at the first question. */
  begin(): Promise<boolean>;
  /** The prompts as they came, in order. */
  seen(): readonly Prompt[];
}

const LOOK_EVERY_MS = 10;
/** Somebody who waits in vain for so long looks at what is asked last. */
const PATIENCE_MS = 20_000;

export function createCreator(people: People, number: number, givesUpAfterMs: number): Creator {
  const id = people.user(`创作者${number}`);
  const { id: desk, label } = DESKS[number % DESKS.length] ?? DESKS[0];
  const question = `第${number}位创作者的问题：合作文件缺一页，该补交到哪里？`;
  const waits: number[] = [];
  const givenUpAt = { ms: Number.POSITIVE_INFINITY };

  const seen = () =>
    people
      .botSaid(id)
      .flatMap(({ text }) => PROMPT_NAMES.filter((name) => PROMPTS[name].test(text)));

  /** Waits for the prompt; `whenLate` is called while it does not come. */
  async function comes(prompt: Prompt, whenLate?: () => void): Promise<void> {
    const started = performance.now();
    let lookedAt = started;
    while (!seen().includes(prompt)) {
      const now = performance.now();
      if (now > givenUpAt.ms) throw new GivenUp(prompt);
      if (now - lookedAt > PATIENCE_MS) {
        lookedAt = now;
        whenLate?.();
      }
      await delay(LOOK_EVERY_MS);
    }
    waits.push(performance.now() - started);
  }

  const taps = (button: string) => {
    void people.taps(id, id, button).catch(() => undefined);
  };
  const asks = () => people.says(id, id, question);

  /** What is asked last is answered, once more. */
  function answersWhatIsAsked(): void {
    const last = seen().at(-1);
    if (last === "topic") taps(label);
    if (last === "question") asks();
    if (last === "consent") taps("同意");
    if (last === "review") taps("确认提交");
  }

  async function whole({ together = false, beforeQuestion }: Manner): Promise<void> {
    const whenLate = together ? answersWhatIsAsked : undefined;
    people.says(id, id, "/desk");
    await comes("topic");
    if (together) {
      await beforeQuestion?.();
      taps(label);
      asks();
    } else {
      taps(label);
      await comes("question");
      await beforeQuestion?.();
      asks();
    }
    await comes("consent", whenLate);
    taps("同意");
    await comes("review", whenLate);
    taps("确认提交");
    await comes("receipt", whenLate);
  }

  async function unlessGivenUp(work: Promise<void>): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (error) {
      if (error instanceof GivenUp) return false;
      throw error;
    }
  }

  return {
    id,
    question,
    desk,
    waits,
    seen,
    converse(manner = {}) {
      givenUpAt.ms = performance.now() + givesUpAfterMs;
      return unlessGivenUp(whole(manner));
    },
    begin() {
      givenUpAt.ms = performance.now() + givesUpAfterMs;
      people.says(id, id, "/desk");
      return unlessGivenUp(comes("topic"));
    },
  };
}

class GivenUp extends Error {
  override readonly name = "GivenUp";
}
