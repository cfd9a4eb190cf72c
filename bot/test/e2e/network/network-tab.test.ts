import type { Frame } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { NetworkView } from "#features/network/contract.ts";
import type { SendingView } from "#platform/sending/contract.ts";
import { letIn, profile } from "#test/e2e/forum/forum-room.ts";
import { barriers, overflow } from "#test/e2e/harness/browser.ts";
import { stage } from "#test/e2e/harness/browser-fixture.ts";
import { screen } from "#test/e2e/harness/screens.ts";

/* Anna coordinates, Bo is a member, Carita has asked to be let in, and Demir is outside. */

const bed = stage();
const channel = { id: "19:oversattarna@thread.tacv2", name: "Översättarna" };

beforeAll(async () => {
  await bed.server.join(channel);
  await bed.server.write("DELETE", "/network/membership", {}, "Demir");
});

type View = { name: string; path: string; as: "Anna" | "Demir"; shown(tab: Frame): Promise<unknown> };
const views: View[] = [
  { name: "home", path: "network", as: "Anna", shown: (tab) => tab.locator("#invite").waitFor() },
  {
    name: "members",
    path: "network/members",
    as: "Anna",
    shown: (tab) => tab.locator("#requests").waitFor(),
  },
  {
    name: "settings",
    path: "network/settings",
    as: "Anna",
    shown: (tab) => tab.locator("#card ~ fieldset label").first().waitFor(),
  },
  {
    name: "join",
    path: "network/join",
    as: "Anna",
    shown: (tab) => tab.locator('main a[href="/tab/forum"]').waitFor(),
  },
  { name: "outside", path: "network", as: "Demir", shown: (tab) => tab.locator("main form").waitFor() },
  {
    name: "invited",
    path: "network/join?invitation=gammal",
    as: "Demir",
    shown: (tab) => tab.locator("main form").waitFor(),
  },
];

test.for([
  ["default", 1280, "sv-se", ["Anna"]],
  ["dark", 360, "fi-fi", ["Anna", "Demir"]],
  ["contrast", 1280, "en-gb", ["Anna"]],
  ["contrast", 320, "fi-fi", ["Anna"]],
  ["default", 320, "sv-se", ["Anna", "Demir"]],
] as const)(
  "the network's pages are open to all in %s, %i pixels wide, in %s",
  { timeout: 120_000 },
  async ([theme, width, locale, people]) => {
    const found: string[] = [];
    for (const as of people) {
      const viewport = { width, height: 900 };
      const { page, tab } = await bed.teams({ as, theme, locale, viewport, path: "/network" });
      await tab.locator("main h1").waitFor();
      for (const view of views.filter((each) => each.as === as)) {
        await go(tab, view.path);
        await view.shown(tab);
        await screen(page, `network-${view.name} ${theme} ${width} ${locale}`);
        found.push(...(await barriers(tab)).map((barrier) => `${view.name}: ${barrier}`));
        const by = await overflow(tab);
        if (by > 0) found.push(`${view.name} is ${by} pixels too wide`);
      }
    }
    expect(found).toEqual([]);
  },
);

test("an outsider asks to join, a coordinator says yes, and the forum is there", async () => {
  const demir = await bed.teams({ as: "Demir", path: "/forum" });
  await demir.tab.getByRole("link", { name: "Gå med i nätverket" }).click();
  await demir.tab.getByRole("button", { name: "Ansök om medlemskap" }).click();
  await demir.tab.getByText("Skriv var du arbetar.").waitFor();
  expect(await focused(demir.tab)).toBe("municipality");
  await demir.tab.getByLabel("Kommun eller organisation").fill("Borgå");
  await demir.tab.getByLabel("från svenska till finska").check();
  await demir.tab.getByRole("button", { name: "Ansök om medlemskap" }).click();
  await demir.tab.getByText("Din ansökan väntar på en koordinator.").waitFor();

  const anna = await bed.teams({ path: "/network" });
  await anna.tab.getByRole("link", { name: "2 väntar på svar" }).click();
  await expect.poll(() => focused(anna.tab)).toBe("requests");
  await anna.tab.getByText("Översätter från svenska till finska").first().waitFor();
  await anna.tab.getByRole("button", { name: "Godkänn (Demir)" }).click();
  await anna.tab.getByText("Demir är nu medlem.").first().waitFor();
  await anna.tab.getByRole("heading", { name: "1 vill gå med" }).waitFor();
  // The next who waits, and nobody else.
  await anna.tab.locator("section[aria-labelledby=requests] li :focus").waitFor();
  await anna.tab.getByRole("heading", { level: 2, name: "Demir" }).waitFor();

  await demir.tab.goto(`${bed.server.url}/tab/forum`);
  await demir.tab.getByRole("link", { name: "Ny diskussion" }).waitFor();
});

test("an invitation makes whoever opens it a member at once; leaving is asked first", async () => {
  const anna = await bed.teams({ path: "/network" });
  await anna.tab.getByRole("button", { name: "Skapa en inbjudan" }).click();
  const link = await anna.tab.getByText(/join\?invitation=/).textContent();

  const carita = await bed.teams({ as: "Carita", subPageId: link?.split("/tab/")[1] ?? "" });
  await carita.tab.getByText("Anna har bjudit in dig till nätverket.").waitFor();
  await carita.tab.getByRole("button", { name: "Gå med" }).click();
  await carita.tab.getByRole("link", { name: "Till din profil" }).waitFor();
  await carita.tab.getByText("Välkommen! Du är nu medlem.").first().waitFor();
  expect(await carita.tab.evaluate(() => document.activeElement?.tagName)).toBe("H1");

  await carita.tab.getByRole("link", { name: "Till din profil" }).click();
  await carita.tab.getByLabel("Kommun eller organisation").fill("Pargas stad");
  await carita.tab.getByText("Du har ändrat något som inte är sparat än.").waitFor();
  await carita.tab.getByRole("button", { name: "Spara profilen" }).click();
  await carita.tab.getByText("Sparat.", { exact: true }).first().waitFor();

  const leave = carita.tab.getByRole("button", { name: "Lämna nätverket" });
  await leave.click();
  const dialog = carita.tab.getByRole("alertdialog");
  await dialog.getByText("Dina inlägg blir kvar utan ditt namn.").waitFor();
  await dialog.getByRole("button", { name: "Gå tillbaka" }).click();
  await dialog.waitFor({ state: "detached" });
  expect((await bed.server.ask<NetworkView>("/network", "Carita")).standing).toBe("member");
  await leave.click();
  await dialog.getByRole("button", { name: "Lämna nätverket" }).click();
  await carita.tab.getByRole("button", { name: "Ansök om medlemskap" }).waitFor();
  expect(await carita.tab.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  expect((await bed.server.ask<NetworkView>("/network", "Carita")).standing).toBe("none");
});

test("a coordinator tells of the network, and posts the card that one joins by", async () => {
  const { tab } = await bed.teams({ path: "/network/settings" });
  await tab
    .getByRole("group", { name: "Om nätverket" })
    .getByLabel("Svenska")
    .fill("För oss som översätter.");
  await tab.getByRole("switch", { name: "Medlemmarna får bjuda in" }).check();
  await tab.getByRole("button", { name: "Spara inställningarna" }).click();
  await tab.getByText("Sparat.", { exact: true }).first().waitFor();
  expect(await bed.server.ask<NetworkView>("/network", "Bo")).toMatchObject({
    about: { sv: "För oss som översätter." },
    may: { invite: true },
  });

  const card = tab.getByRole("region", { name: "Kort för medlemsansökan" });
  expect(await card.getByRole("button", { name: "Skicka kortet" }).getAttribute("aria-disabled")).toBe(
    "true",
  );
  await card.getByLabel(channel.name).check();
  await card.getByRole("button", { name: "Skicka kortet till 1 kanal" }).click();
  await tab.getByRole("alertdialog").getByRole("button", { name: "Skicka kortet till 1 kanal" }).click();
  await expect
    .poll(async () => {
      const { sendings } = await bed.server.ask<{ sendings: SendingView[] }>("/network/card/sendings");
      return sendings.map(({ state, progress }) => [state, progress.sent]);
    })
    .toEqual([["done", 1]]);
  await tab.getByRole("heading", { name: "Utskick" }).waitFor();
  await tab.getByText(channel.name).last().waitFor();
});

test("a coordinator chooses the network's channel, and who coordinates, waits and belongs", {
  timeout: 120_000,
}, async () => {
  await bed.server.write("DELETE", "/network/membership", {}, "Demir");
  await letIn(bed.server, ["Carita"]);
  await bed.server.write("PUT", "/network/membership", { profile: profile("Pargas") }, "Demir");
  const { tab } = await bed.teams({ path: "/network/settings" });
  const channels = tab.getByRole("region", { name: "Nätverkets kanaler" });
  await channels.getByLabel(channel.name).check();
  await tab.getByRole("button", { name: "Spara inställningarna" }).click();
  await tab.getByText("Sparat.", { exact: true }).first().waitFor();
  await tab.goto(`${bed.server.url}/tab/network/settings`);
  await expect.poll(() => channels.getByLabel(channel.name).isChecked()).toBe(true);

  await go(tab, "network/members");
  await tab.getByRole("button", { name: "Avslå (Demir)" }).click();
  await tab.getByText("Ansökan från Demir är avslagen.").first().waitFor();
  await tab.getByRole("heading", { name: "1 vill gå med" }).waitFor({ state: "detached" });

  const carita = tab.getByRole("listitem").filter({ has: tab.getByRole("heading", { name: "Carita" }) });
  await carita.getByRole("button", { name: "Gör till koordinator (Carita)" }).click();
  await carita.getByText("koordinator", { exact: true }).waitFor();
  await tab.getByRole("button", { name: "Ångra" }).last().click();
  await carita.getByText("koordinator", { exact: true }).waitFor({ state: "detached" });

  await carita.getByRole("button", { name: "Ta bort ur nätverket (Carita)" }).click();
  const dialog = tab.getByRole("alertdialog", { name: "Ta bort Carita ur nätverket?" });
  await dialog.getByText("Inläggen blir kvar utan namn.").waitFor();
  await dialog.getByRole("button", { name: "Ta bort ur nätverket" }).click();
  await tab.getByText("Carita är inte längre medlem.").first().waitFor();
  await carita.waitFor({ state: "detached" });
  expect((await bed.server.ask<NetworkView>("/network", "Carita")).standing).toBe("none");
});

const focused = (tab: Frame): Promise<string | undefined> => tab.evaluate(() => document.activeElement?.id);

/** Moves inside the tab, as a link of its own would: the page is loaded once for all. */
async function go(tab: Frame, path: string) {
  await tab.evaluate((to) => {
    history.pushState({ idx: 1 }, "", `/tab/${to}`);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }, path);
}
