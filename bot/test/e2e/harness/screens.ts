import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

const folder = join(import.meta.dirname, "../../../../node_modules/.cache/screens");

/** Keeps a picture of the page for people to look at, when SCREENS=1. */
export async function screen(page: Page, name: string): Promise<void> {
  if (process.env.SCREENS === "1") await keep(page, name);
}

/** Keeps what a page looked like when its test failed. */
export const failureScreen = (page: Page, test: string): Promise<void> =>
  keep(page, `failed ${test.replaceAll(/[^\p{L}\d]+/gu, "-").slice(0, 60)}`);

async function keep(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}
