import type { CommandDefinition } from "../../src/engine/definition.ts";
import { TASKS } from "./staff-tasks.ts";

/** 管理活动 EV-01, 新活动, 编辑活动 EV-01 / /manage EV-01, /newevent, /editevent EV-01. */
export function staffCommands(
  codeOf: (args: string) => string | undefined,
): readonly CommandDefinition[] {
  const withCode = (args: string) => {
    const code = codeOf(args);
    return code === undefined ? undefined : { code };
  };
  return [
    {
      name: "manage",
      words: ["管理活动", "manage"],
      flow: "events.manage",
      input: (args) => {
        const named = withCode(args);
        return named && { ...named, task: null };
      },
    },
    {
      name: "event-do",
      words: [],
      flow: "events.manage",
      input: (args) => {
        const [code = "", task] = args.split("_");
        const [named, known] = [withCode(code), TASKS.find(({ id }) => id === task)];
        return named && known && { ...named, task: known.id };
      },
    },
    {
      name: "newevent",
      words: ["新活动", "新建活动", "newevent"],
      flow: "events.create",
      input: (args) => ({ code: codeOf(args) ?? null }),
    },
    {
      name: "event-edit",
      words: ["编辑活动", "editevent"],
      flow: "events.edit",
      input: withCode,
    },
  ];
}
