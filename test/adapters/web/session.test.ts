import { expect, test } from "vitest";
import { MEMBERS } from "../../../adapters/web/members.ts";
import { createSessions } from "../../../adapters/web/session.ts";

const SECRET = "a secret of the tests, long enough to sign with";
const HOUR = 60 * 60 * 1000;
const [lin, amay] = MEMBERS;
if (!lin || !amay) throw new Error("The playground needs two members");

const sessionsAt = (time: number, secret = SECRET) => createSessions(secret, MEMBERS, () => time);

test("a token is its member's, for twelve hours", () => {
  const { token, expiresAt } = sessionsAt(0).open(lin);
  expect(expiresAt).toBe(12 * HOUR);
  expect(sessionsAt(12 * HOUR - 1).read(token)).toEqual({ member: lin, expiresAt });
  expect(sessionsAt(12 * HOUR).read(token)).toBeUndefined();
});

test("two tokens of one member differ", () => {
  expect(sessionsAt(0).open(lin).token).not.toBe(sessionsAt(0).open(lin).token);
});

test("a token made with another secret is worth nothing", () => {
  const { token } = sessionsAt(0, `${SECRET}!`).open(lin);
  expect(sessionsAt(0).read(token)).toBeUndefined();
});

test("no part of a token can be changed", () => {
  const { token } = sessionsAt(0).open(lin);
  for (let index = 0; index < token.length; index++) {
    const other = token[index] === "a" ? "b" : "a";
    const changed = token.slice(0, index) + other + token.slice(index + 1);
    expect(sessionsAt(0).read(changed), `position ${index}`).toBeUndefined();
  }
  expect(sessionsAt(0).read(token)).toBeDefined();
});

test("the last letter of a signature has one spelling only", () => {
  const { token } = sessionsAt(0).open(lin);
  const spellings = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].filter(
    (letter) => sessionsAt(0).read(token.slice(0, -1) + letter) !== undefined,
  );
  expect(spellings).toEqual([token.at(-1)]);
});

test.each(["", ".", "a.b.c.d", "lin-xiaoman", "null", "a".repeat(5000)])(
  "%j is no token",
  (token) => {
    expect(sessionsAt(0).read(token)).toBeUndefined();
  },
);

test("a member who has left has no session", () => {
  const { token } = sessionsAt(0).open(amay);
  const without = createSessions(SECRET, [lin], () => 0);
  expect(without.read(token)).toBeUndefined();
});
