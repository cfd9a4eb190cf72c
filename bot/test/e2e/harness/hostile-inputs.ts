import { readFileSync } from "node:fs";
import type { Frame, Page } from "playwright-core";
import type { TestServer } from "./server.ts";

/** Texts that do harm wherever they are taken for more than text. */
export const hostile: string[] = JSON.parse(
  readFileSync(new URL("../../hostile.json", import.meta.url), "utf8"),
);

/** Watches a page for harm from now on. What it gives tells what ran or was stopped, and every foreign address asked for. */
export async function watchForHarm(page: Page, tab: Frame, server: TestServer) {
  await tab.evaluate(note);
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    // teams-js reads its own list of hosts.
    const isKnown = request.url().startsWith(server.url) || request.url().includes("/teams-js/");
    if (!isKnown) elsewhere.push(request.url());
  });
  return { elsewhere, found: () => tab.evaluate(harm) };
}

/** Notes what has run, and what the page's policy stopped. */
function note() {
  const noted: string[] = [];
  Reflect.set(globalThis, "noted", noted);
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    Reflect.set(globalThis, name, () => noted.push(name));
  addEventListener("securitypolicyviolation", ({ violatedDirective }) => noted.push(violatedDirective));
}

/** What was noted, and links that lead neither to the web nor to a mailbox. */
function harm() {
  const noted: unknown = Reflect.get(globalThis, "noted");
  const links = [...document.querySelectorAll<HTMLAnchorElement>("#main a, #main area")];
  return {
    noted,
    links: links
      .filter(({ protocol }) => !["http:", "https:", "mailto:"].includes(protocol))
      .map(({ href }) => href),
  };
}
