import { expect, test } from "vitest";
import { limits } from "#features/glossary/lists.ts";
import { formatOf, partsOf, type UploadPorts, upload } from "./upload.ts";

function server(failures: Map<number, number>, mayPass = true) {
  const taken: Uint8Array[] = [];
  const waits: number[] = [];
  const progress: number[] = [];
  const ports: UploadPorts = {
    async put(number, bytes) {
      const left = failures.get(number) ?? 0;
      failures.set(number, left - 1);
      if (left > 0) throw new Error(`part ${number}`);
      taken[number] = Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0));
    },
    mayPass: () => mayPass,
    wait: async (delayMs) => void waits.push(delayMs),
    sent: (parts) => void progress.push(parts),
    isStopped: () => false,
  };
  return { taken, waits, progress, ports };
}

const bytes = Uint8Array.from({ length: limits.part * 2 + 5 }, (_, at) => at % 251);
const file = new Blob([bytes]);
const whole = (parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

test("a file comes whole, part by part, in spite of failures that pass", async () => {
  const { taken, waits, progress, ports } = server(new Map([[1, 2]]));
  await upload(file, 0, ports);
  expect(whole(taken)).toEqual(bytes);
  expect(waits).toEqual([500, 1_000]);
  expect(progress).toEqual([1, 2, 3]);
});

test("what does not pass stops it, and it goes on from the part it came to", async () => {
  const { taken, progress, ports } = server(new Map([[1, 1]]), false);
  await expect(upload(file, 0, ports)).rejects.toThrow("part 1");
  expect(progress).toEqual([1]);
  await upload(file, 1, ports);
  expect(whole(taken)).toEqual(bytes);
});

test("a part is tried five times and no more", async () => {
  const { waits, ports } = server(new Map([[0, 99]]));
  await expect(upload(file, 0, ports)).rejects.toThrow("part 0");
  expect(waits).toHaveLength(4);
});

test("who stops it is obeyed before the next part", async () => {
  const { taken, ports } = server(new Map());
  await upload(file, 0, { ...ports, isStopped: () => taken.length === 1 });
  expect(taken).toHaveLength(1);
});

test("even an empty file has a part, and parts are counted up", () => {
  expect([0, 1, limits.part, limits.part + 1].map(partsOf)).toEqual([1, 1, 1, 2]);
});

test.for([
  ["Kuntasanasto.TBX", "tbx"],
  ["termer.xml", "tbx"],
  ["termer.csv", "csv"],
  ["termer.xlsx", "xlsx"],
  ["termer.docx", undefined],
  ["termer", undefined],
] as const)("the name %s tells the format %s", ([name, format]) => {
  expect(formatOf(name)).toBe(format);
});
