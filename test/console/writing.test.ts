import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MOST_CHARACTERS } from "../../src/domain/broadcasts/content.ts";
import { useStore } from "../store/support/store.ts";
import { said, take } from "../store/support/turns.ts";
import { noteAt, typedIn } from "./form-in-page.ts";
import { type Browser, consoleOn, signedIn, staffMember } from "./visitor.ts";

const at = useStore();
const NEW = "/console/broadcasts/new";
const WORDS = {
  titleZh: "窗口临时调整",
  titleEn: "Desk moved",
  bodyZh: "明天到二楼。",
  bodyEn: "Tomorrow on the second floor.",
  topic: "service",
};
let browser: Browser;
let proof: string;

beforeAll(async () => {
  const installation = await at.store.installations.ensure("telegram", "bot");
  await take(at.store, said({ installation, by: "reader" }));
});
beforeEach(async () => {
  const author = await staffMember(at.store, "author", "operator");
  ({ browser, proof } = await signedIn(at.store, consoleOn(at.store), author));
});

const send = (form: Readonly<Record<string, string>>, path = NEW) =>
  browser.post(path, { ...WORDS, ...form, proof });
const drafts = async () => (await at.store.broadcasts.list(false, 99)).length;

const LONG = { bodyZh: "长".repeat(2_000), bodyEn: "x".repeat(2_000), everyone: "yes" };

/** What is filled in, at which field something is said, and what in both languages. */
const MISTAKES = [
  [
    "no Chinese title",
    { titleZh: " ", everyone: "yes" },
    "titleZh",
    /请补上中文/,
    /add the Chinese/,
  ],
  [
    "no English title",
    { titleEn: "", everyone: "yes" },
    "titleEn",
    /请补上英文/,
    /add the English/,
  ],
  ["no Chinese text", { bodyZh: "", everyone: "yes" }, "bodyZh", /请补上中文/, /add the Chinese/],
  ["no English text", { bodyEn: "", everyone: "yes" }, "bodyEn", /请补上英文/, /add the English/],
  [
    "too long a title",
    { titleZh: "长".repeat(121), everyone: "yes" },
    "titleZh",
    /121 个字符，最多 120 个。请缩短/,
    /121 characters of at most 120. Please shorten/,
  ],
  [
    "texts that are too long together",
    LONG,
    "bodyZh",
    new RegExp(`一条消息最多 ${MOST_CHARACTERS} 个。请缩短`),
    new RegExp(`one message takes ${MOST_CHARACTERS}. Please shorten`),
  ],
  [
    "a time that is past",
    { at: "2020-01-01 09:00", everyone: "yes" },
    "at",
    /已经过去了。请写一个以后的时间/,
    /is past. Write one to come/,
  ],
  [
    "a time that is none",
    { at: "明年", everyone: "yes" },
    "at",
    /请写成 2026-12-01 09:00/,
    /Write it like 2026-12-01 09:00/,
  ],
  [
    "too short a reason for the night",
    { override: "急", everyone: "yes" },
    "override",
    /至少 3 个字。请写清/,
    /3 characters at least. Say why/,
  ],
  [
    "too long a reason for the night",
    { override: "急".repeat(301), everyone: "yes" },
    "override",
    /最多 300 个。请缩短/,
    /at most 300. Please shorten/,
  ],
  ["nobody", {}, "audience", /请至少选一种/, /choose at least one/],
  [
    "applicants together with groups",
    { groups: "yes", programme: "雏鹰计划" },
    "programme",
    /请去掉群，或者分成两条/,
    /Take the groups out/,
  ],
  [
    "people by name on one platform",
    { platform: "telegram", people: "telegram:reader" },
    "platform",
    /请选“不限”/,
    /Choose “Any”/,
  ],
  ["an account that is none", { people: "林小满" }, "people", /一行写一个/, /Write one a line/],
  ["an account nobody has", { people: "telegram:404" }, "people", /telegram:404/, /telegram:404/],
  [
    "a reader nobody has",
    { everyone: "yes", required: "telegram:405" },
    "required",
    /telegram:405。请检查/,
    /telegram:405. Check/,
  ],
  ["an event's code that is none", { event: "!" }, "event", /EV-01 这样/, /like EV-01/],
  ["an event there is not", { event: "EV-99" }, "event", /EV-99。“活动”/, /EV-99. The page of/],
  [
    "a button for an event there is not",
    { everyone: "yes", signup: "EV-98" },
    "signup",
    /EV-98。“活动”/,
    /EV-98. The page of/,
  ],
  [
    "a session of no event",
    { session: "a", everyone: "yes" },
    "event",
    /请补上编号/,
    /Add its code/,
  ],
  [
    "statuses of no programme",
    { status: "评审中", everyone: "yes" },
    "programme",
    /请补上类别/,
    /Add it/,
  ],
  ["a programme there is not", { programme: "没有" }, "programme", /请写全名/, /Write its name/],
  [
    "a status there is not",
    { programme: "雏鹰计划", status: "没有" },
    "status",
    /留空就是不限/,
    /leave it empty for all/,
  ],
  ["an announcement there is not", { received: "nope" }, "received", /网址末尾/, /page’s address/],
] as const;

describe("a form filled in wrongly says so at the field, and keeps what was typed", () => {
  test.each(MISTAKES)("%s", async (_what, form, field, zh, en) => {
    const before = await drafts();
    const refused = await send(form);
    const page = await refused.text();
    expect(refused.status).toBe(422);
    expect(noteAt(page, field)).toMatch(zh);
    for (const [name, typed] of Object.entries({ ...WORDS, ...form })) {
      expect(typedIn(page, name), name).toBe(typed);
    }
    const translated = await send({ ...form, checked: "yes", language: "en" });
    const english = await translated.text();
    expect(translated.status).toBe(200);
    expect(noteAt(english, field)).toMatch(en);
    expect(noteAt(english, field).replaceAll(Object.values(form).join(), "")).not.toMatch(/请|。/);
    for (const [name, typed] of Object.entries({ ...WORDS, ...form })) {
      expect(typedIn(english, name), name).toBe(typed);
    }
    expect(await drafts()).toBe(before);
  });

  test("all at once, not one after the other", async () => {
    const form = { titleEn: "", bodyZh: "", at: "明年", override: "急" };
    const page = await (await send(form)).text();
    for (const field of ["titleEn", "bodyZh", "at", "override", "audience"] as const) {
      expect(noteAt(page, field), field).not.toBe("");
      expect(page).toContain(`href="#field-${field}"`);
    }
  });

  test("and nothing is said where nothing is wrong", async () => {
    const page = await (await send({ titleEn: "", everyone: "yes" })).text();
    expect(page.match(/class="problem"/g)).toHaveLength(1);
  });
});

describe("switching the language", () => {
  test("of a half-filled form keeps it, saves nothing and says nothing of what is not written yet", async () => {
    const before = await drafts();
    const half = { ...WORDS, titleEn: "", groups: "yes", tag: 'A"I', at: "2020-01-01 09:00" };
    const page = await (await send({ ...half, language: "en" })).text();
    expect(page).toContain('<html lang="en">');
    for (const [name, typed] of Object.entries(half)) expect(typedIn(page, name), name).toBe(typed);
    expect(page).not.toContain('class="problem"');
    expect(await drafts()).toBe(before);
    expect(await (await browser.get(NEW)).text()).toContain('<html lang="en">');
  });

  test("to one there is not changes nothing", async () => {
    const page = await (await send({ language: "xx" })).text();
    expect(page).toContain('<html lang="zh-CN">');
    expect(typedIn(page, "titleZh")).toBe(WORDS.titleZh);
  });

  test("while a draft is changed keeps the words and which draft it was", async () => {
    const saved = await send({ everyone: "yes" });
    const here = `${saved.headers.get("location")}/edit`;
    const first = await (await browser.get(here)).text();
    const revision = typedIn(first, "revision");
    const form = { everyone: "yes", titleZh: "换了一个标题", revision };
    const page = await (await send({ ...form, language: "en" }, here)).text();
    expect([typedIn(page, "titleZh"), typedIn(page, "revision")]).toEqual([form.titleZh, revision]);
    expect((await send(form, here)).headers.get("location")).toBe(here.replace("/edit", ""));
    expect(typedIn(await (await browser.get(here)).text(), "titleZh")).toBe(form.titleZh);
  });
});

test("a draft that nobody would get is kept, and opened again where its audience is chosen", async () => {
  const saved = await send({ tag: "没有群带这个标签" });
  const address = saved.headers.get("location") ?? "";
  expect(address).toMatch(/\/edit#field-audience$/);
  const here = address.replace(/#.*/, "");
  const page = await (await browser.get(here)).text();
  expect(noteAt(page, "audience")).toMatch(/没有人会收到.*请改一下发给谁/);
  expect(typedIn(page, "titleZh")).toBe(WORDS.titleZh);
  const submitted = await send({}, here.replace("/edit", "/submit"));
  const told = await (await browser.get(submitted.headers.get("location") ?? "")).text();
  expect(told).toMatch(/未提交。请点“修改”/);
  const revision = typedIn(page, "revision");
  const mended = await send({ everyone: "yes", revision }, here);
  expect(mended.headers.get("location")).toBe(here.replace("/edit", ""));
});

test("a draft whose time has come and gone says so when it is submitted, and at its field", async () => {
  const saved = await send({ everyone: "yes", at: "2099-01-01 09:00" });
  const here = saved.headers.get("location") ?? "";
  await at.sql`update broadcasts set scheduled_at = now() - interval '1 day'`;
  const submitted = await send({}, `${here}/submit`);
  const told = await (await browser.get(submitted.headers.get("location") ?? "")).text();
  expect(told).toMatch(/已经过去了，未提交。请点“修改”/);
  expect(noteAt(await (await browser.get(`${here}/edit`)).text(), "at")).toMatch(/以后的时间/);
});
