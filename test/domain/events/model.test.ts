import fc from "fast-check";
import { expect, test } from "vitest";
import { answerOffer, expireOffer } from "../../../src/domain/events/answer-offer.ts";
import { decide } from "../../../src/domain/events/decide.ts";
import { withdrawSeat } from "../../../src/domain/events/withdraw.ts";
import { OPERATOR } from "../../../src/store/audit.ts";
import { recount } from "../../../src/store/events/recount.ts";
import { drawn } from "../../support/fuzz.ts";
import { eventOf, openWorld } from "./support.ts";

const world = openWorld();
const PEOPLE = 6;
const CAPACITY = 2;
const WAITLIST = 2;

type State = "none" | "requested" | "taken" | "waiting" | "offered";

/** What seats ought to do: a row of people in a list, and nothing else. */
class Model {
  readonly states = new Map<number, State>();
  private queue: number[] = [];

  of(person: number): State {
    return this.states.get(person) ?? "none";
  }

  signUp(person: number): string {
    if (this.of(person) !== "none") return "already";
    if (this.places() < CAPACITY) return this.to(person, "taken", "seated");
    if (this.queue.length >= WAITLIST) return "full";
    this.queue.push(person);
    return this.to(person, "waiting", "waiting");
  }

  giveBack(person: number): string {
    if (this.of(person) === "none") return "not_signed_up";
    this.leave(person);
    return "withdrawn";
  }

  answer(person: number, accepted: boolean): string {
    if (this.of(person) !== "offered") return "no_offer";
    if (accepted) return this.to(person, "taken", "seated");
    this.leave(person);
    return "declined";
  }

  expire(person: number): boolean {
    if (this.of(person) !== "offered") return false;
    this.leave(person);
    return true;
  }

  private leave(person: number): void {
    this.queue = this.queue.filter((other) => other !== person);
    this.states.set(person, "none");
    while (this.places() < CAPACITY && this.queue.length > 0) {
      const next = this.queue.shift();
      if (next !== undefined) this.states.set(next, "offered");
    }
  }

  private places(): number {
    return [...this.states.values()].filter((state) => state === "taken" || state === "offered")
      .length;
  }

  private to(person: number, state: State, result: string): string {
    this.states.set(person, state);
    return result;
  }
}

const step = fc.record({
  what: fc.constantFrom("signUp", "giveBack", "accept", "decline", "expire"),
  person: fc.nat({ max: PEOPLE - 1 }),
});

let runs = 0;

type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

async function compare(steps: readonly Step[]) {
  runs += 1;
  const code = `M-${runs}`;
  await world.add(eventOf(code, { capacity: CAPACITY, waitlist: WAITLIST }));
  const model = new Model();
  const seats = new Map<number, string>();
  for (const { what, person } of steps) {
    const id = await world.person(`m${person}`);
    const seat = seats.get(person) ?? "none";
    const does = {
      signUp: async () => {
        const result = await world.signUp(id, code);
        if ("seat" in result && typeof result.seat === "string") seats.set(person, result.seat);
        return [result.kind, model.signUp(person)];
      },
      giveBack: async () => {
        if (!seats.has(person)) return ["", ""];
        const result = await world.run((transaction) => withdrawSeat(transaction, id, seat));
        return [result.kind, model.giveBack(person)];
      },
      accept: async () => answered(true),
      decline: async () => answered(false),
      expire: async () => {
        await world.sql(
          `update seats set offered_until = now() where id = '${seat}' and state = 'offered'`,
        );
        return [
          await world.run((transaction) => expireOffer(transaction, seat)),
          model.expire(person),
        ];
      },
    };
    const answered = async (accepted: boolean) => {
      if (!seats.has(person)) return ["", ""];
      const result = await world.run((transaction) => answerOffer(transaction, id, seat, accepted));
      return [result.kind, model.answer(person, accepted)];
    };
    const [came, expected] = await does[what]();
    expect([what, person, came]).toEqual([what, person, expected]);
  }
  expect(await world.run(recount)).toEqual([]);
}

test("seats do what a list of people would, whatever happens in whatever order", async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), compare), {
    numRuns: drawn(40),
    interruptAfterTimeLimit: 25_000,
    markInterruptAsFailure: false,
  });
}, 60_000);

test("where staff pick, two who approve the last place at once approve one", async () => {
  await world.add(eventOf("PICK", { capacity: 1, approval: true }));
  const people = await Promise.all(["x", "y"].map((name) => world.person(name)));
  const seats: string[] = [];
  for (const person of people) {
    const result = await world.signUp(person, "PICK");
    if (result.kind === "requested") seats.push(result.seat);
  }
  const decided = await Promise.all(
    seats.map((seat) => world.run((transaction) => decide(transaction, OPERATOR, seat, true))),
  );
  expect(decided.map(({ kind }) => kind).sort()).toEqual(["approved", "full"]);
  const lucky = decided.flatMap((one) => (one.kind === "approved" ? [one.person] : []));
  expect(await world.heard(lucky[0] ?? "")).toEqual([expect.stringContaining("通过")]);
  expect(
    await world.run((transaction) => decide(transaction, people[0] ?? "", seats[0] ?? "", true)),
  ).toEqual({
    kind: "not_staff",
  });
});
