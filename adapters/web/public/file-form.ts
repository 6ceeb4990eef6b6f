import type { Context } from "hono";
import { z } from "zod";

/** The browser's own name for what it sends, so that doing it twice does it once. */
export const KEY = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

const fileForm = z.object({ key: KEY, file: z.instanceof(File) });

/** The form with a file in it; undefined when it says it is something else, or isn't one. */
export async function fileFormOf(c: Context): Promise<z.infer<typeof fileForm> | undefined> {
  const type = c.req.header("content-type") ?? "";
  if (!/^multipart\/form-data\b/i.test(type)) return undefined;
  try {
    const form = await c.req.formData();
    return fileForm.safeParse({ key: form.get("key"), file: form.get("file") }).data;
  } catch {
    // Not a form after all.
    return undefined;
  }
}
