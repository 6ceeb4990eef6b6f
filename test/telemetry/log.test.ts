import fc from "fast-check";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import type { AdapterLog } from "../../adapters/web/log.ts";
import { newId } from "../../src/store/new-id.ts";
import { createLogger, type Logger } from "../../src/telemetry/log.ts";
import { LOG_FIELDS } from "../../src/telemetry/log-fields.ts";
import { keptLog } from "./written.ts";

/** What people say and are: nothing of it may ever be in a log. */
const PERSONAL = [
  "张三",
  "我叫李雷，电话13800138000",
  "Wang Fang",
  "Hello, I owe rent since May",
  "13800138000",
  "+86 138-0013-8000",
  "138_0013_8000",
  "021-65432109",
  "310110199001011234",
  "wang.fang@example.com",
  "沪YP2024000123",
  "杨浦区国定路323号",
  "';drop table people;--",
  "<script>alert(1)</script>",
  "line one\nline two",
  "x".repeat(5000),
];

/** Pieces of the above that would betray it even if only a part came out. */
const TRACES =
  /张三|李雷|Wang|Fang|fang|I owe|138.?0013.?8000|65432109|19900101|2024000|杨浦|国定|table|script|line (?:one|two)|xxxx/;

const FIELD_NAMES = Object.keys(LOG_FIELDS);
const OTHER_NAMES = ["text", "name", "phone", "body", "user", "message", "msg", "cause", "stack"];

/** Every shape in which words can be handed over. */
function shapesOf(words: string): readonly unknown[] {
  return [
    words,
    [words],
    ["answer", words],
    { text: words },
    { kind: "text", body: { text: words, by: [words] } },
    { toJSON: () => words },
    { toString: () => words },
    Buffer.from(words),
    new Map([[words, words]]),
    new Error(words),
  ];
}

/** Every way in which an error can hold words. */
function errorsWith(words: string): readonly unknown[] {
  const changed = new Error("short");
  changed.message = words;
  const renamed = Object.assign(new Error("short"), { name: words });
  return [
    new Error(words),
    new TypeError(`Unexpected token in ${words}`),
    new Error(`two lines\n    at ${words} (/srv/${words}:1:1)`),
    new Error("outer", { cause: new Error(words, { cause: words }) }),
    new Error("outer", { cause: { text: words } }),
    new AggregateError([new Error(words), words], words),
    Object.assign(new Error("refused"), { code: words, failure: words, constraint: words }),
    Object.assign(new Error("refused"), { detail: words, parameters: [words], where: words }),
    changed,
    renamed,
    new (class extends Error {
      override readonly name = words;
    })(words),
    words,
    [words],
    { message: words, stack: words, name: words },
  ];
}

/** Logs what the compiler would refuse, as a caller in plain JavaScript could. */
function writeAnything(log: AdapterLog, fields: Readonly<Record<string, unknown>>, text = "done") {
  log.warn(fields, text);
}

describe("nobody's words come out", () => {
  test.each(PERSONAL)("%j, in no field and no shape", (words) => {
    const { log, text } = keptLog();
    for (const name of [...FIELD_NAMES, ...OTHER_NAMES, words]) {
      for (const shape of shapesOf(words)) writeAnything(log, { [name]: shape });
    }
    expect(text()).toContain('"dropped":1');
    expect(TRACES.exec(text())?.[0]).toBeUndefined();
  });

  test.each(PERSONAL)("%j, in no error", (words) => {
    const { log, text, lines } = keptLog();
    for (const err of errorsWith(words)) {
      writeAnything(log, { err });
      if (err instanceof Error) writeAnything(log, Object.assign(err));
    }
    expect(lines()).toHaveLength(25);
    expect(TRACES.exec(text())?.[0]).toBeUndefined();
  });

  test.each([
    13_800_138_000,
    65_432_109,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    10n,
    true,
    Symbol(),
  ])("%s, as no value of any field", (value) => {
    const { log, lines } = keptLog();
    for (const name of FIELD_NAMES) writeAnything(log, { [name]: value });
    for (const line of lines())
      expect(Object.keys(line)).toEqual(["level", "time", "dropped", "msg"]);
  });

  test("whatever the fields hold, only what the list allows is written", () => {
    const { log, lines } = keptLog();
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything({ withBigInt: true })), (fields) => {
        writeAnything(log, fields);
      }),
    );
    const allowed = new Set([...EMPTY_LINE, ...FIELD_NAMES, "err", "dropped", "unreadable"]);
    const written = new Set(lines().flatMap((line) => Object.keys(line)));
    expect([...written].filter((name) => !allowed.has(name))).toEqual([]);
  });

  test("a text put together at run time is stripped of what code doesn't write", () => {
    const { log, lines } = keptLog();
    writeAnything(log, {}, "张三 called from 138 0013 8000");
    expect(lines()[0]?.["msg"]).toBe("… called from …");
  });

  test("nor in fields that every line of a child has", () => {
    const { log, text } = keptLog();
    const hostile: Readonly<Record<string, unknown>> = { room: "张三", text: "Wang Fang" };
    log.child(hostile).child({ room: "delivery" }).info({}, "started");
    expect(TRACES.exec(text())?.[0]).toBeUndefined();
    expect(text()).toContain('"room":"delivery"');
  });

  test("a bare pino, for comparison, writes it all", () => {
    const written: string[] = [];
    const bare = pino({}, { write: (line: string) => void written.push(line) });
    bare.warn({ text: "张三", err: new Error("Wang Fang") }, "done");
    expect(written.join("")).toContain("张三");
    expect(written.join("")).toContain("Wang Fang");
  });
});

const EMPTY_LINE = ["level", "time", "msg"];

describe("what helps comes out", () => {
  test("ids, terms and figures", () => {
    const { log, lines } = keptLog();
    const person = newId();
    log.info(
      {
        person,
        lane: person,
        turn: `${person}-3k`,
        run: `${person}-1`,
        platform: "telegram",
        flow: "desk.ticket",
        outcome: "not_stated",
        locale: "zh-CN",
        clauses: ["rent.small-2024", "general.hours"],
        route: "/playground/api/messages/:id",
        count: 0,
        durationMs: 12.5,
        signal: "SIGTERM",
        kind: undefined,
      },
      "turn committed",
    );
    expect(lines()).toEqual([
      {
        level: "info",
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        person,
        lane: person,
        turn: `${person}-3k`,
        run: `${person}-1`,
        platform: "telegram",
        flow: "desk.ticket",
        outcome: "not_stated",
        locale: "zh-CN",
        clauses: ["rent.small-2024", "general.hours"],
        route: "/playground/api/messages/:id",
        count: 0,
        durationMs: 12.5,
        signal: "SIGTERM",
        msg: "turn committed",
      },
    ]);
  });

  test("an error as it was described", () => {
    class Gone extends Error {
      readonly code = "57P01";
    }
    const { log, lines } = keptLog({ wordless: [Gone] });
    log.child({ room: "store" }).warn({ err: new Gone("try again") }, "not ready");
    expect(lines()).toEqual([
      {
        level: "warn",
        time: expect.any(String),
        room: "store",
        err: { name: "Gone", code: "57P01", message: "try again", stack: expect.any(Array) },
        msg: "not ready",
      },
    ]);
  });

  test("every id the store makes", () => {
    const { log, lines } = keptLog();
    for (let made = 0; made < 500; made += 1) log.info({ outbound: newId() }, "sent");
    expect(lines().every((line) => typeof line["outbound"] === "string")).toBe(true);
  });

  test("from its level upwards", () => {
    const { log, lines } = keptLog({ level: "warn" });
    log.error({}, "one");
    log.warn({}, "two");
    log.info({}, "three");
    log.child({ room: "http" }).debug({}, "four");
    expect(lines().map((line) => line["msg"])).toEqual(["one", "two"]);
  });

  test("nothing at all when silent", () => {
    const { log, text } = keptLog({ level: "silent" });
    log.error({}, "one");
    expect(text()).toBe("");
  });

  test("even when a field cannot be read", () => {
    const { log, lines } = keptLog();
    const trap = {
      get count(): number {
        throw new Error("Wang Fang");
      },
    };
    log.info(trap, "done");
    expect(lines()).toEqual([expect.objectContaining({ msg: "done", unreadable: true })]);
  });
});

test("a log is what an adapter asks for, and takes no text that is not written in the code", () => {
  const log: AdapterLog & Logger = createLogger({ level: "silent" });
  const name: string = "Wang Fang";
  log.info({ count: 1 }, "written in the code");
  // @ts-expect-error a text put together at run time
  log.info({}, `hello ${name}`);
  // @ts-expect-error a text from elsewhere
  log.info({}, name);
  // @ts-expect-error a field that isn't on the list
  log.info({ text: name }, "done");
});
