import fc from "fast-check";
import { vi } from "vitest";
import { drawn, FUZZ_SEED, FUZZ_TIMES } from "./fuzz.ts";

// Runs before each test file: a property that says nothing else draws what follows from this seed.
fc.configureGlobal({ seed: FUZZ_SEED, numRuns: drawn(100) });

if (FUZZ_TIMES > 1) vi.setConfig({ testTimeout: 120_000 * FUZZ_TIMES });
