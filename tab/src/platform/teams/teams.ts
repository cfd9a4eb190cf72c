import { within } from "#platform/deadline.ts";
import { languageOf, setLanguage } from "#platform/language.ts";
import { liveValue, useLive } from "#platform/observable.ts";
import { setTheme, themeOf } from "#platform/shell/theme.tsx";
import { pathOf } from "./deep-link.ts";

type TeamsJs = typeof import("./teams-js.ts");
export type Host = { kind: "teams"; js: TeamsJs } | { kind: "browser" };

const host = liveValue<Host | null>(null);
/** The page that a deep link asked for, as a path below /tab, until the router has gone there. */
export const askedPath = liveValue<string | null>(null);

/** Whether Teams shows the page in the side panel of a meeting. */
export const isBesideMeeting = liveValue(false);

/** Teams, a browser, or null while it is not yet known. */
export const useHost = (): Host | null => useLive(host);

/** Resolves once: Teams when it answers within two seconds, else the browser. Never rejects. */
export const connected: Promise<Host> = connect();

async function connect(): Promise<Host> {
  const found = await findTeams().catch((): Host => ({ kind: "browser" }));
  document.documentElement.dataset.host = found.kind;
  host.set(found);
  return found;
}

async function findTeams(): Promise<Host> {
  // A top window without Teams' native bridge (phones have it) cannot be in Teams: the 20 KB need not come.
  if (window.parent === window && !("nativeInterface" in window)) return { kind: "browser" };
  const js = await within(10_000, "teams-js", import("./teams-js.ts"));
  // In a frame of somebody else's page initialize() would hang for a minute.
  await within(2_000, "initialize", js.app.initialize());
  js.app.notifyAppLoaded();
  const context = await within(2_000, "getContext", js.app.getContext());
  follow(context);
  js.app.registerOnThemeChangeHandler((theme) => setTheme(themeOf(theme)));
  js.app.registerOnContextChangeHandler(follow);
  if (js.pages.backStack.isSupported()) js.pages.backStack.registerBackButtonHandler(goBack);
  return { kind: "teams", js };
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

export async function notifyShown(): Promise<void> {
  const found = await connected;
  if (found.kind === "teams")
    await within(5_000, "notifySuccess", found.js.app.notifySuccess()).catch(() => {});
}

export async function notifyFailed(message: string): Promise<void> {
  const found = await connected;
  if (found.kind !== "teams") return;
  found.js.app.notifyFailure({ reason: found.js.app.FailedReason.Other, message });
}

/** A token for our server, from Teams' own cache. `silent` false may show Teams' dialog: only on a person's click. */
export async function teamsToken(js: TeamsJs, { silent }: { silent: boolean }): Promise<string> {
  return within(silent ? 10_000 : 120_000, "getAuthToken", js.authentication.getAuthToken({ silent }));
}
