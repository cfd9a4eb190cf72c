import type { Frame } from "playwright-core";
import { expect, test } from "vitest";
import { barriers } from "#test/e2e/harness/browser.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { screen } from "#test/e2e/harness/screens.ts";
import { openPulseId, person } from "#test/e2e/harness/server.ts";

const bed = stage();
const teamCount = 40;
const channelNames = ["Allmänt", "Bildning", "Ekonomi", "Teknik", "Vård"];
/** The demo's own channel is one more. */
const all = teamCount * channelNames.length + 1;

test("hundreds of places are searched, chosen and sent to, without a mouse, and the sending is paused and goes on", {
  timeout: 120_000,
}, async () => {
  await joinTeams();
  const { tab, page } = await bed.teams({ path: `/surveys/${openPulseId}/send` });
  const status = tab.getByRole("group", { name: "Vart" }).getByRole("status");
  const press = async (name: string, key = "Enter") => {
    await tab.getByRole("button", { name, exact: true }).focus();
    await page.keyboard.press(key);
  };

  await tab.getByRole("searchbox", { name: "Sök kanal, team eller chatt" }).fill("nätverk 07");
  await status.getByText("5 kanaler och chattar hittades.").waitFor();
  await press("Välj alla som hittades (5)");
  await status.getByText("5 valda").waitFor();
  await tab.getByRole("searchbox").fill("");
  await press("Visa kanalerna i Nätverk 09");
  const economy = tab.getByRole("group", { name: "Nätverk 09" }).getByRole("checkbox", { name: "Ekonomi" });
  await economy.focus();
  await page.keyboard.press("Space");
  await status.getByText("6 valda").waitFor();
  await screen(page, "many places");
  expect(await barriers(tab)).toEqual([]);

  await tab.getByRole("switch", { name: "Visa bara valda" }).check();
  await expect.poll(() => tab.getByRole("group", { name: /^Nätverk/ }).count()).toBe(2);
  await economy.uncheck();
  await status.getByText("5 valda").waitFor();
  expect(await economy.isVisible()).toBe(true);
  await tab.getByRole("switch", { name: "Visa bara valda" }).uncheck();
  await press(`Välj alla (${all})`);
  await status.getByText(`${all} valda`).waitFor();

  await send(tab);
  await press("Pausa utskicket");
  await tab.getByText("Pausat", { exact: true }).waitFor();
  await settle();
  const posted = postedCount();
  await settle();
  expect(postedCount()).toBe(posted);
  expect(posted).toBeLessThan(all);
  await screen(page, "paused sending");
  expect(await barriers(tab)).toEqual([]);

  await press("Fortsätt utskicket");
  await newest(tab).getByText(`${all} skickade`, { exact: true }).waitFor({ timeout: 40_000 });
  expect(postedCount()).toBe(all);
  await press(`Visa ${all - 10} till`);
  expect(await newest(tab).getByRole("row").count()).toBe(all + 1);
});

async function joinTeams() {
  for (let team = 1; team <= teamCount; team++) {
    const number = String(team).padStart(2, "0");
    bed.server.connector.setMembers(`19:team-${number}@thread.tacv2`, [person("Anna").id]);
    await Promise.all(
      channelNames.map((name) =>
        bed.server.join(
          { id: `19:${name}-${number}@thread.tacv2`, name },
          { id: `19:team-${number}@thread.tacv2`, name: `Nätverk ${number}` },
        ),
      ),
    );
  }
  bed.server.connector.posted.length = 0;
}

async function send(tab: Frame) {
  const button = `Skicka till ${all} kanaler och chattar`;
  await tab.getByRole("button", { name: button }).click();
  await tab.getByRole("alertdialog").getByRole("button", { name: button }).click();
  await newest(tab)
    .getByRole("progressbar", { name: new RegExp(`av ${all} klara`) })
    .waitFor();
}

/** The sending at the top. */
const newest = (tab: Frame) => tab.getByRole("region", { name: "Utskick" }).getByRole("article").first();

const postedCount = () => bed.server.connector.posted.filter(({ method }) => method === "POST").length;

/** What was under way when it was paused is settled by then. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 1_500));
