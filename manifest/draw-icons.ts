import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium as playwright } from "playwright-core";
import { chosenBrowser } from "../bot/test/harness/browser/chromium.ts";

/** Draws the icons that the package carries from their SVG: `node manifest/draw-icons.ts` after changing one. */
const icons = [
  { name: "color", size: 192 },
  { name: "outline", size: 32 },
];

const browser = await playwright.launch(await chosenBrowser());
try {
  for (const { name, size } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const svg = await readFile(join(import.meta.dirname, `${name}.svg`), "utf8");
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    const png = await page.screenshot({ omitBackground: true, timeout: 30_000 });
    await writeFile(join(import.meta.dirname, `${name}.png`), png);
  }
} finally {
  await browser.close();
}
