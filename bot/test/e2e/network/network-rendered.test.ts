import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cardBytes, mostCardBytes } from "#platform/teams/card.ts";
import { type Browser, barriers, overflow, startBrowser } from "#test/e2e/harness/browser.ts";
import { type DrawingTable, drawingTable } from "#test/e2e/harness/card-renderer.ts";
import { screen } from "#test/e2e/harness/screens.ts";
import { networkCards } from "./network-cards.ts";

/* The network's cards as a phone shows them. */

let browser: Browser;
let page: Page;
let table: DrawingTable;

beforeAll(async () => {
  browser = await startBrowser();
  page = await (await browser.visit({ viewport: { width: 320, height: 1400 } })).open();
  table = await drawingTable(page);
});
afterAll(() => browser.stop());

test("every card fits a phone in each language, is clear to everybody, and reached by keyboard", async () => {
  for (const { name, locale, card } of networkCards()) {
    expect(JSON.stringify(card)).not.toContain("${");
    expect(cardBytes(card)).toBeLessThan(mostCardBytes);
    await table.draw(card);
    expect([name, locale, await overflow(page)]).toEqual([name, locale, 0]);
    expect([name, locale, await table.cutOff()]).toEqual([name, locale, []]);
    await screen(page, `network ${name} ${locale}`);
    // The same in each language, and slow to find out.
    if (locale !== "fi") continue;
    expect([name, await barriers(page)]).toEqual([name, []]);
    expect([name, await table.unreached()]).toEqual([name, []]);
  }
}, 120_000);
