import type { Frame } from "playwright-core";
import { expect, test } from "vitest";
import type { SurveyView } from "#features/surveys/contract.ts";
import { barriers } from "#test/e2e/harness/browser.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { screen } from "#test/e2e/harness/screens.ts";
import { customerSurveyId } from "#test/e2e/harness/server.ts";

const bed = stage();
const economy = { id: "19:ekonomi@thread.tacv2", name: "Ekonomi" };
const education = { id: "19:bildning@thread.tacv2", name: "Bildning" };

test("a survey is written, sent, sent again to whom it missed, answered, closed and read", {
  timeout: 120_000,
}, async () => {
  await bed.server.join(economy);
  await bed.server.join(education);
  const { tab } = await bed.teams({});
  await writePulse(tab);

  await sendTo(tab, [economy.name, education.name], education.id);
  await retry(tab, education.id);

  const survey = await bed.server.ask<SurveyView>(`/surveys/${idOf(tab)}`);
  await answer(survey, 14);
  await tab.getByRole("link", { name: "Resultat" }).click();
  await tab.getByText(/Ingenting räknas innan enkäten stängs/).waitFor();

  await close(tab);
  await tab.getByRole("link", { name: "Resultat" }).click();
  await tab.getByText(/^14 av 40 svarade, 35\s%/).waitFor();
  const result = tab.getByRole("region", { name: /^1\. Hur har din arbetsvecka varit/ });
  await result.getByRole("row", { name: /^Alla/ }).waitFor();
  // Eleven and three: three are too few, and eleven would give the three away. They are shown together, which is all.
  expect(await result.getByRole("row").allInnerTexts()).toHaveLength(2);
});

test("a survey is scheduled, moved, given more time, and says all of it before and after", {
  timeout: 120_000,
}, async () => {
  await bed.server.join(economy);
  const { tab } = await bed.teams({ allowed: [/409/] });
  await writePulse(tab, "Schemalagd puls");
  await tab.getByLabel("Vilken bakgrundsfråga").selectOption({ label: "Kommunens storlek" });
  await tab.getByRole("button", { name: "Lägg till bakgrundsfråga" }).click();
  await tab.getByText("Resultaten visas inte efter den här frågan.").waitFor();
  await expect.poll(() => tab.getByText(/^Sparat kl\. \d/).count()).toBe(1);
  await tab.getByRole("link", { name: "Gå vidare till Skicka" }).click();
  await tab.getByRole("checkbox", { name: economy.name }).check();
  await tab.getByRole("radio", { name: "Vid en viss tidpunkt" }).check();
  await tab.getByLabel("Tidpunkt (Finlands tid)").fill(inDays(2));
  await tab.getByRole("button", { name: "Schemalägg för 1 kanal eller chatt" }).click();

  const asked = tab.getByRole("alertdialog");
  for (const words of [
    /Kommunnätverket › Ekonomi/,
    /40 personer/,
    /Anonym efter stängning/,
    /Resultat efter\s*Vilken är din roll/,
    /de enskilda svaren förstörs/,
    /används inte och förstörs:.*Hur stor är din kommun/,
  ])
    await asked.filter({ hasText: words }).waitFor();
  await screen(tab.page(), "send-confirm");
  await asked.getByRole("button", { name: "Schemalägg för 1 kanal eller chatt" }).click();

  await tab.getByText("Schemalagd", { exact: true }).waitFor();
  await tab.getByText("schemalagd hit", { exact: false }).first().waitFor();
  await tab.getByText("Flytta utskicket").click();
  await tab.getByLabel("Ny tidpunkt (Finlands tid)").fill(inDays(3));
  await tab.getByRole("button", { name: "Spara tiden" }).click();
  const id = idOf(tab);
  await expect
    .poll(async () => (await bed.server.ask<SurveyView>(`/surveys/${id}`)).scheduledAt?.slice(0, 10))
    .toBe(inDays(3).slice(0, 10));

  await tab.getByText("Ändra stängningstiden").click();
  const closing = tab.getByLabel("Stänger (Finlands tid)");
  await closing.fill(inDays(1));
  await tab.getByRole("button", { name: "Spara stängningstiden" }).click();
  await tab.getByText("Enkäten skulle stänga innan den skickas.").waitFor();
  expect(await closing.inputValue()).toBe(inDays(1));
  await closing.fill(inDays(30));
  await tab.getByRole("button", { name: "Spara stängningstiden" }).click();
  await expect
    .poll(async () => (await bed.server.ask<SurveyView>(`/surveys/${id}`)).draft.closesAt?.slice(0, 10))
    .toBe(inDays(30).slice(0, 10));
  await screen(tab.page(), "send-scheduled");
  expect(await barriers(tab)).toEqual([]);

  await tab.getByRole("link", { name: "Enkäter", exact: true }).last().click();
  const row = tab.getByRole("listitem").filter({ hasText: "Schemalagd puls" });
  await row.getByText("Schemalagd", { exact: true }).waitFor();
  await row.getByText(/Skickas den|Skickas \d/).waitFor();
});

test("the whole questionnaire of a long survey stays in sight, in each language, after it has been opened", async () => {
  const { tab } = await bed.teams({ path: `/surveys/${customerSurveyId}/build` });
  const all = tab.getByRole("region", { name: "Alla frågor" });
  await all.getByText("Hur är Kommunförbundets verksamhet i sin helhet jämfört med i fjol?").waitFor();
  expect(await all.getByRole("list").first().locator("> li").count()).toBe(15);
  await screen(tab.page(), "questionnaire");
  await tab.getByRole("tab", { name: "Suomi" }).click();
  await all
    .getByText(/Millaista Kuntaliiton toiminta/)
    .or(all.getByText(/Kuntaliiton/).first())
    .first()
    .waitFor();
  expect(await barriers(tab)).toEqual([]);
});

async function writePulse(tab: Frame, name = "Puls i november") {
  await tab.getByRole("link", { name: "Ny enkät" }).click();
  await tab.getByRole("button", { name: "Börja med Veckopuls" }).click();
  await tab.getByRole("group", { name: "Enkätens namn" }).getByLabel("Svenska").fill(name);
  await tab.getByLabel("Vilken bakgrundsfråga").selectOption({ label: "Roll" });
  await tab.getByRole("button", { name: "Lägg till bakgrundsfråga" }).click();
  await tab.getByLabel("Visa resultaten efter").selectOption({ index: 1 });
  await tab.getByLabel("Hur många får enkäten").fill("40");
  await tab.getByRole("link", { name: "Välj när enkäten stänger" }).click();
  await tab.getByLabel("Stänger (Finlands tid)").fill(inDays(20));
  await tab.getByText("Alla texter är på plats.").waitFor();
  await tab.getByText(/^Sparat kl\. \d/).waitFor();

  const preview = tab.getByRole("region", { name: "Så ser kortet ut" });
  await preview.getByText(name).waitFor();
  await preview.getByRole("tab", { name: "Suomi" }).click();
  await preview.getByText("Millainen työviikkosi on ollut?").waitFor();
}

async function sendTo(tab: Frame, names: string[], blockedId: string) {
  bed.server.connector.refuse(blockedId, 403);
  await tab.getByRole("link", { name: "Gå vidare till Skicka" }).click();
  await tab.getByRole("heading", { name: "Skicka enkäten" }).waitFor();
  await tab.getByRole("button", { name: "Skicka", exact: true }).click();
  await tab.getByRole("alert").getByText("Välj minst en kanal eller chatt.").waitFor();
  for (const name of names) await tab.getByRole("checkbox", { name }).check();
  await tab.getByRole("button", { name: "Skicka till 2 kanaler och chattar" }).click();
  const asked = tab.getByRole("alertdialog", { name: "Skicka enkäten till 2 kanaler och chattar?" });
  await asked.getByRole("button", { name: "Skicka till 2 kanaler och chattar" }).click();

  await tab
    .getByRole("row", { name: /Ekonomi/ })
    .getByText("Skickad")
    .waitFor();
  await tab
    .getByRole("row", { name: /Bildning/ })
    .getByText("Spärrad")
    .waitFor();
  await tab.getByText(/Be teamets ägare tillåta appen/).waitFor();
  expect(postedTo(economy.id)).toBe(1);
  expect(postedTo(education.id)).toBe(0);
}

async function retry(tab: Frame, blockedId: string) {
  bed.server.connector.admit(blockedId);
  await tab.getByRole("button", { name: "Skicka igen till 1 kanal eller chatt som inte nåddes" }).click();

  await tab
    .getByRole("row", { name: /Bildning/ })
    .getByText("Skickad")
    .waitFor();
  expect(postedTo(economy.id)).toBe(1);
  expect(postedTo(education.id)).toBe(1);
}

/** Eleven of one role and three of another. */
async function answer({ id, draft }: SurveyView, people: number) {
  const [question, background] = [draft.questions[0], draft.backgrounds[0]];
  for (let number = 1; number <= people; number += 1) {
    const group = background?.choices[number <= 3 ? 1 : 0];
    await bed.server.press(
      number,
      "surveys/answer",
      {
        survey: id,
        language: "sv",
        [`q:${question?.id}`]: String(1 + (number % 5)),
        [`q:${background?.id}`]: group?.id,
      },
      economy,
    );
  }
}

async function close(tab: Frame) {
  await tab.getByRole("link", { name: "Skicka" }).click();
  const button = tab.getByRole("button", { name: "Stäng enkäten nu" });
  await button.waitFor();
  // While a sealed survey is open nobody is told how many have answered: it would tell who.
  expect(await tab.getByText(/har svarat/).count()).toBe(0);
  await button.click();
  await tab.getByRole("alertdialog").getByRole("button", { name: "Gå tillbaka" }).click();
  await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  await button.click();
  await tab.getByRole("alertdialog").getByRole("button", { name: "Stäng enkäten nu" }).click();
  await tab.getByText("Klar", { exact: true }).waitFor();
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
const idOf = (tab: Frame) => new URL(tab.url()).pathname.split("/")[3];
const postedTo = (placeId: string) =>
  bed.server.connector.posted.filter((each) => each.method === "POST" && each.placeId === placeId).length;
