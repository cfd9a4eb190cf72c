import { expect, test } from "vitest";
import { createLog } from "./log.ts";

test("an event is one line with its own fields and no others", () => {
  const lines: string[] = [];

  // Whatever else an object carries along stays out of the log.
  const event = { name: "surveys/answer", outcome: "ok", ms: 12.6, person: "Anna", text: "hemligt" };
  createLog((line) => void lines.push(line)).event(event);

  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { level: 30, time: expect.any(String), name: "surveys/answer", outcome: "ok", ms: 13 },
  ]);
});

test("a bug says where it happened and under which id, and not what its message says", () => {
  const lines: string[] = [];

  const errorId = createLog((line) => void lines.push(line)).bug(
    "surveys/answer",
    new TypeError("Anna skrev: hemligt"),
  );

  const [line = ""] = lines;
  expect(lines).toHaveLength(1);
  expect(JSON.parse(line)).toMatchObject({
    name: "surveys/answer",
    outcome: "bug",
    errorId,
    error: "TypeError",
  });
  expect(JSON.parse(line).at[0]).toContain("log.test.ts");
  expect(line).not.toContain("hemligt");
});
