/** The columns of a list of cases. */
export const FIELDS = [
  "number",
  "programme",
  "applicant",
  "phone",
  "phoneTail",
  "status",
  "updatedAt",
  "nextStep",
  "dueAt",
  "missing",
  "changeId",
] as const;
export type Field = (typeof FIELDS)[number];

/** How offices head them. */
const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  number: ["编号", "申请编号", "受理编号", "case number"],
  programme: ["项目", "事项", "program"],
  applicant: ["申请方", "申请人", "申请单位", "姓名"],
  phone: ["电话", "手机", "手机号", "联系电话", "mobile"],
  phoneTail: ["尾号", "手机尾号", "电话尾号", "phone tail"],
  status: ["状态", "当前状态"],
  updatedAt: ["更新时间", "上次更新", "updated at"],
  nextStep: ["下一步", "next step"],
  dueAt: ["截止", "截止日期", "截止时间", "期限", "due at", "due"],
  missing: ["缺少材料", "待补材料", "补正材料", "missing items"],
  changeId: ["变更编号", "change id"],
};

const BY_HEADING = new Map(
  FIELDS.flatMap((field) =>
    [field, ...HEADINGS[field]].map((name) => [folded(name), field] as const),
  ),
);

/** Which column holds what, counted from 0; or what the heading line lacks. */
export type Columns =
  | { readonly kind: "columns"; readonly at: ReadonlyMap<Field, number> }
  | { readonly kind: "unusable"; readonly reason: string };

const REQUIRED = ["number", "programme", "applicant", "status", "updatedAt"] as const;

/** Reads the heading line; columns it does not know are left alone. */
export function readHeadings(cells: readonly string[]): Columns {
  const at = new Map<Field, number>();
  for (const [column, cell] of cells.entries()) {
    const field = BY_HEADING.get(folded(cell));
    if (field === undefined) continue;
    if (at.has(field)) return { kind: "unusable", reason: `the column ${field} is there twice` };
    at.set(field, column);
  }
  const missing = REQUIRED.filter((field) => !at.has(field));
  const lacks = [
    ...missing,
    ...(at.has("phone") || at.has("phoneTail") ? [] : ["phone or phoneTail"]),
  ];
  if (lacks.length === 0) return { kind: "columns", at };
  return {
    kind: "unusable",
    reason: `the first line must name the columns; it lacks ${lacks.join(", ")}`,
  };
}

function folded(heading: string): string {
  return heading.normalize("NFKC").replace(/[\s_]/gu, "").toLowerCase();
}
