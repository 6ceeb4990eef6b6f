import { FILE_MINUTES } from "../../delivery/sending/own-files.ts";
import { sameText } from "../../domain/console-access.ts";
import type { KeyedHash } from "../../store/sealing/keyring.ts";

/** Whose file a link is for. */
interface Claim {
  readonly file: string;
  readonly person: string;
}

/** Makes the tokens of links to files, and reads them. */
export interface FileLinks {
  tokenOf(claim: Claim): string;
  /** The file a token is for, whoever's it is; undefined for what never was one. */
  fileOf(token: string): string | undefined;
  /** Whether it was made for that person's file and has not expired; false for nobody's. */
  isFor(token: string, person: string | undefined): boolean;
}

const TOKEN = /^([a-z0-9]{14})\.([a-z0-9]{1,12})\.([A-Za-z0-9_-]{22,64})$/;

/**
 * Nothing of a link is stored: its token names a file and an end, under a key of ours and for the one person whose
 * file it is, so that it ends with them, with the file and with the time. `now`: ms UTC.
 */
export function createFileLinks(hash: KeyedHash, now: () => number): FileLinks {
  const sign = (file: string, expiry: string, person: string) =>
    hash(`${file} ${expiry} ${person}`);
  return {
    tokenOf({ file, person }) {
      const expiry = (now() + FILE_MINUTES * 60_000).toString(36);
      return `${file}.${expiry}.${sign(file, expiry, person)}`;
    },
    fileOf: (token) => TOKEN.exec(token)?.[1],
    isFor(token, person) {
      const [, file = "", expiry = "", signature = ""] = TOKEN.exec(token) ?? [];
      // Compared whatever else is wrong: how long it takes tells nothing.
      const isSigned = sameText(signature, sign(file, expiry, person ?? ""));
      return isSigned && person !== undefined && Number.parseInt(expiry, 36) > now();
    },
  };
}
