import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../support/built.ts";
import { chatVisitor } from "../support/chat-visitor.ts";
import { bytesOf, PDF } from "../support/sample-files.ts";
import { type Member, memberOf } from "./playground.ts";
import { TEST_KEY, useApp } from "./running.ts";

const app = useApp({ PUBLIC_CHAT: "on" });
const SOON = { timeout: 20_000, interval: 50 };
const cli = (...words: readonly string[]) =>
  runCli(words, { DATABASE_URL: app.databaseUrl, ENCRYPTION_KEY: TEST_KEY });

let count = 0;

async function taps(member: Member, space: string, label: string): Promise<void> {
  const { body } = await member.visitor.read(`history?space=${encodeURIComponent(space)}&limit=50`);
  const found = JSON.stringify(body["messages"]);
  for (const message of (JSON.parse(found) as Shown[]).reverse()) {
    const buttons = [...(message.body.buttons ?? []), ...(message.body.options ?? [])];
    const token = buttons.find((button) => button.label.includes(label))?.token;
    if (token === undefined) continue;
    count += 1;
    const key = `case-files-${count}`;
    const tapped = await member.visitor.act({ type: "tap", key, message: message.id, token });
    expect(tapped.status).toBe(200);
    return;
  }
  throw new Error(`Nobody was offered “${label}”`);
}

interface Shown {
  readonly id: string;
  readonly body: {
    readonly buttons?: readonly { readonly label: string; readonly token?: string }[];
    readonly options?: readonly { readonly label: string; readonly token?: string }[];
  };
}

async function uploads(
  member: Member,
  space: string,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
) {
  count += 1;
  const query = new URLSearchParams({ key: `case-files-${count}`, space });
  const response = await fetch(`${app.address}/playground/api/files?${query}`, {
    method: "POST",
    body: bytes,
    headers: {
      authorization: `Bearer ${member.visitor.token}`,
      "x-file-name": encodeURIComponent(name),
    },
  });
  return response.status;
}

const hears = (member: Member, space: string, words: RegExp) =>
  expect.poll(async () => (await member.history(space)).at(-1)?.words, SOON).toMatch(words);

test("what DEMO-0002 lacks is handed in in the playground's direct chat, and taken over by the desk", async () => {
  const lin = await memberOf(app.address, "lin-xiaoman");
  const direct = "direct:lin-xiaoman";
  const code = (await cli("cases", "bindcode", "DEMO-0002")).stdout.slice(0, 8);
  await lin.asks("进度");
  await taps(lin, direct, "同意");
  await hears(lin, direct, /申请编号/);
  await lin.asks("DEMO-0002");
  const digits = /phoneTail: "?(\d{4})/.exec(
    (await readFile("knowledge/demo/cases.yaml", "utf8")).split("DEMO-0002")[1] ?? "",
  )?.[1];
  await lin.asks(digits ?? "");
  // Two messages come of it; the one that was waited for may be the first.
  await lin.asks(code);
  await hears(lin, direct, /交材料/);

  // In the group it is nobody's business, and nothing is taken.
  await taps(lin, direct, "交材料");
  await hears(lin, direct, /交哪一项|发到这个私聊里/);
  if (/交哪一项/.test((await lin.history(direct)).at(-1)?.words ?? "")) {
    const first = (await lin.history(direct)).at(-1)?.words ?? "";
    await lin.asks("1");
    expect(first).toContain("options");
  }
  await hears(lin, direct, /发到这个私聊里/);
  const inGroup = (await lin.history("group")).length;
  expect(await uploads(lin, "group", "证明.pdf", PDF)).toBe(200);
  await hears(lin, direct, /群里的文件我不收/);
  expect((await lin.history("group")).length).toBe(inGroup + 1);
  const amay = await memberOf(app.address, "amay");
  expect(JSON.stringify(await amay.history("group"))).not.toMatch(/不收|雏鹰|DEMO/);
  expect((await cli("cases", "files")).stdout).toBe("");

  expect(await uploads(lin, direct, "坏.pdf", bytesOf("<script>"))).toBe(200);
  await hears(lin, direct, /没有收下[\s\S]*打开来不是/);
  await taps(lin, direct, "再发一次");
  await hears(lin, direct, /发到这个私聊里/);
  expect(await uploads(lin, direct, "../证明.pdf", PDF)).toBe(200);
  await hears(lin, direct, /收到了：/);

  const { stdout } = await cli("cases", "files", "demo-0002", "--json");
  const listed = JSON.parse(stdout) as { id: string; name: string; taken: unknown };
  expect(listed).toMatchObject({ number: "DEMO-0002", name: "证明.pdf", kind: "pdf", taken: null });
  const folder = await mkdtemp(join(tmpdir(), "case-files-"));
  const path = join(folder, "taken.pdf");
  expect(await cli("cases", "take", "made0000000000", path)).toMatchObject({ code: 1 });
  expect(await cli("cases", "take", listed.id, path)).toMatchObject({ code: 0 });
  expect(new Uint8Array(await readFile(path))).toEqual(PDF);
  expect(await cli("cases", "take", listed.id, path)).toMatchObject({ code: 1 });

  // Its sender gets it back in the direct chat, by a link that is theirs for a while.
  expect(await lin.asks("我的文件")).toContain("证明.pdf");
  await taps(lin, direct, "取回 1");
  await hears(lin, direct, /handed-in/);
  const link = /"url":"(\/handed-in\/[^"]+)"/.exec((await lin.history(direct)).at(-1)?.words ?? "");
  const own = await fetch(`${app.address}${link?.[1]}`);
  expect(own.status).toBe(200);
  expect(own.headers.get("content-disposition")).toMatch(/^attachment/);
  expect(new Uint8Array(await own.arrayBuffer())).toEqual(PDF);
  const forged = await fetch(`${app.address}${link?.[1]?.replace(/.$/, "-")}`);
  expect(forged.status).toBe(404);
  expect(await forged.text()).toMatch(/我的文件[\s\S]*\/myfiles/);
  await taps(amay, "direct:amay", "取回 1").then(
    () => expect.unreachable("nobody else is offered it"),
    () => undefined,
  );
  expect((await cli("audit")).stdout).toContain("case.file_fetched");

  // Its sender may ask for a copy: it lies beside everything else that is held about them.
  const copies = join(folder, "copies");
  const person = ["export", "--person", "web:lin-xiaoman", "--files", copies];
  const { files } = JSON.parse((await cli(...person)).stdout);
  expect(files).toEqual([
    { item: expect.any(String), name: "证明.pdf", path: join(copies, `${listed.id}.pdf`) },
  ]);
  expect(new Uint8Array(await readFile(files[0].path))).toEqual(PDF);
  expect(await cli(...person)).toMatchObject({ code: 1, stderr: expect.stringMatching(/new one/) });
  await rm(folder, { recursive: true });
  expect((await cli("audit")).stdout).toContain("case.file_taken");
  expect(await lin.asks("进度")).toContain("窗口已取走");
}, 180_000);

test("the public chat takes files by a form, with its limits", async () => {
  const visitor = chatVisitor(app.address);
  const page = await visitor.opens();
  expect(page.html).toContain('action="/chat/file" enctype="multipart/form-data"');
  const sends = async (file: File | undefined, headers: Readonly<Record<string, string>> = {}) => {
    count += 1;
    const form = new FormData();
    form.set("key", `public-file-${count}`);
    if (file) form.set("file", file);
    const cookie = [...visitor.cookies]
      .map(([name, set]) => `${name}=${set.split(";")[0]}`)
      .join("; ");
    const response = await fetch(`${app.address}/chat/file`, {
      method: "POST",
      body: form,
      redirect: "manual",
      headers: { cookie, ...headers },
    });
    return { status: response.status, text: await response.text() };
  };
  expect((await sends(new File([PDF], "证明.pdf"))).status).toBe(303);
  const shown = (await visitor.opens()).text;
  expect(shown).toMatch(/📎 证明\.pdf[\s\S]*没有要你交的材料/);
  expect((await sends(new File([PDF], "x.pdf"), { origin: "https://evil.example" })).status).toBe(
    403,
  );
  expect((await sends(undefined)).status).toBe(400);
  expect((await sends(new File([new Uint8Array(23 * 1024 * 1024)], "x.pdf"))).status).toBe(413);
  const statuses: number[] = [];
  for (let each = 0; each < 5; each++)
    statuses.push((await sends(new File([PDF], "y.pdf"))).status);
  expect(statuses).toContain(429);
  expect((await sends(new File([PDF], "x.pdf"), { cookie: "" })).status).toBe(400);
});
