import { type Figure, held, told } from "#bench/harness/figure.ts";
import { type Outcome, simulateCoffee } from "#test/harness/long-run.ts";

const stories = [11, 12];
const years = 10;
const series = 4;

/** Ten years of coffee, each story with its own deeds of organisers and long stands of the server. */
export async function tenYears(): Promise<Figure[]> {
  const outcomes: Outcome[] = [];
  for (const seed of stories) outcomes.push(await simulateCoffee({ seed, years, series }));
  const sum = (count: (outcome: Outcome) => number) =>
    outcomes.reduce((all, outcome) => all + count(outcome), 0);
  const whole = (value: number) => value.toLocaleString("en");
  return [
    held(
      `${years} simulated years of ${series} series, ${stories.length} stories: invitations, reminders and recaps that were wrong, missing or double`,
      sum(({ wrong, missing, double }) => wrong.length + missing.length + double.length),
      { most: 0 },
      whole,
    ),
    told("  of so many that were to be posted", whole(sum(({ expected }) => expected))),
    told("  with so many deeds of organisers between", whole(sum(({ deeds }) => deeds))),
    told(
      "  and so many times that the server stood still, for up to 150 days",
      whole(sum(({ stands }) => stands)),
    ),
  ];
}
