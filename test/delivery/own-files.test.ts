import { describe, expect, test } from "vitest";
import { filesOf } from "../../src/delivery/sending/files.ts";
import { withOwnFiles } from "../../src/delivery/sending/own-files.ts";
import type { Platform } from "../../src/engine/adapter.ts";
import type { Intent } from "../../src/engine/intent.ts";
import { PDF } from "../support/sample-files.ts";

const FILE = {
  kind: "handedIn",
  label: "公司注册证明",
  name: "证明.pdf",
  file: "f1",
  person: "lin",
} as const;
const SAY: Intent = { kind: "say", text: "这是你交的。", attachments: [FILE] };
const linkOf = (platform: Platform) => (platform === "web" ? "/handed-in/t" : undefined);
const sent = (platform: Platform, isPrivate = true, locale: "zh-CN" | "en" = "zh-CN") =>
  withOwnFiles(SAY, { platform, isPrivate, locale, linkOf });

describe("a file its sender wants back", () => {
  test("comes by a link on our own pages, in both languages", () => {
    expect(sent("web")).toMatchObject({
      attachments: [],
      buttons: [
        {
          label: "下载（10 分钟内有效）：证明.pdf",
          action: { kind: "link", url: "/handed-in/t" },
        },
      ],
    });
    expect(sent("web", true, "en").buttons?.[0]?.label).toBe("Download (for 10 minutes): 证明.pdf");
  });

  test("goes with the message where a platform takes it, whole", async () => {
    for (const platform of ["telegram", "slack"] as const) {
      const { attachments = [] } = sent(platform);
      expect(attachments).toEqual([FILE]);
      const handedInOf = async ({ person }: { readonly person: string }) =>
        person === "lin" ? { name: "证明.pdf", type: "application/pdf", bytes: PDF } : undefined;
      expect(await filesOf(attachments, handedInOf)).toMatchObject([
        { kind: "document", name: "证明.pdf", label: "公司注册证明", bytes: PDF },
      ]);
      const foreign = [{ ...FILE, person: "another" }];
      expect(await filesOf(foreign, handedInOf)).toEqual([]);
    }
  });

  test("goes nowhere that others can see it", () => {
    for (const platform of ["web", "telegram", "slack"] as const) {
      const said = sent(platform, false);
      expect(said).toMatchObject({ text: "这是你交的。", attachments: [], buttons: [] });
    }
  });

  test("other messages stay as they are", () => {
    const plain: Intent = { kind: "say", text: "好" };
    const more = { platform: "web", isPrivate: true, locale: "en", linkOf } as const;
    expect(withOwnFiles(plain, more)).toBe(plain);
  });
});
