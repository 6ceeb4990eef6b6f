import { isAscii } from "node:buffer";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { constants, Script } from "node:vm";

const DIGEST = "sha1";
const DIGEST_BYTES = 20;

/** A built program that is loaded, and its compiled code so far, for the next start. */
export interface Loaded {
  readonly offers: {
    readonly run?: unknown;
    /** Runs much of it without doing anything. */
    readonly rehearse?: unknown;
  };
  /** Whether it ran from code that was compiled before. */
  readonly isCompiled: boolean;
  code(): Buffer;
}

/**
 * Loads a built program: one file that holds all its modules, as the function Node makes of a CommonJS
 * module. V8's code for it may lie beside it, in a `.code` file that begins with the digest of the program it
 * belongs to. Code of another program, or of another Node or other flags (V8 looks itself), counts as none:
 * the program is compiled as usual.
 */
export function loadBuilt(program: URL): Loaded {
  const file = fileURLToPath(program);
  const bytes = readFileSync(file);
  const digest = createHash(DIGEST).update(bytes).digest();
  const cachedData = codeOf(file, digest);
  // The build writes ASCII only: read as such, a character takes one byte.
  const script = new Script(bytes.toString(isAscii(bytes) ? "latin1" : "utf8"), {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData && { cachedData }),
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(program), module, file, dirname(file));
  return {
    offers: module.exports,
    isCompiled: cachedData !== undefined && script.cachedDataRejected === false,
    code: () => Buffer.concat([digest, script.createCachedData()]),
  };
}

/** Loads a built program and runs it. */
export function runBuilt(program: URL, words: readonly string[]): unknown {
  const { run } = loadBuilt(program).offers;
  if (typeof run === "function") return run(words);
  throw new Error(`${fileURLToPath(program)} is not whole: build the program again`);
}

/** Undefined when there is none, or it belongs to another program. */
function codeOf(file: string, digest: Buffer): Buffer | undefined {
  try {
    const code = readFileSync(`${file}.code`);
    return code.subarray(0, DIGEST_BYTES).equals(digest) ? code.subarray(DIGEST_BYTES) : undefined;
  } catch {
    return undefined;
  }
}
