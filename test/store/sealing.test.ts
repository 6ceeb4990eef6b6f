import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newDataKey, openDataKey } from "../../src/store/sealing/data-key.ts";
import { createKeyring } from "../../src/store/sealing/keyring.ts";
import { masterKeysOf, parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { ownerOf, seal, unseal } from "../../src/store/sealing/seal.ts";

const [older, newer] = [randomBytes(32), randomBytes(32)];
const before = masterKeysOf([older]);
const after = masterKeysOf([newer, older]);

describe("sealing", () => {
  const { dataKey } = newDataKey(before, "p1");

  test("gives the words back to the key's holder, and to nobody else", () => {
    const sealed = seal(dataKey, "我叫林晓");
    expect(unseal(dataKey, sealed)).toEqual({ kind: "unsealed", value: "我叫林晓" });
    expect(Buffer.from(sealed).includes("林晓")).toBe(false);
    expect(() => unseal(newDataKey(before, "p1").dataKey, sealed)).toThrow();
  });

  test("says whose key opens it", () => {
    expect(ownerOf(seal(dataKey, ""))).toBe("p1");
  });

  test("never looks the same twice", () => {
    expect(seal(dataKey, "x")).not.toEqual(seal(dataKey, "x"));
  });

  test("reads as erased without a key", () => {
    expect(unseal(undefined, seal(dataKey, "x"))).toEqual({ kind: "erased" });
  });

  test("notices every changed byte, in the header and behind it", () => {
    const sealed = seal(dataKey, "words");
    for (let index = 0; index < sealed.length; index++) {
      const changed = Uint8Array.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => unseal(dataKey, changed), `byte ${index}`).toThrow();
    }
  });

  test("does not print its key", () => {
    expect(JSON.stringify(dataKey)).toBe(JSON.stringify({ owner: "p1", id: dataKey.id, key: {} }));
  });
});

describe("data keys", () => {
  test("open with the master key that wrapped them, also once a newer one is there", () => {
    const { dataKey, wrapped, masterKey } = newDataKey(before, "p1");
    const sealed = seal(dataKey, "words");
    const opened = openDataKey(after, "p1", wrapped);
    expect(unseal(opened, sealed)).toEqual({ kind: "unsealed", value: "words" });
    expect(masterKey).toBe(before.newest.id);
    expect(newDataKey(after, "p1").masterKey).toBe(after.newest.id);
  });

  test("say which master key is missing", () => {
    const { wrapped } = newDataKey(before, "p1");
    expect(() => openDataKey(masterKeysOf([newer]), "p1", wrapped)).toThrow(before.newest.id);
  });

  test("do not open for another owner", () => {
    const { wrapped } = newDataKey(before, "p1");
    expect(() => openDataKey(before, "p2", wrapped)).toThrow();
  });
});

describe("ENCRYPTION_KEY", () => {
  test("is one key or several, the newest first", () => {
    const text = `${newer.toString("base64")}, ${older.toString("base64")}`;
    expect(parseMasterKeys(text)).toEqual([newer, older]);
    expect(masterKeysOf(parseMasterKeys(text)).newest.id).toBe(after.newest.id);
  });

  test.each(["", " , ", "secret", Buffer.alloc(31).toString("base64"), "!".repeat(44)])(
    "is refused when it is not 32 bytes in base64: %j",
    (text) => {
      expect(() => parseMasterKeys(text)).toThrow("32 bytes in base64");
    },
  );

  test("is never in the refusal", () => {
    const text = `${newer.toString("base64")},${Buffer.alloc(16, 7).toString("base64")}`;
    expect(() => parseMasterKeys(text)).toThrow(
      /^ENCRYPTION_KEY: key 2 is not 32 bytes in base64$/,
    );
  });
});

test("keyed hashes differ by purpose and by service, and are the same in every process", () => {
  const service = newDataKey(before, "service");
  const hash = createKeyring(before, service.dataKey).keyedHash("buttons");
  const reopened = openDataKey(after, "service", service.wrapped);
  expect(createKeyring(after, reopened).keyedHash("buttons")("x")).toBe(hash("x"));
  expect(hash("x")).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(createKeyring(before, service.dataKey).keyedHash("accounts")("x")).not.toBe(hash("x"));
  const other = newDataKey(before, "service").dataKey;
  expect(createKeyring(before, other).keyedHash("buttons")("x")).not.toBe(hash("x"));
});
