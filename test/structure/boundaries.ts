import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { ambientUses } from "./ambient.ts";
import { type Import, importsOf } from "./imports.ts";
import { EVERYWHERE, HOMES, ROOMS, ROOT, ROOT_FOLDERS, type Room } from "./rooms.ts";
import type { ProjectFile } from "./tree.ts";

/** What breaks the table of rooms in these files, one sentence each that says where. */
export function complaints(files: readonly ProjectFile[]): readonly string[] {
  return files.flatMap((file) => {
    const room = roomOf(file.path);
    const rule = ruleOf(room);
    if (!rule)
      return [`${file.path}: ${room} is not in the table of rooms (test/structure/rooms.ts)`];
    const imports = importsOf(file).flatMap((each) => {
      const problem = problemOf(file, room, rule, each);
      return problem === undefined ? [] : [`${file.path}:${each.line}: ${problem}`];
    });
    const uses = rule.pure ? ambientUses(file) : [];
    return [
      ...imports,
      ...uses.map((use) => `${file.path}:${use.line}: ${room} is pure, it may not use ${use.what}`),
    ];
  });
}

/** The room a path lies in. */
export function roomOf(path: string): string {
  const [top = "", folder = "", ...rest] = path.split("/");
  if (top === "src" && (rest.length === 0 || ROOT_FOLDERS.includes(folder))) return ROOT;
  const inFolder = ["src", "adapters", "flows"].includes(top) && rest.length > 0;
  return inFolder ? `${top}/${folder}` : top;
}

function ruleOf(room: string): Room | undefined {
  if (room === ROOT) return { imports: [] };
  return ROOMS[room] ?? ROOMS[room.replace(/\/.*/, "/*")];
}

function problemOf(
  file: ProjectFile,
  room: string,
  rule: Room,
  { target, typesOnly }: Import,
): string | undefined {
  if (target === undefined) return "an import must name its file or package in a plain string";
  if (!target.startsWith(".")) return packageProblem(room, rule, target);
  const to = roomOf(posix.normalize(posix.join(posix.dirname(file.path), target)));
  if (to === room) return undefined;
  if (room === ROOT) return ruleOf(to) ? undefined : `the composition root may not import ${to}`;
  if (rule.imports.includes(to)) return undefined;
  if (!rule.types?.includes(to)) return `${room} may not import ${to}`;
  return typesOnly ? undefined : `${room} may import only types of ${to}: write "import type"`;
}

function packageProblem(room: string, rule: Room, target: string): string | undefined {
  if (isBuiltin(target))
    return rule.pure ? `${room} is pure, it may not import ${target}` : undefined;
  const name = packageOf(target);
  if (name === EVERYWHERE) return undefined;
  if (rule.pure) return `${room} is pure, it may not import ${name}`;
  const homes = HOMES[name] ?? HOMES[name.replace(/\/.*/, "/*")];
  if (!homes) return `${name} has no home in the table of rooms (test/structure/rooms.ts)`;
  return homes.includes(room)
    ? undefined
    : `${name} belongs to ${homes.join(", ")}, not to ${room}`;
}

/** `drizzle-orm/pg-core` is a part of `drizzle-orm`, `@slack/bolt/x` of `@slack/bolt`. */
function packageOf(target: string): string {
  return target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");
}
