import { readFile } from "node:fs/promises";
import { z } from "zod";

const statusSchema = z.object({ VmRSS: z.coerce.number(), VmHWM: z.coerce.number() });

/** Resident memory now and at most, MB; Linux tells it in kB. */
export async function memoryOf(
  pid: number,
): Promise<{ readonly now: number; readonly peak: number }> {
  const text = await readFile(`/proc/${pid}/status`, "utf8");
  const pairs = [...text.matchAll(/^(VmRSS|VmHWM):\s+(\d+) kB$/gm)].map(([, name, kb]) => [
    name,
    kb,
  ]);
  const { VmRSS, VmHWM } = statusSchema.parse(Object.fromEntries(pairs));
  return { now: VmRSS / 1024, peak: VmHWM / 1024 };
}

const TICK_MS = 10;

/** What a process has used of the processor since it began, ms; Linux tells it in ticks of 10 ms. */
export async function processorMs(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8");
  const [user, system] = text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13);
  return (Number(user) + Number(system)) * TICK_MS;
}
