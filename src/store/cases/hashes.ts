import type { KeyedHash, Keyring } from "../sealing/keyring.ts";

/** The look-up digests of cases; each purpose has a key of its own. */
export interface CaseHashes {
  readonly number: KeyedHash;
  readonly phone: (numberHash: string, tail: string) => string;
  readonly digest: KeyedHash;
  readonly change: KeyedHash;
  readonly code: KeyedHash;
}

const known = new WeakMap<Keyring, CaseHashes>();

/** The digests under a keyring, derived once. */
export function caseHashes(keyring: Keyring): CaseHashes {
  const earlier = known.get(keyring);
  if (earlier) return earlier;
  const phone = keyring.keyedHash("case phone");
  const hashes: CaseHashes = {
    number: keyring.keyedHash("case number"),
    phone: (numberHash, tail) => phone(`${numberHash} ${tail}`),
    digest: keyring.keyedHash("case digest"),
    change: keyring.keyedHash("case change"),
    code: keyring.keyedHash("case code"),
  };
  known.set(keyring, hashes);
  return hashes;
}
