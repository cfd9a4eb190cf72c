import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anna, bo, channel, memoryKeys, respondent, type TestApp, testApp } from "#test/harness/harness.ts";
import { type Home, homes } from "#test/harness/storage-backends.ts";
import { coffee, friday, monday, organise, posted } from "#test/harness/surveys.ts";

/* The life of a survey, the same in every home of the storage port. */

describe.each(homes)("$home", ({ start }) => {
  let home: Home;
  beforeAll(async () => {
    home = await start();
  });
  afterAll(() => home.stop());

  test("a survey is written, sent, answered, changed, closed, counted and read", async () => {
    const keys = memoryKeys();
    const app = await testApp(monday, home.store, keys);
    const id = await posted(app, { ...coffee, closesAt: friday });
    expect(app.teams.sent.map(({ place }) => place.id)).toEqual([channel.id]);

    await Promise.all(numbers(12).map((number) => answer(app, id, number, "2")));
    expect(await organise(app).view(id)).toMatchObject({ state: "open", answered: null });
    // On another machine, at the same time: what is stored is all that they share.
    const second = await testApp(monday, home.store, keys);
    expect(await second.read(respondent(1), "surveys/show", { survey: id })).toContain("Tack för ditt svar!");
    for (const number of numbers(12)) await answer(second, id, number, number <= 4 ? "1" : "5");

    await organise(app).close(id);
    await Promise.all([worked(app), worked(second)]);
    expect(await app.read(bo, "surveys/answer", { survey: id, "q:nytta": "3" })).toContain(
      "Enkäten är stängd.",
    );

    const { state, release } = await organise(second).results(id);
    expect(state).toBe("released");
    expect(release).toMatchObject({ final: true, respondents: 12 });
    expect(release?.questions[0]?.total).toMatchObject({ shown: "exact", n: 12, mean: { value: 3.67 } });
    expect(await app.ask(anna, ["Organiser"], "GET", `/surveys/${id}/results.csv`)).toMatchObject({
      fileName: expect.stringMatching(/\.csv$/),
      text: expect.stringContaining(coffee.questions[0]?.text.sv ?? ""),
    });
    expect(keys.names()).toEqual([]);
    expect(await rowsIn(app, id)).toEqual({ ballots: 0, releases: 1 });
  });
});

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

async function answer(app: TestApp, survey: string, number: number, value: string): Promise<void> {
  const said = await app.read(respondent(number), "surveys/answer", { survey, "q:nytta": value });
  expect(said).toContain("Tack för ditt svar!");
}

/** Both machines take from one queue: either may find that the other was first. */
async function worked(app: TestApp): Promise<void> {
  await app.work().catch(() => undefined);
}

async function rowsIn(app: TestApp, surveyId: string) {
  const count = async (table: string, partition: string) =>
    (await Array.fromAsync(app.store.tables.open(table).list(partition))).length;
  const partition = `${anna.tenantId}|${surveyId}`;
  const ballots = await Promise.all(
    [..."0123456789abcdef"].map((bucket) => count("ballots", `${partition}|${bucket}`)),
  );
  return {
    ballots: ballots.reduce((sum, each) => sum + each, 0),
    releases: await count("releases", partition),
  };
}
