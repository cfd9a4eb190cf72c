import { expect, test } from "vitest";
import { coffeeDraft } from "../../../test/coffee.ts";
import { anna, bo, channel, testApp, textsOf } from "../../../test/harness.ts";

test("try", async () => {
  const app = await testApp("2026-12-24T08:00:00Z");
  await app.places.remember(channel);
  const id = "c0ffee00-0000-4000-8000-000000000001";
  await app.ask(anna, ["Organiser"], "POST", "/coffee/series", { id, draft: coffeeDraft });
  await app.ask(anna, ["Organiser"], "POST", `/coffee/series/${id}/start`);
  await app.work();
  app.setTime("2027-01-07T07:00:01Z");
  await app.work();
  console.log(app.teams.sent.map(({ card, place }) => [place.id, textsOf(card), card.refresh]));
  console.log(
    await app.read(bo, "coffee/answer", { series: id, date: "2027-01-14", answer: "yes", scope: "session" }),
  );
  expect(1).toBe(1);
});
