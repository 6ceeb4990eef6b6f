import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { DESKS } from "../engine/terms.ts";
import { importDraft, keepNote } from "../knowledge/overlay/additions.ts";
import {
  editClause,
  restoreClause,
  viewClause,
  withdrawClause,
} from "../knowledge/overlay/editor.ts";
import { exportEdits } from "../knowledge/overlay/export.ts";
import { readImport } from "../knowledge/overlay/import.ts";
import { NOTE_TOPICS } from "../knowledge/overlay/note.ts";
import { KNOWLEDGE_FOLDER } from "../paths.ts";
import { OPERATOR } from "../store/audit.ts";
import { type Editing, reportEdit } from "./knowledge-editing.ts";

/** Does what the words asked for; the exit code. */
type Wish = (editing: Editing) => Promise<number>;

/** One way to work on the knowledge. */
interface KnowledgeVerb {
  readonly name: string;
  readonly usage: string;
  /** Undefined when the words make no sense. */
  read(words: readonly string[]): Wish | undefined;
}

const author = OPERATOR;

const list: KnowledgeVerb = {
  name: "list",
  usage: "list",
  read:
    () =>
    async ({ store }) => {
      for (const { clause, version, state, at } of await store.knowledge.edits()) {
        process.stdout.write(`${clause}  ${state}  ${version}  ${new Date(at).toISOString()}\n`);
      }
      return 0;
    },
};

const show: KnowledgeVerb = {
  name: "show",
  usage: "show ID",
  read: ([clause]) =>
    clause === undefined
      ? undefined
      : async ({ store, editor }) => {
          const view = await store.inTransaction((tx) => viewClause(editor, tx, clause));
          if (!view) return reportEdit({ kind: "unknown_clause" });
          process.stderr.write(`version ${view.version}, ${view.state}\n`);
          process.stdout.write(view.text);
          return 0;
        },
};

const edit: KnowledgeVerb = {
  name: "edit",
  usage: "edit ID FILE --from VERSION",
  read(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { from: { type: "string", default: "0" } },
    });
    const [clause, file] = positionals;
    const expected = Number(values.from);
    if (clause === undefined || file === undefined || !Number.isInteger(expected)) return undefined;
    return async ({ store, editor }) => {
      const content = await readFile(file, "utf8");
      const request = { clause, content, expected, author };
      return reportEdit(await store.inTransaction((tx) => editClause(editor, tx, request)));
    };
  },
};

function moving(name: string, move: typeof withdrawClause): KnowledgeVerb {
  return {
    name,
    usage: `${name} ID`,
    read: ([clause]) =>
      clause === undefined
        ? undefined
        : async ({ store, editor }) =>
            reportEdit(await store.inTransaction((tx) => move(editor, tx, { clause, author }))),
  };
}

const note: KnowledgeVerb = {
  name: "note",
  usage: `note --desk ${DESKS.join("|")} --topic ${NOTE_TOPICS.join("|")} --zh TEXT --en TEXT --until YYYY-MM-DD`,
  read(words) {
    const { values } = parseArgs({
      args: [...words],
      options: {
        desk: { type: "string" },
        topic: { type: "string" },
        zh: { type: "string" },
        en: { type: "string" },
        until: { type: "string" },
      },
    });
    const { zh, en, until = "" } = values;
    const topic = NOTE_TOPICS.find((known) => known === values.topic);
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(until);
    if (!topic || !zh || !en || !isDay || !values.desk) return undefined;
    return async ({ store, editor }) => {
      const desk = editor.files.base.desks.find(({ id }) => id === values.desk);
      if (!desk) return reportEdit({ kind: "unknown_clause" });
      const words = { topic, words: { zh, en }, until };
      return reportEdit(
        await store.inTransaction((tx) => keepNote(editor, tx, author, desk, words)),
      );
    };
  },
};

const importing: KnowledgeVerb = {
  name: "import",
  usage: "import FILE",
  read: ([file]) =>
    file === undefined
      ? undefined
      : async ({ store, editor }) => {
          const read = readImport(file, await readFile(file, "utf8"));
          if (read.kind === "faulty") {
            return reportEdit({ kind: "refused", why: "rules", reasons: read.reasons });
          }
          let failed = 0;
          for (const { id: clause, content } of read.clauses) {
            const request = { clause, content, author };
            failed += reportEdit(
              await store.inTransaction((tx) => importDraft(editor, tx, request)),
            );
          }
          return failed > 0 ? 1 : 0;
        },
};

const exporting: KnowledgeVerb = {
  name: "export",
  usage: "export [--to FOLDER]",
  read(words) {
    const { values } = parseArgs({ args: [...words], options: { to: { type: "string" } } });
    return async ({ store, editor }) => {
      const folder = values.to ?? KNOWLEDGE_FOLDER;
      const edits = await store.knowledge.edits();
      const exported = await exportEdits(folder, editor.source, edits, editor.today());
      for (const { kind, file } of exported) process.stdout.write(`${kind}  ${file}\n`);
      process.stdout.write(`${exported.length} edited clauses\n`);
      return 0;
    };
  },
};

/** The ways to work on the knowledge; approving puts a draft into use as restoring does a withdrawn clause. */
export const knowledgeVerbs: readonly KnowledgeVerb[] = [
  list,
  show,
  edit,
  moving("withdraw", withdrawClause),
  moving("restore", restoreClause),
  moving("approve", restoreClause),
  note,
  importing,
  exporting,
];
