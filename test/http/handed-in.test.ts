import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createFileLinks } from "../../src/http/handed-in/file-links.ts";
import { createHandedIn } from "../../src/http/handed-in/handed-in.ts";
import { PDF } from "../support/sample-files.ts";

const FILE = "abcdefghijklm1";
const LIN = "lin00000000000";

/** The pages over one file of Lin's, and a clock to turn. */
function opened(changes: { readonly key?: string } = {}) {
  const at = { now: Date.UTC(2026, 10, 28), owner: LIN as string | undefined, isAway: false };
  const hash = (key: string) => (text: string) =>
    createHmac("sha256", key).update(text).digest("base64url");
  const now = () => at.now;
  const links = createFileLinks(hash("ours"), now);
  const logged: unknown[] = [];
  const app = createHandedIn({
    links,
    ownerOf: async (file) => {
      if (at.isAway) throw new Error("away");
      return file === FILE ? at.owner : undefined;
    },
    handOut: async ({ person }) =>
      person === at.owner
        ? { name: '证明 "1".pdf', type: "application/pdf", bytes: PDF }
        : undefined,
    addressOf: (c) => c.req.header("x-from") ?? "1.2.3.4",
    now,
    log: { error: (...line) => logged.push(line) },
  });
  const made = createFileLinks(hash(changes.key ?? "ours"), now);
  const token = made.tokenOf({ file: FILE, person: LIN });
  const get = (path: string, from = "1.2.3.4", method = "GET") =>
    app.request(`/${path}`, { method, headers: { "x-from": from } });
  return { at, token, get, logged };
}

describe("a link to a file of one's own", () => {
  test("gives it to be saved, as often as it is asked for within its minutes", async () => {
    const { at, token, get } = opened();
    expect(token).toMatch(/^[A-Za-z0-9_.-]+$/);
    for (const minutes of [0, 9]) {
      at.now += minutes * 60_000;
      const response = await get(token);
      expect(response.status).toBe(200);
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(PDF);
      const headers = Object.fromEntries(response.headers);
      expect(headers).toMatchObject({
        "content-type": "application/pdf",
        "content-disposition": `attachment; filename="_ _1_.pdf"; filename*=UTF-8''${encodeURIComponent('证明 "1".pdf')}`,
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-robots-tag": expect.stringContaining("noindex"),
      });
      expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*sandbox/);
    }
  });

  test("whatever is wrong, the same page answers in both languages", async () => {
    const { at, token, get } = opened();
    const [file = "", expiry = "", signature = ""] = token.split(".");
    const later = (Number.parseInt(expiry, 36) + 60_000).toString(36);
    const answers = [
      await get(`${file}.${later}.${signature}`),
      await get(`abcdefghijklm2.${expiry}.${signature}`),
      await get(`${file}.${expiry}.${signature.slice(0, -1)}`),
      await get(`${file}.${expiry}.${"A".repeat(43)}`),
      await get("nothing"),
      await get("%00"),
      await get("a/b"),
      await get(opened({ key: "another" }).token),
    ];
    // Their person became another one, or was erased with all files.
    at.owner = "other000000000";
    answers.push(await get(token));
    at.owner = undefined;
    answers.push(await get(token));
    at.owner = LIN;
    at.now += 10 * 60_000;
    answers.push(await get(token));
    const seen = new Set<string>();
    for (const response of answers) {
      expect(response.status).toBe(404);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(response.headers.get("content-disposition")).toBeNull();
      seen.add(await response.text());
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).toMatch(/“我的文件”[\s\S]*\/myfiles/);
  });

  test("an address that asks too fast waits, others do not", async () => {
    const { at, token, get } = opened();
    for (let tries = 0; tries < 30; tries++) expect((await get("x")).status).toBe(404);
    const refused = await get(token);
    expect(refused.status).toBe(429);
    expect(await refused.text()).toMatch(/请等一分钟[\s\S]*wait a minute/);
    expect((await get(token, "5.6.7.8")).status).toBe(200);
    at.now += 60_000;
    expect((await get(token)).status).toBe(200);
  });

  test("while the database is away nothing is said of the token, nor logged", async () => {
    const { at, token, get, logged } = opened();
    at.isAway = true;
    expect((await get(token)).status).toBe(503);
    expect(JSON.stringify(logged)).not.toContain(token.slice(0, 14));
    expect(logged).toHaveLength(1);
  });
});
