import { expect, test } from "vitest";
import { running, seriesId } from "#test/harness/coffee.ts";
import { anna, bo, channel, respondent, stranger, testApp, textsOf } from "#test/harness/harness.ts";

/* Links to sessions in messages, by whoever pastes them. */

const page = `/coffee/series/${seriesId}/sessions/2027-01-14`;

async function series() {
  const app = await testApp("2026-12-24T08:00:00Z");
  const organiser = await running(app, {}, [channel], [anna, bo]);
  const preview = async (who = bo, asked = page, tag = "sv-SE") => {
    const found = await app.preview(who, asked, tag);
    return found && textsOf(found.card).join("\n");
  };
  return { app, organiser, preview };
}

test("a link to a session says its series' name and when it is, in the language of whoever takes part", async () => {
  const { app, preview } = await series();

  expect(await preview()).toBe("Kaffe med Uffe\ntorsdag 14 januari 2027 kl. 8.30–9.15\nÖppna i Kommunpuls");
  expect(await preview(bo, page, "fi-FI")).toContain("Kahvit Uffen kanssa");
  expect((await app.preview(bo, page))?.card).toMatchObject({
    version: "1.3",
    actions: [{ url: expect.stringContaining(page) }],
  });
});

test("a session that is off says so", async () => {
  const { organiser, preview } = await series();
  await organiser.cancel("2027-01-14");
  expect(await preview()).toContain("Inställd: Kaffe med Uffe");
});

test("whoever takes no part is shown nothing, nor is anybody of what is not there", async () => {
  const { preview } = await series();
  for (const other of [respondent(99), stranger]) expect(await preview(other)).toBeUndefined();
  for (const asked of [
    page.replace("14", "15"),
    page.replace("2027-01-14", "x"),
    "/coffee/series/1/sessions/2027-01-14",
  ])
    expect(await preview(bo, asked)).toBeUndefined();
});
