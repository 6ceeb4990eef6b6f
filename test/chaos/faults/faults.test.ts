import { describe, expect, test } from "vitest";
import { builtService } from "../../support/built.ts";
import { testDatabase } from "../../support/postgres.ts";
import { type Row, type Setting, type Trial, tryFault } from "./row.ts";
import { killed } from "./rows/deaths.ts";
import { everythingTwice, twice } from "./rows/deliveries.ts";

/** A few people and no rates; `npm run chaos -- faults` has forty, and all faults. */
const SETTING: Setting = {
  database: testDatabase,
  entry: builtService(),
  people: 6,
  isUnlimited: true,
  givesUpAfterMs: 90_000,
};
const PATIENCE = 180_000;

/** Everything that does not depend on how fast the machine is. */
const faultless = ({ verdict }: Row) => ({ ...verdict, repeats: 0, mostRepeatsInAChat: 0 });
const FAULTLESS = {
  ...{ people: 6, finished: 6, right: 6, inOrder: 6, lost: 0, doubled: 0, unsent: 0 },
  ...{ repeats: 0, mostRepeatsInAChat: 0, refusals: [] },
};

describe("six people with a question for a desk", () => {
  test(
    "get through when every update is delivered twice",
    async () => {
      expect((await twice.run(SETTING)).verdict).toEqual(FAULTLESS);
    },
    PATIENCE,
  );

  test(
    "get through when the service is killed in the middle, with one repeated prompt each at most",
    async () => {
      const row = await killed.run(SETTING);
      expect(faultless(row)).toEqual(FAULTLESS);
      expect(row.verdict.mostRepeatsInAChat).toBeLessThanOrEqual(1);
    },
    PATIENCE,
  );

  test(
    "would not, if a repeated delivery were not known for one",
    async () => {
      const disguised: Trial = {
        ...everythingTwice,
        go(rig) {
          rig.balancer.disguisesRepeats = true;
          return everythingTwice.go(rig);
        },
      };
      const row = await tryFault({ ...SETTING, givesUpAfterMs: 12_000 }, disguised);
      expect(row.verdict.repeats).toBeGreaterThan(0);
      expect(row.problems).not.toEqual([]);
    },
    PATIENCE,
  );
});
