import type { Frame, Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { DraftList, PostView, TopicList, TopicView } from "#features/forum/contract.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { person } from "#test/e2e/harness/server.ts";
import { openTeams } from "#test/e2e/harness/teams-host.ts";
import { fillForum, post, topic, topics } from "./forum-room.ts";

const bed = stage();
const ownTopicId = "4a6f1c00-0d3e-4c55-9f10-5b7a3e2d1c05";
const runTopicId = "4a6f1c00-0d3e-4c55-9f10-5b7a3e2d1c07";
const longTopicId = "4a6f1c00-0d3e-4c55-9f10-5b7a3e2d1c06";

beforeAll(() => fillForum(bed.server));

test("the list tells in words what is new, and shows what one looks for", async () => {
  const { page, tab } = await bed.teams({ as: "Bo", path: "/forum", allowed: [/ERR_INTERNET_DISCONNECTED/] });
  const row = (title: string) => tab.getByRole("listitem").filter({ hasText: title });
  await row("Vad heter kiinteistövero").getByText("3 olästa").waitFor();
  await row("Miten käännetään hyvinvointialue?").getByText("Ny", { exact: true }).waitFor();
  await row("Julfesten").getByText("Stängd").waitFor();
  await tab.getByRole("region", { name: "Fästa diskussioner" }).getByText("Så här gör vi").waitFor();
  expect(await tab.getByRole("link", { name: "Miten käännetään" }).getAttribute("lang")).toBe("fi");

  await tab.getByRole("link", { name: "Mina", exact: true }).click();
  await tab.getByRole("link", { name: "Miten käännetään" }).waitFor({ state: "detached" });
  await row("Julfesten").waitFor();
  await tab.getByLabel("Ämne", { exact: true }).selectOption("moten");
  await tab.getByText("Ingen diskussion har det här ämnet.").waitFor();
  await tab.getByRole("link", { name: "Visa alla diskussioner" }).click();
  await row("Miten käännetään").waitFor();

  await tab.getByLabel("Sök i forumet").fill("fastighetsskatter");
  await tab.getByLabel("Sök i forumet").press("Enter");
  await expect.poll(() => tab.locator("mark").allTextContents()).toContain("fastighetsskatt");
  await tab.getByRole("link", { name: "Vad heter kiinteistövero" }).last().click();
  await expect.poll(() => tab.evaluate(() => document.activeElement?.id)).toMatch(/^post-\d$/);

  await page.context().setOffline(true);
  await tab.getByText("Du har ingen nätförbindelse.").waitFor();
  await page.context().setOffline(false);
  await tab.getByText("Du har ingen nätförbindelse.").waitFor({ state: "detached" });
});

test("whoever has left the network is told so, and how to come back", async () => {
  await bed.server.write("DELETE", "/network/membership", {}, "Demir");
  const { tab } = await bed.teams({ as: "Demir", path: `/forum/topics/${topics.solved}` });

  const way = tab.getByRole("link", { name: "Gå med i nätverket" });

  expect(await way.getAttribute("href")).toBe("/tab/network");
  expect(await tab.getByText("kiinteistövero").count()).toBe(0);
});

test("a topic is begun, answered with a quote and a mention, edited, and an answer taken away and brought back", {
  timeout: 120_000,
}, async () => {
  await bed.server.write(
    "POST",
    "/forum/topics",
    topic(ownTopicId, "Hur skriver ni kl.?", "Med punkt eller kolon?"),
    "Bo",
  );
  const carita = await bed.teams({ as: "Carita", path: `/forum/topics/${ownTopicId}` });
  const { page, tab } = carita;

  await tab.getByRole("button", { name: "Citera inlägg 1" }).click();
  const field = tab.getByLabel("Ditt svar");
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type("Punkt, säger @an");
  const people = tab.getByRole("listbox", { name: "Personer att nämna" });
  await people.getByRole("option", { name: "Anna" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("alltid.");
  await page.keyboard.press("Control+Enter");

  const answer = tab.locator("#post-2");
  await answer.getByText("Punkt, säger @Anna alltid.").waitFor();
  await answer.getByText("Bo i inlägg 1:").waitFor();
  await expect.poll(() => field.inputValue()).toBe("");
  const { page: posts } = await bed.server.ask<TopicView>(`/forum/topics/${ownTopicId}`, "Carita");
  expect(posts[1]).toMatchObject({
    quote: { number: 1, text: "Med punkt eller kolon?" },
    mentions: [{ id: person("Anna").id }],
  });

  await tab.getByRole("button", { name: "Mer om inlägg 2" }).click();
  await answer.getByRole("button", { name: "Ändra" }).click();
  await tab.getByLabel("Inläggets text").fill("Kolon.");
  await answer.getByRole("button", { name: "Spara" }).click();
  await answer.getByText("Kolon.").waitFor();
  await answer.getByText(/^ändrat kl\.\s\d/).waitFor();
  await openMore(tab, 2);
  await answer.getByRole("button", { name: "Tidigare versioner" }).click();
  await tab.getByRole("dialog").getByText("Punkt, säger @Anna alltid.").waitFor();
  await page.keyboard.press("Escape");
  await tab.getByRole("dialog").waitFor({ state: "detached" });

  await answer.getByRole("button", { name: "Ta bort" }).click();
  await answer.getByText("Inlägget är borttaget av den som skrev det.").waitFor();
  await tab.getByRole("button", { name: "Ångra" }).click();
  await answer.getByText("Kolon.").waitFor();

  const bo = await bed.teams({ as: "Bo", path: `/forum/topics/${ownTopicId}?post=2` });
  await openMore(bo.tab, 2);
  await bo.tab.getByRole("button", { name: "Markera som bästa svar" }).click();
  await bo.tab.getByRole("region", { name: "Bästa svar" }).getByText("Kolon.").waitFor();

  await bo.tab
    .getByRole("region", { name: "Bästa svar" })
    .getByRole("link", { name: "Föreslå term" })
    .click();
  const context = bo.tab.getByRole("textbox", { name: "Exempel på användning" }).first();
  await expect.poll(() => context.inputValue()).toBe("Kolon.");
  const source = bo.tab.getByRole("textbox", { name: "Exemplets källa" }).first();
  expect(decodeURIComponent(await source.inputValue())).toContain(`/forum/topics/${ownTopicId}?post=2`);
});

test("an answer that does not get there is kept, and sent once when one tries again", async () => {
  const { page, tab } = await bed.teams({
    as: "Bo",
    path: `/forum/topics/${topics.pinned}`,
    allowed: [/net::ERR_FAILED/],
  });
  const isLost = { now: true };
  // The server gets it; its answer is lost.
  await page.route("**/posts", async (route) => {
    if (!isLost.now) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await tab.getByLabel("Ditt svar").fill("Tack för det!");
  await tab.getByRole("button", { name: "Skicka svaret" }).click();
  await tab.getByRole("alert").getByText("Svaret är inte skickat.").waitFor();

  isLost.now = false;
  await tab.getByRole("button", { name: "Försök igen" }).click();

  await tab.locator("#post-2").getByText("Tack för det!").waitFor();
  const { posts } = await bed.server.ask<TopicView>(`/forum/topics/${topics.pinned}`, "Bo");
  expect(posts).toBe(2);
});

test("what one has begun is there after the page was left, and is gone once it is published", async () => {
  const { tab } = await bed.teams({ as: "Carita", path: "/forum/new" });
  await tab.getByLabel("Rubrik").fill("Vad är en välfärdsområdeschef?");
  await tab.getByLabel("Inlägg", { exact: true }).fill("Jag har **inget** bra ord.");
  await tab.getByText(/^Sparat kl\. \d/).waitFor();
  await tab.getByLabel("Inlägg", { exact: true }).press("End");
  await tab.getByLabel("Inlägg", { exact: true }).pressSequentially(" Har ni?");

  // The last words are not on the server yet.
  await tab.evaluate(() => location.reload());
  await tab.getByLabel("Rubrik").waitFor();
  expect(await tab.getByLabel("Inlägg", { exact: true }).inputValue()).toBe(
    "Jag har **inget** bra ord. Har ni?",
  );
  await tab.getByText(/^Sparat kl\. \d/).waitFor();
  const { drafts } = await bed.server.ask<DraftList>("/forum/drafts", "Carita");
  expect(drafts).toMatchObject([{ key: "new", text: "Jag har **inget** bra ord. Har ni?" }]);

  await tab.getByRole("button", { name: "Publicera" }).click();
  await tab.getByRole("heading", { level: 1, name: "Vad är en välfärdsområdeschef?" }).waitFor();
  await expect
    .poll(async () => (await bed.server.ask<DraftList>("/forum/drafts", "Carita")).drafts)
    .toEqual([]);
});

test("when the same draft was written in another window one is told, and chooses", async () => {
  const { tab } = await bed.teams({
    as: "Bo",
    path: `/forum/topics/${topics.solved}`,
    allowed: [/409/],
  });
  const field = tab.getByLabel("Ditt svar");
  await field.fill("Mitt");
  await tab.getByText(/^Sparat kl\. \d/).waitFor();
  const { drafts } = await bed.server.ask<DraftList>("/forum/drafts", "Bo");
  const version = drafts.find(({ key }) => key === topics.solved)?.version ?? "";
  const theirs = { version, title: "", tags: [], language: "sv", text: "Från telefonen" };
  await bed.server.write("PUT", `/forum/drafts/${topics.solved}`, theirs, "Bo");

  await field.fill("Mitt igen");
  await tab.getByText("Det här har ändrats på annat håll").waitFor();
  await tab.getByText("Du har sparat en annan version").waitFor();
  await tab.getByRole("button", { name: "Ta den sparade" }).click();

  expect(await field.inputValue()).toBe("Från telefonen");
});

test("in one browser Anna's words are not Bo's, and of her two windows neither loses any", async () => {
  const { open } = await bed.visit({ allowed: [/409/] });
  const at = async (as: string, path: string) => openTeams(await open(), bed.server, { as, path });
  const first = await at("Anna", `/forum/topics/${topics.solved}`);
  const second = await at("Anna", `/forum/topics/${topics.solved}`);
  const fieldIn = ({ tab }: typeof first) => tab.getByLabel("Ditt svar");
  await fieldIn(second).waitFor();

  await fieldIn(first).fill("Första fönstret");
  await first.tab.getByText(/^Sparat kl\. \d/).waitFor();
  await fieldIn(second).fill("Andra fönstret");
  await second.tab.getByText("Du har sparat en annan version").waitFor();
  await fieldIn(first).fill("Första fönstret igen");
  await first.tab.getByText(/^Sparat kl\. \d/).waitFor();
  await Promise.all([first.page.close(), second.page.close()]);

  const third = await at("Anna", `/forum/topics/${topics.solved}`);
  await expect.poll(() => fieldIn(third).inputValue()).toBe("Andra fönstret");

  // It is in this browser alone, and Bo comes to it.
  const bos = await at("Bo", `/forum/topics/${topics.solved}`);
  await fieldIn(bos).waitFor();
  expect(await fieldIn(bos).inputValue()).not.toMatch(/fönstret/);
});

test("what is written is left only by choice, goes on after a visit elsewhere, and keeps its form when pasted", async () => {
  const { page, tab } = await bed.teams({ as: "Bo", path: "/forum" });
  await tab.getByRole("link", { name: "Miten käännetään" }).click();
  const question = tab.getByRole("alertdialog", { name: "Lämna sidan?" });
  const terms = tab.getByRole("link", { name: "Termer", exact: true });

  // A quote waits with its draft.
  await tab.getByRole("button", { name: "Citera inlägg 1" }).click();
  await tab.getByText("Du citerar Carita").waitFor();
  const field = tab.getByLabel("Ditt svar");
  await field.fill("Sote: ");
  await paste(
    field,
    "<table><tr><td>fi</td><td>sv</td></tr><tr><td>hva</td><td>vo</td></tr></table>",
    "fi hva",
  );
  await expect.poll(() => field.inputValue()).toBe("Sote: \n\n| fi | sv |\n| --- | --- |\n| hva | vo |");
  await page.keyboard.press("Control+z");
  await expect.poll(() => field.inputValue()).toBe("Sote: ");
  await tab.getByText(/^Sparat kl\. \d/).waitFor();
  await terms.click();
  await tab.getByRole("heading", { level: 1, name: "Termer" }).waitFor();
  expect(await question.count()).toBe(0);
  await tab.evaluate(() => history.back());
  await tab.getByText("Du citerar Carita").waitFor();
  await tab.getByRole("button", { name: "Skicka svaret" }).click();
  await tab.locator("#post-2").getByText("Sote:").waitFor();

  // A post under change keeps no draft.
  await openMore(tab, 2);
  await tab.locator("#post-2").getByRole("button", { name: "Ändra" }).click();
  const text = tab.getByLabel("Inläggets text");
  await text.fill("Sote, ja");
  await terms.click();
  await question.getByRole("button", { name: "Stanna kvar" }).click();
  await question.waitFor({ state: "detached" });
  expect(await text.inputValue()).toBe("Sote, ja");
  await tab.evaluate(() => history.back());
  await question.getByRole("button", { name: "Stanna kvar" }).click();
  expect(await text.inputValue()).toBe("Sote, ja");
  await terms.click();
  await question.getByRole("button", { name: "Lämna sidan" }).click();
  await tab.getByRole("heading", { level: 1, name: "Termer" }).waitFor();

  // A dialog with words in it.
  await tab.evaluate(() => history.back());
  await openMore(tab, 1);
  await tab.locator("#post-1").getByRole("button", { name: "Anmäl" }).click();
  const dialog = tab.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Fel forum");
  await page.mouse.click(5, 5);
  await dialog.getByText("Det du har fyllt i är inte skickat.").waitFor();
  expect(await dialog.getByRole("textbox").inputValue()).toBe("Fel forum");
  await dialog.getByRole("button", { name: "Fortsätt skriva" }).click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Stäng ändå" }).click();
  await dialog.waitFor({ state: "detached" });

  // Teams takes the tab away without asking.
  await openMore(tab, 2);
  await tab.locator("#post-2").getByRole("button", { name: "Ändra" }).click();
  await text.fill("Sote, ja tietysti");
  await tab.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
  const context = page.context();
  await page.close();
  const path = `/forum/topics/${topics.finnish}`;
  const later = await openTeams(await context.newPage(), bed.server, { as: "Bo", path });
  await openMore(later.tab, 2);
  await later.tab.locator("#post-2").getByRole("button", { name: "Ändra" }).click();
  expect(await later.tab.getByLabel("Inläggets text").inputValue()).toBe("Sote, ja tietysti");
});

test("what one has seen is read on every device, and nothing more", { timeout: 120_000 }, async () => {
  await bed.server.write(
    "POST",
    "/forum/topics",
    topic(longTopicId, "En lång diskussion", "Början."),
    "Carita",
  );
  for (let number = 2; number <= 24; number += 1)
    await bed.server.write(
      "POST",
      `/forum/topics/${longTopicId}/posts`,
      post(`Inlägg nummer ${number}. ${"Ord. ".repeat(120)}`),
      "Carita",
    );
  const readTo = async () => (await bed.server.ask<TopicView>(`/forum/topics/${longTopicId}`, "Bo")).readTo;

  const { tab } = await bed.teams({ as: "Bo", path: `/forum/topics/${longTopicId}` });
  await tab.getByText("Inlägg nummer 3.").waitFor();
  await expect.poll(readTo, { timeout: 30_000, interval: 1_500 }).toBeGreaterThan(0);
  expect(await readTo()).toBeLessThan(10);

  await tab.getByRole("button", { name: "Visa senare inlägg" }).click();
  await tab.getByText("Inlägg nummer 24.").scrollIntoViewIfNeeded();
  await expect.poll(readTo, { timeout: 30_000, interval: 1_500 }).toBeGreaterThan(20);

  await tab.getByRole("link", { name: "Forum" }).click();
  const unread = tab.getByRole("listitem").filter({ hasText: "En lång diskussion" }).getByText(/oläst/);
  await tab.getByRole("link", { name: "En lång diskussion" }).waitFor();
  await expect.poll(() => unread.count()).toBe(0);
});

test("a topic is posted to a channel, pinned, closed with a reason, opened, renamed, and taken away and brought back", {
  timeout: 120_000,
}, async () => {
  const channel = { id: "19:oversattarna@thread.tacv2", name: "Översättarna" };
  await bed.server.join(channel);
  const about = { sv: "", fi: "", en: "" };
  await bed.server.write("PUT", "/network/settings", {
    about,
    membersInvite: false,
    channelIds: [channel.id],
  });
  await bed.server.write("POST", "/forum/topics", topic(runTopicId, "Höstens träff", "Vad talar vi om?"));
  const path = `/forum/topics/${runTopicId}`;
  const { page, tab } = await bed.teams({ path });
  const button = (name: string) => tab.getByRole("button", { name, exact: true });
  const said = (words: string) => tab.getByText(words).first().waitFor();

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await button("Kopiera länk").click();
  await said("Länken är kopierad.");
  expect(await tab.evaluate(() => navigator.clipboard.readText())).toBe(`${bed.server.url}/tab${path}`);

  await button("Mer om diskussionen").click();
  await button("Lägg ut i en kanal").click();
  await tab.getByRole("dialog").getByLabel(channel.name).check();
  await button("Lägg ut").click();
  await said("Diskussionen läggs ut i kanalen.");
  await tab.getByText("I Teams: Översättarna").waitFor();

  await button("Ta upp på en träff").click();
  await tab.getByRole("dialog").getByLabel("Kaffe med Uffe").first().check();
  await button("Lägg till på agendan").click();
  await tab.getByText("På agendan: Kaffe med Uffe").waitFor();

  await button("Fäst överst").click();
  await tab.locator("header").getByText("Fäst", { exact: true }).waitFor();

  await button("Stäng diskussionen").click();
  await tab.getByRole("dialog").getByLabel("Varför den stängs").fill("Träffen är över.");
  await tab.getByRole("dialog").getByRole("button", { name: "Stäng diskussionen" }).click();
  await tab.getByText(/^Stängd av Anna .*: Träffen är över\.$/).waitFor();
  expect(await button("Svara").count()).toBe(0);
  await button("Öppna igen").click();
  await button("Svara").waitFor();

  await button("Ändra rubrik och ämnen").click();
  await tab.getByLabel("Rubrik").fill("Vårens träff");
  await button("Spara").click();
  await tab.getByRole("heading", { level: 1, name: "Vårens träff" }).waitFor();

  // Teams tells the message's address some seconds after it was posted.
  const links = async () => (await bed.server.ask<TopicView>(path)).channels.map(({ link }) => link);
  await expect.poll(links, { timeout: 30_000, interval: 500 }).toEqual([expect.stringContaining("http")]);
  await button("Mer om diskussionen").click();
  await button("Ta bort diskussionen").click();
  await tab.getByRole("heading", { level: 1, name: "Forum" }).waitFor();
  await tab.getByRole("link", { name: "Vårens träff" }).waitFor({ state: "detached" });
  await button("Ångra").click();
  await tab.getByRole("link", { name: "Vårens träff" }).click();
  await tab.getByRole("link", { name: channel.name }).waitFor();
});

test("keys lead through the forum, and are quiet once they are switched off", async () => {
  const { page, tab } = await bed.teams({ as: "Carita", path: "/forum" });
  const titles = tab.locator("[data-row] a");
  await titles.nth(1).waitFor();
  await tab.locator("a").first().focus();

  await page.keyboard.press("j");
  await expect.poll(() => focused(tab)).toBe(await titles.nth(0).textContent());
  await page.keyboard.press("j");
  await expect.poll(() => focused(tab)).toBe(await titles.nth(1).textContent());
  await page.keyboard.press("k");
  await page.keyboard.press("o");
  await tab.getByLabel("Ditt svar").waitFor();
  await page.keyboard.press("j");
  await expect.poll(() => tab.evaluate(() => document.activeElement?.id)).toBe("post-1");
  await page.keyboard.press("r");
  await expect.poll(() => tab.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
  await page.keyboard.type("jg l");
  expect(await tab.getByLabel("Ditt svar").inputValue()).toBe("jg l");
  await tab.getByLabel("Ditt svar").fill("");
  await tab.locator("#post-1").focus();
  await page.keyboard.press("g");
  await page.keyboard.press("u");
  await expect.poll(() => tab.evaluate(() => location.search)).toContain("view=unread");
  await expect.poll(() => focused(tab)).toBe("Forum");
  await page.keyboard.press("/");
  await expect.poll(() => tab.evaluate(() => document.activeElement?.id)).toBe("forum-search");
  await tab.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("?");
  const help = tab.getByRole("dialog", { name: "Hjälp" });
  await help.getByText("till olästa diskussioner").waitFor();
  await help.getByRole("switch").click();
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "detached" });

  await tab.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("c");
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  expect(await tab.evaluate(() => location.pathname + location.search)).toContain("view=unread");
});

test("a reported post is judged by a coordinator, who alone sees reports", async () => {
  const anna = await bed.teams({ path: `/forum/topics/${topics.solved}?post=4` });
  const bo = await bed.teams({ as: "Bo", path: `/forum/topics/${topics.solved}?post=4` });
  await bo.tab.getByRole("button", { name: "Mer om diskussionen" }).click();
  await bo.tab.getByRole("button", { name: "Ta upp på en träff" }).click();
  await bo.tab
    .getByRole("dialog")
    .getByText("Du arrangerar ingen träff de närmaste två månaderna.")
    .waitFor();
  await bo.tab.getByRole("button", { name: "Avbryt" }).click();
  await openMore(bo.tab, 4);
  await bo.tab.locator("#post-4").getByRole("button", { name: "Anmäl" }).click();
  const dialog = bo.tab.getByRole("dialog", { name: "Anmäl inlägget" });
  await dialog.getByLabel("Hör inte hit").check();
  await dialog.getByRole("button", { name: "Skicka anmälan" }).click();
  await dialog.waitFor({ state: "detached" });
  await bo.tab.getByRole("link", { name: "Forum" }).click();
  await bo.tab.getByRole("link", { name: "Utkast" }).waitFor();
  expect(await bo.tab.getByRole("link", { name: "Anmälningar" }).count()).toBe(0);

  await anna.tab.getByRole("link", { name: "Forum" }).click();
  await anna.tab.getByRole("link", { name: /Anmälningar \(1 anmälan väntar\)/ }).click();
  const report = anna.tab.getByRole("listitem").filter({ hasText: "Det här hör inte hit." });
  await report.getByLabel("Varför det tas bort").fill("Fel diskussion.");
  await report.getByRole("button", { name: "Ta bort inlägget" }).click();
  await anna.tab.getByText("Inga anmälningar väntar.").waitFor();

  const { page } = await bed.server.ask<TopicView>(`/forum/topics/${topics.solved}?from=4`, "Bo");
  expect(page[0]?.removed).toMatchObject({ by: "moderator", reason: "Fel diskussion." } satisfies Partial<
    PostView["removed"]
  >);
});

test("one's languages and subjects are kept, and the list goes by them", async () => {
  const all = { reads: ["sv", "fi", "en"], tags: [], digest: false };
  await bed.server.write("PUT", "/forum/wishes", all, "Bo");
  const { tab } = await bed.teams({ as: "Bo", path: "/forum/settings" });
  const finnish = tab.getByRole("checkbox", { name: "Suomi" });
  await finnish.click();
  await expect.poll(() => finnish.isChecked()).toBe(false);
  await tab.getByRole("switch", { name: /en gång i veckan/ }).click();
  await tab.getByText("Sparat", { exact: true }).waitFor();

  await tab.getByRole("link", { name: "Forum" }).click();
  await tab.getByText("Du läser svenska och engelska.").waitFor();
  expect(await tab.getByRole("link", { name: "Miten käännetään" }).count()).toBe(0);
  const { reads } = await bed.server.ask<TopicList>("/forum/topics", "Bo");
  expect(reads).toEqual(["sv", "en"]);

  await tab.getByRole("link", { name: "Vad heter kiinteistövero" }).click();
  await tab.getByText("Inlägget är på finska.").waitFor();
  await tab.getByRole("button", { name: "Visa det" }).click();
  await tab.getByText("Meillä käytetään samaa.").waitFor();
});

/** As the browser does it: with the form beside the bare words. */
const paste = (field: Locator, html: string, words: string): Promise<void> =>
  field.evaluate(
    (element, { html, words }) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", html);
      clipboardData.setData("text/plain", words);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    { html, words },
  );

async function openMore(tab: Frame, number: number): Promise<void> {
  const more = tab.getByRole("button", { name: `Mer om inlägg ${number}` });
  if ((await more.getAttribute("aria-expanded")) !== "true") await more.click();
}

/** The words of what has the focus. */
const focused = (tab: Frame): Promise<string | null | undefined> =>
  tab.evaluate(() => document.activeElement?.textContent);
