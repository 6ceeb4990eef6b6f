import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { receiveNextFile } from "../../src/domain/cases/receive-files.ts";
import { type Desk, ROLES, type Role } from "../../src/engine/terms.ts";
import { addCaseFile, itemKey, withdrawFile } from "../../src/store/cases/files.ts";
import { saveCases } from "../../src/store/cases/save.ts";
import { book } from "../domain/cases/lists.ts";
import { useStore } from "../store/support/store.ts";
import { said, take } from "../store/support/turns.ts";
import { PDF } from "../support/sample-files.ts";
import { browserOf, consoleOn, signedIn, type TestConsole } from "./visitor.ts";

const at = useStore();
const APPLICANT = "星河漫游";
let console: TestConsole;
let installation: string;
let person: string;
let space: string;
let handedIn = 0;

beforeAll(async () => {
  console = consoleOn(at.store);
  installation = await at.store.installations.ensure("telegram", "bot");
  const { loaded } = await take(at.store, said({ installation, by: "applicant" }));
  person = loaded.lane;
  space = (await at.store.spaces.ofPlatform(installation, "direct:applicant")) ?? "";
});
beforeEach(() => at.sql`truncate case_files, audit cascade`);

/** An application of its own with a file handed in for it, as its sender named it; the file's id. */
async function handIn(name = "公司注册证明.pdf"): Promise<string> {
  handedIn += 1;
  const record = {
    ...{ number: `FIL-${handedIn}`, programme: "fledgling-plan", status: "supplement" },
    ...{ applicant: APPLICANT, phone: "13900000042", phoneTail: "0042", missing: [] },
    ...{ visible: true, updatedAt: Date.UTC(2026, 10, 1) },
  };
  const label = { zh: "公司注册证明", en: "Proof of registration" };
  await at.store.inTransaction(async (tx) => {
    const [saved] = await saveCases(tx, [record], { source: "api", by: "key" });
    const one = saved?.case ?? "";
    const item = itemKey(tx, one, label.zh);
    const sent = { case: one, person, item, label, name, reference: "ref", space };
    expect(await addCaseFile(tx, sent)).toBe(true);
  });
  const fetch = async () => ({ kind: "fetched" as const, bytes: PDF });
  await receiveNextFile({
    fetch,
    book,
    zone: "Asia/Shanghai",
    inTransaction: at.store.inTransaction,
  });
  const [row] = await at.sql<{ id: string; state: string }[]>`
    select id, state from case_files order by created_at desc limit 1`;
  expect(row?.state).toBe("received");
  return row?.id ?? "";
}

async function staff(role: Role, desks: readonly Desk[] = []) {
  const clerk = await at.store.people.ensureAccount(installation, `${role}-${desks.join()}`);
  await at.store.staff.setPosition(clerk, { role, desks });
  return { clerk, ...(await signedIn(at.store, console, clerk)) };
}

const fates = () => at.sql`select taken_at is not null as taken, taken_by from case_files`;
const audited = () => at.store.audit.recent(10, { what: "case.file_taken" });

/** What each may: the desk of the application is that of investment. */
const MAY: Readonly<Record<Role, boolean>> = {
  viewer: false,
  specialist: true,
  operator: true,
  admin: true,
};

describe.each(ROLES)("a file handed in, for the role %s", (role) => {
  test(MAY[role] ? "is listed, and downloaded" : "is neither listed nor downloaded", async () => {
    const id = await handIn();
    const { clerk, browser, proof } = await staff(role, ["investment"]);
    const list = await browser.get("/console/files");
    const file = await browser.post(`/console/files/${id}`, { proof });
    expect([list.status, file.status]).toEqual(MAY[role] ? [200, 200] : [403, 403]);
    const shown = await list.text();
    if (!MAY[role]) {
      expect(`${shown}${await file.text()}`).not.toMatch(/FIL-|注册证明|%PDF/);
      expect([await fates(), await audited()]).toEqual([[{ taken: false, taken_by: null }], []]);
      return;
    }
    expect(shown).toContain("公司注册证明.pdf");
    expect(shown).not.toMatch(/星河漫游|1390/);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(PDF);
    expect(await fates()).toEqual([{ taken: true, taken_by: clerk }]);
    expect(await audited()).toEqual([expect.objectContaining({ who: clerk, onWhat: id })]);
    const after = await (await browser.get("/console/files")).text();
    expect(after).toMatch(/已取走[\s\S]*再次下载/);
    await browser.post(`/console/files/${id}`, { proof });
    expect(await audited()).toHaveLength(2);
  });
});

describe("a file handed in", () => {
  test("travels as something to be saved, that no browser runs, shows or keeps", async () => {
    const id = await handIn();
    const { browser, proof } = await staff("operator");
    const { headers } = await browser.post(`/console/files/${id}`, { proof });
    expect(headers.get("content-disposition")).toMatch(/^attachment; /);
    expect(headers.get("content-type")).toBe("application/pdf");
    expect(headers.get("content-length")).toBe(String(PDF.length));
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
    const policy = (headers.get("content-security-policy") ?? "").split("; ");
    expect(policy).toContain("sandbox");
    expect(policy).toContain("default-src 'none'");
    const page = await browser.get("/console/files");
    expect(page.headers.get("content-security-policy")).not.toContain("sandbox");
  });

  test("is nobody's who is not signed in, or whose role was taken meanwhile", async () => {
    const id = await handIn();
    const stranger = browserOf(console);
    expect((await stranger.get("/console/files")).status).toBe(401);
    expect((await stranger.post(`/console/files/${id}`)).status).toBe(401);
    const { clerk, browser, proof } = await staff("operator");
    expect((await browser.post(`/console/files/${id}`)).status).toBe(403);
    await at.store.staff.setPosition(clerk, { role: "viewer", desks: [] });
    expect((await browser.post(`/console/files/${id}`, { proof })).status).toBe(403);
    await at.store.staff.setPosition(clerk, undefined);
    expect((await browser.post(`/console/files/${id}`, { proof })).status).toBe(401);
    expect([await fates(), await audited()]).toEqual([[{ taken: false, taken_by: null }], []]);
  });

  test("is not there for a specialist of another desk", async () => {
    const id = await handIn();
    const { browser, proof } = await staff("specialist", ["tax"]);
    expect(await (await browser.get("/console/files")).text()).not.toContain("FIL-");
    const refused = await browser.post(`/console/files/${id}`, { proof });
    expect([refused.status, await refused.text()]).toEqual([
      404,
      expect.not.stringContaining("%PDF"),
    ]);
    expect([await fates(), await audited()]).toEqual([[{ taken: false, taken_by: null }], []]);
  });

  test("is found by its id alone, and not by looking", async () => {
    const id = await handIn();
    const { browser, proof } = await staff("operator");
    const wrong = [
      ...["nothing", id.toUpperCase(), `${id}x`, `${id}%00`, "..%2f..%2fetc%2fpasswd"],
      ...["%2e%2e", "' or 1=1 --", "x".repeat(5_000), "undefined"],
    ].filter((one) => one !== id);
    for (const one of wrong) {
      const answer = await browser.post(`/console/files/${one}`, { proof });
      expect([one, answer.status]).toEqual([one, 404]);
      expect(answer.headers.get("content-disposition")).toBeNull();
    }
    expect((await browser.get(`/console/files/${id}`)).status).toBe(404);
    expect([await fates(), await audited()]).toEqual([[{ taken: false, taken_by: null }], []]);
  });

  test("that its sender took back is gone", async () => {
    const id = await handIn();
    expect(await at.store.inTransaction((tx) => withdrawFile(tx, person, id))).toBe("withdrawn");
    const { browser, proof } = await staff("operator");
    expect((await browser.post(`/console/files/${id}`, { proof })).status).toBe(404);
    expect(await (await browser.get("/console/files")).text()).not.toContain("FIL-");
  });

  test.each([
    ["../../etc/passwd.pdf", "passwd.pdf"],
    ["..\\..\\windows\\win.ini.pdf", "win.ini.pdf"],
    ["/etc/shadow", "shadow.pdf"],
    ["证明\r\nset-cookie: a=b\r\n.pdf", "证明set-cookie a=b.pdf"],
    ['证明".pdf; filename="evil.html', "证明.pdf; filename=evil.html.pdf"],
    ["fdp.\u202eexe", "fdp.exe.pdf"],
    ["<script>alert(1)</script>.pdf", "script.pdf"],
    ["\ud800证明.pdf", "证明.pdf"],
    ["....", "file.pdf"],
    [`${"长".repeat(300)}.pdf`, `${"长".repeat(80)}.pdf`],
  ])("called %j is saved as %j", async (told, kept) => {
    const id = await handIn(told);
    const { browser, proof } = await staff("operator");
    const { headers } = await browser.post(`/console/files/${id}`, { proof });
    const named = headers.get("content-disposition") ?? "";
    const [, plain = "", coded = ""] =
      /^attachment; filename="([^"\\]*)"; filename\*=UTF-8''([A-Za-z0-9._~%-]+)$/.exec(named) ?? [];
    expect(decodeURIComponent(coded)).toBe(kept);
    expect(plain).toMatch(/^[A-Za-z0-9._ -]+$/);
    expect(headers.get("set-cookie")).toBeNull();
    const page = await (await browser.get("/console/files")).text();
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("\u202e");
  });
});
