import { expect, test } from "vitest";
import {
  change,
  choice,
  formatterFor,
  inAll,
  results,
  scale,
  text,
} from "#features/surveys/results/testing.ts";
import { signedTable } from "./signed.ts";

test("each person is a row with their group and answers in words", () => {
  const of = results(
    [change("all"), scale("trust"), choice("multiple", ["a", "b"]), text("wishes"), scale("guide")],
    [],
    {
      backgrounds: [
        { id: "role", text: inAll("Roll"), choices: [{ id: "x", text: inAll("Kommundirektör") }] },
      ],
    },
  );

  const table = signedTable(
    of,
    [
      {
        name: "Anna",
        answers: {
          all: "better",
          trust: 4,
          multiple: ["a", "b"],
          wishes: "Snabbare svar",
          guide: { dontKnow: true },
        },
        groups: { role: "x" },
      },
      { name: "Bo", answers: {}, groups: {} },
    ],
    formatterFor("sv"),
  );

  expect(table.rows.map(({ label, cells }) => [label.text, ...cells])).toEqual([
    ["Anna", "Kommundirektör", "bättre", "4", "a och b", "Snabbare svar", "Vet inte"],
    ["Bo", "", "", "", "", "", ""],
  ]);
});
