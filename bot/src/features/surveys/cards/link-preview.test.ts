import { expect, test } from "vitest";
import { anna, bo, channel, respondent, stranger, testApp, textsOf } from "#test/harness/harness.ts";
import { monday, organise, posted, pulse, threeLanguages } from "#test/harness/surveys.ts";

/* Links to surveys in messages, by whoever pastes them. */

const shown = { sv: "Veckopuls\nÖppna Kommunpuls", fi: "Viikkopulssi\nAvaa Kommunpuls" };

async function open(changes: Partial<typeof pulse> = {}) {
  const app = await testApp(monday);
  app.teams.members.set(channel.teamId ?? channel.id, [{ id: bo.id, userId: `29:${bo.id}`, name: bo.name }]);
  const id = await posted(app, { ...threeLanguages, ...changes });
  const preview = async (who = bo, page = `/surveys/${id}`, tag = "sv-SE") => {
    const found = await app.preview(who, page, tag);
    return found && textsOf(found.card).join("\n");
  };
  return { app, id, preview };
}

test("a link to an open survey says what it is called, to whom it was sent, in their language", async () => {
  const { app, id, preview } = await open();

  expect(await preview()).toBe(shown.sv);
  expect(await preview(bo, `/surveys/${id}/results`, "fi-FI")).toBe(shown.fi);
  expect((await app.preview(bo, `/surveys/${id}/results`))?.card).toMatchObject({
    version: "1.3",
    actions: [{ url: expect.stringContaining(`/surveys/${id}/results`) }],
  });
  for (const other of [respondent(99), stranger]) expect(await preview(other)).toBeUndefined();
  for (const page of ["/surveys/nope", `/surveys/${id}/send`])
    expect(await preview(bo, page)).toBeUndefined();
});

test("a draft has no name in a message, not even for whoever writes it", async () => {
  const { app, preview } = await open();
  const { id } = await organise(app).write(pulse);

  for (const who of [anna, bo]) expect(await preview(who, `/surveys/${id}`)).toBeUndefined();
});

test.for([
  [true, shown.sv],
  [false, undefined],
] as const)("over, with its results shared %o, its link says %o", async ([shared, expected]) => {
  const { app, id, preview } = await open({ shared });
  await organise(app).close(id);
  await app.work();

  expect(await preview(bo, `/surveys/${id}/results`)).toBe(expected);
  expect(await preview(respondent(99), `/surveys/${id}/results`)).toBeUndefined();
});
