import { expect, test, vi } from "vitest";
import { combine, type Part } from "./combine.ts";

const about = { about: "", role: "anyone", handle: async () => ({}) } as const;
const job = async () => {};
const said = { id: "1", text: "" } as unknown as Parameters<NonNullable<Part["hears"]>>[0];
const place = {} as Parameters<NonNullable<Part["hears"]>>[1];

test("the parts of a feature are one: lists in their order, names together", () => {
  const first: Part = { routes: [{ method: "GET", path: "/a", ...about }], jobs: { one: job } };
  const second: Part = { routes: [{ method: "GET", path: "/b", ...about }], jobs: { two: job } };
  const whole = combine(first, second);
  expect(whole.routes?.map(({ path }) => path)).toEqual(["/a", "/b"]);
  expect(Object.keys(whole.jobs ?? {})).toEqual(["one", "two"]);
});

test("a name that two parts give fails at once", () => {
  expect(() => combine({ jobs: { send: job } }, { jobs: { send: job } })).toThrow('"send" among their jobs');
});

test("a feature hears only if a part does, and one that fails keeps nothing from the others", async () => {
  expect(combine({}, {})).not.toHaveProperty("hears");
  const hears = vi.fn(async () => {});
  const failing = async () => Promise.reject(new Error("no"));
  await expect(combine({ hears: failing }, { hears }).hears?.(said, place)).rejects.toThrow("no");
  expect(hears).toHaveBeenCalledOnce();
});
