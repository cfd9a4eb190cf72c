import { within } from "#platform/deadline.ts";
import { languageOf, setLanguage } from "#platform/language.ts";
import { liveValue, useLive } from "#platform/observable.ts";
import { setTheme, themeOf } from "#platform/shell/theme.tsx";
import { pathOf } from "./deep-link.ts";

export type TeamsJs = typeof import("./teams-js.ts");
export type Host = { kind: "teams"; js: TeamsJs } | { kind: "browser" };

/** As long as teams-js waits for its first answer. */
const contextMs = 60_000;

const host = liveValue<Host | null>(null);
/** The page that a deep link asked for, as a path below /tab, until the router has gone there. */
export const askedPath = liveValue<string | null>(null);

/** Whether Teams shows the page in the side panel of a meeting. */
export const isBesideMeeting = liveValue(false);

/** Teams, a browser, or null while it is not yet known. */
export const useHost = (): Host | null => useLive(host);

/** teams-js once Teams has answered it; null in a browser. Never rejects. */
const reached: Promise<TeamsJs | null> = reach().catch(() => null);

/**
 * Resolves once: a browser at once where the page cannot be in Teams, else Teams when it has told where the page is, which on
 * a busy machine takes tens of seconds. Never rejects.
 */
export const connected: Promise<Host> = connect();

async function connect(): Promise<Host> {
  const js = await reached;
  if (js) await learn(js).catch(() => undefined);
  const found: Host = js ? { kind: "teams", js } : { kind: "browser" };
  document.documentElement.dataset.host = found.kind;
  host.set(found);
  return found;
}

async function reach(): Promise<TeamsJs | null> {
  // A top window without Teams' native bridge (phones have it) cannot be in Teams: the 20 KB need not come.
  if (window.parent === window && !("nativeInterface" in window)) return null;
  const js = await import("./teams-js.ts");
  // It gives up by itself after a minute, as in a frame of somebody else's page.
  await js.app.initialize();
  js.app.notifyAppLoaded();
  return js;
}

/** Where the page is and how it is to look, now and whenever it changes. What comes after a minute is still followed. */
async function learn(js: TeamsJs): Promise<void> {
  js.app.registerOnThemeChangeHandler((theme) => setTheme(themeOf(theme)));
  js.app.registerOnContextChangeHandler(follow);
  if (js.pages.backStack.isSupported()) js.pages.backStack.registerBackButtonHandler(goBack);
  await within(contextMs, "getContext", js.app.getContext().then(follow));
}

type Context = Awaited<ReturnType<TeamsJs["app"]["getContext"]>>;

function follow({ app, page }: Context): void {
  setTheme(themeOf(app.theme));
  isBesideMeeting.set(String(page.frameContext) === "sidePanel");
  const language = languageOf(app.locale);
  if (language) void setLanguage(language, { remember: false });
  // The context comes again for every change of theme or language: only a new link moves the page.
  if (page.subPageId !== lastSubPageId) askedPath.set(pathOf(page.subPageId));
  lastSubPageId = page.subPageId;
}
let lastSubPageId: string | undefined;

/** Teams' own back button (phones, and the arrow above the tab) goes back inside the tab first. */
function goBack(): boolean {
  const { idx }: { idx?: number } = history.state ?? {};
  if (!idx) return false;
  history.back();
  return true;
}

/** Not held up by the context: Teams shows an error of its own where it does not hear this for half a minute. */
export async function notifyShown(): Promise<void> {
  const js = await reached;
  if (js) await within(5_000, "notifySuccess", js.app.notifySuccess()).catch(() => {});
}

export async function notifyFailed(message: string): Promise<void> {
  const found = await connected;
  if (found.kind !== "teams") return;
  found.js.app.notifyFailure({ reason: found.js.app.FailedReason.Other, message });
}

/** Opens an address outside the tab: on phones and in Teams' own window nothing is saved by the page itself. */
export async function openOutside(js: TeamsJs, address: string): Promise<void> {
  await within(10_000, "openLink", js.app.openLink(address)).catch(() => {
    const link = document.createElement("a");
    Object.assign(link, { href: address, target: "_blank", rel: "noreferrer" });
    link.click();
  });
}

/** What Teams was set to show in this tab; undefined where it does not say in time. */
export async function presentConfig(
  js: TeamsJs,
): Promise<{ entityId?: string; contentUrl?: string } | undefined> {
  return within(5_000, "getConfig", js.pages.getConfig()).catch(() => undefined);
}

/** A token for our server, from Teams' own cache. `silent` false may show Teams' dialog: only on a person's click. */
export async function teamsToken(js: TeamsJs, { silent }: { silent: boolean }): Promise<string> {
  return within(silent ? 60_000 : 120_000, "getAuthToken", js.authentication.getAuthToken({ silent }));
}
