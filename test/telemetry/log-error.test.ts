import { describe, expect, test } from "vitest";
import { describeError } from "../../src/telemetry/log-error.ts";

class DatabaseGone extends Error {
  readonly code = "57P01";
}
class SeatTaken extends Error {
  readonly failure = "not-writable";
  readonly constraint = "seats_pkey";
}

describe("an error is described", () => {
  test("by its class, its code and where it came from", () => {
    const described = describeError(new DatabaseGone("Wang Fang"), []);
    expect(described).toEqual({
      name: "DatabaseGone",
      code: "57P01",
      stack: expect.arrayContaining([
        expect.stringMatching(/^test\/telemetry\/log-error\.test\.ts:\d+:\d+$/),
        expect.stringMatching(/ ?node_modules\/.+:\d+:\d+$/),
      ]),
    });
  });

  test("by the function it came from", () => {
    const inner = { step: () => new RangeError("Wang Fang") };
    expect(describeError(inner.step(), []).stack?.[0]).toMatch(
      /^(Object\.)?step test\/telemetry\/log-error\.test\.ts:\d+:\d+$/,
    );
  });

  test("without the folder the project lies in", () => {
    const { stack } = describeError(new Error("x"), []);
    expect(stack).not.toEqual([]);
    expect(stack?.join("\n")).not.toContain(process.cwd());
  });

  test("by our own word for the failure and the broken rule", () => {
    expect(describeError(new SeatTaken("x"), [])).toMatchObject({
      name: "SeatTaken",
      failure: "not-writable",
      constraint: "seats_pkey",
    });
  });

  test("with the message only where its class holds nobody's words", () => {
    const error = new DatabaseGone("The database went away (57P01); try again");
    expect(describeError(error, [SeatTaken])).not.toHaveProperty("message");
    expect(describeError(error, [SeatTaken, DatabaseGone]).message).toBe(error.message);
  });

  test("and even there without letters and numbers that code doesn't write", () => {
    const error = new DatabaseGone("DATA_DIR /home/王芳/13800138000 cannot be used");
    expect(describeError(error, [DatabaseGone]).message).toBe("DATA_DIR /home/…/… cannot be used");
  });

  test("with its causes and its parts, each by the same rules", () => {
    const cause = new DatabaseGone("Wang Fang", { cause: new TypeError("x") });
    const described = describeError(new AggregateError([cause, "Wang"], "x", { cause }), []);
    expect(described).toMatchObject({
      name: "AggregateError",
      cause: { name: "DatabaseGone", cause: { name: "TypeError" } },
      errors: [{ name: "DatabaseGone" }, { name: "string" }],
    });
  });

  test("even when it is its own cause", () => {
    const error = new Error("x");
    error.cause = error;
    expect(JSON.stringify(describeError(error, [])).match(/"name"/g)).toHaveLength(5);
  });

  test.each([
    [undefined, "undefined"],
    [null, "null"],
    ["Wang Fang", "string"],
    [{ message: "Wang Fang" }, "object"],
  ])("by its type when %j was thrown", (thrown, name) => {
    expect(describeError(thrown, [])).toEqual({ name });
  });

  test("without frames when it has no stack of frames", () => {
    const error = new Error("x");
    error.stack = "Wang Fang\n  at home";
    expect(describeError(error, []).stack).toEqual([]);
  });
});
