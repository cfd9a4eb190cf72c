import { expect, test } from "vitest";
import { anna, testApp } from "#test/harness/harness.ts";
import { inNetwork, ownChat } from "#test/harness/network.ts";
import { monday } from "#test/harness/surveys.ts";
import { cecilia, david, handedIn, ordered, surveyed, whole, working } from "#test/harness/translations.ts";

/* What becomes of orders when somebody leaves the network. */

test("who leaves gives back what they had taken, and their name goes", async () => {
  const app = await testApp(monday);
  const { id } = await ordered(app);
  await working(app, cecilia).take(id);
  await working(app, cecilia).write(id, whole);

  await inNetwork(app, cecilia).leave();
  await inNetwork(app, anna).leave();
  await app.work();

  const seen = await working(app, david).order(id);
  expect(seen).toMatchObject({ state: "waiting", takenBy: null, orderedBy: null });
  expect(seen.texts[0]?.translation).toBe("Mitä kuuluu?");
});

test("nothing of whoever has left stays with what is done or withdrawn, and nobody is told of it anew", async () => {
  const app = await testApp(monday);
  await ownChat(app, anna);
  const { id } = await ordered(app);
  await handedIn(app, id);
  await working(app, david).approve(id);
  await app.work();
  const withdrawn = await surveyed(app);
  const other = (await withdrawn.ask()).orders[0]?.id ?? "";
  await working(app, anna).withdraw(other);
  await app.at("2027-01-15T10:00:00Z");
  app.teams.sent.length = 0;

  await inNetwork(app, cecilia).leave();
  await app.work();
  expect((await working(app, david).list("done")).orders).toMatchObject([
    { orderedBy: "Anna", takenBy: null },
  ]);
  await inNetwork(app, anna).leave();
  await app.work();

  expect((await working(app, david).list("done")).orders).toMatchObject([{ id, orderedBy: null }]);
  expect(await working(app, david).order(other)).toMatchObject({ state: "withdrawn", orderedBy: null });
  expect(app.teams.sent).toEqual([]);
});

test("what a translator has handed in is reviewed though they have left, and goes back to the queue", async () => {
  const app = await testApp(monday);
  const { id } = await ordered(app);
  await handedIn(app, id);
  await inNetwork(app, cecilia).leave();
  await app.work();

  const remark = "Hellre 'Kuinka voit?'";
  for (const _ of ["once", "and again"])
    expect(await working(app, david).sendBack(id, remark)).toMatchObject({
      state: "waiting",
      takenBy: null,
      remark,
    });
  const taken = await working(app, david).take(id);
  expect(taken.texts[0]?.translation).toBe("Mitä kuuluu?");
});
