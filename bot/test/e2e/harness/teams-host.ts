import { setTimeout as pause } from "node:timers/promises";
import type { Frame, Page } from "playwright-core";
import { person, type TestServer } from "./server.ts";

/* Teams around the tab: a page of the same address with the tab in a frame, which answers teams-js' messages. */

export type TeamsHost = Awaited<ReturnType<typeof openTeams>>;
export type ThemeName = "default" | "dark" | "contrast";

export type TeamsSettings = {
  /** Who is signed in to Teams: a demo person. */
  as?: string;
  theme?: ThemeName;
  /** A tag as Teams writes it, such as sv-se. */
  locale?: string;
  /** The page below /tab that Teams loads into the frame. */
  path?: string;
  /** Where a deep link points, as its subPageId. */
  subPageId?: string;
  frameContext?: "content" | "settings" | "sidePanel";
  /** Teams gives no token before the person has consented. */
  refusesTokens?: boolean;
  /** What the tab was set to show, where it is set again. */
  config?: { entityId: string; contentUrl: string };
  /** Why Teams gives no token, also when the person presses the button. */
  signInFails?: string;
  /** How long Teams takes for its answer to a request of teams-js, by the request's name. */
  delaysMs?: Record<string, number>;
  /** A token of the test's own, in place of a real one. */
  token?: string;
};

/**
 * The parent page. Requests are { id, uuidAsString, func, args }, answered with the same id (a number) and the args of
 * the answer; a push has no id. The rest of Teams is in the test's own process.
 */
const hostPage = (src: string) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Teams</title>
<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1">
<style>html, body { margin: 0; height: 100%; overflow: hidden } iframe { border: 0; width: 100%; height: 100% }</style>
<iframe name="tab" title="Kommunpuls" src="${src}"></iframe>
<script>
const send = (message) => frames.tab.postMessage(message, location.origin);
function push(func, ...args) { send({ func, args }); }
addEventListener("message", async ({ data, source }) => {
  if (source !== frames.tab || typeof data?.func !== "string") return;
  const args = await answerTab(data.func, data.args ?? []);
  if (args) send({ id: data.id, uuidAsString: data.uuidAsString, args, isPartialResponse: false });
});
</script></html>`;

const runtime = {
  apiVersion: 4,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  isLegacyTeams: false,
  isNAAChannelRecommended: false,
  supports: {
    app: { lifecycle: { caching: {} } },
    pages: { config: {}, backStack: {}, tabs: {}, currentApp: {}, appButton: {} },
    dialog: { card: { bot: {} }, url: { bot: {}, parentCommunication: {} }, update: {} },
    chat: {},
    meeting: {},
    people: {},
    sharing: {},
    teamsCore: {},
  },
};

/** Opens the tab in Teams. `page` must be fresh. */
export async function openTeams(page: Page, server: TestServer, settings: TeamsSettings = {}) {
  const { as = "Anna", locale = "sv-se", path = "", frameContext = "content" } = settings;
  const me = person(as);
  const state = {
    theme: settings.theme ?? "default",
    subPageId: settings.subPageId ?? "",
    asked: [] as string[],
    refusesTokens: settings.refusesTokens ?? false,
    isValid: false,
    saved: undefined as unknown,
    /** Addresses that Teams was asked to open. */
    opened: [] as unknown[],
  };

  const context = () => ({
    locale,
    theme: state.theme,
    entityId: "surveys",
    subEntityId: state.subPageId,
    frameContext,
    hostName: "TeamsModern",
    hostClientType: "web",
    tid: "3c9d1f52-7a48-4a51-9d1e-5b0f8e6a2c10",
    userObjectId: me.id,
    userDisplayName: me.name,
    sessionId: "session",
    appSessionId: "app-session",
  });

  /** The answer to each request of teams-js; undefined where it waits for none. */
  async function answer(func: string, args: unknown[]): Promise<unknown[] | undefined> {
    state.asked.push(func);
    const delayMs = settings.delaysMs?.[func];
    if (delayMs) await pause(delayMs);
    switch (func) {
      case "initialize":
        return [frameContext, "web", JSON.stringify(runtime), "2.1.2"];
      case "getContext":
        return [context()];
      case "authentication.getAuthToken": {
        const isSilent = args[2] !== false;
        if (settings.signInFails) return [false, settings.signInFails];
        if (state.refusesTokens && isSilent) return [false, "resourceRequiresConsent"];
        return [true, settings.token ?? (await server.token(me.id))];
      }
      case "settings.getSettings":
      case "pages.getConfig":
        return settings.config && [settings.config];
      case "executeDeepLink":
      case "app.openLink":
        state.opened.push(args[0]);
        return [true];
      case "settings.setValidityState":
        state.isValid = args[0] === true;
        return undefined;
      case "settings.setSettings":
      case "pages.config.setConfig":
        state.saved = args[0];
        return [true];
      default:
        return undefined;
    }
  }

  await page.exposeFunction("answerTab", answer);
  const asked = new URLSearchParams({ lang: locale, theme: state.theme });
  const src = `${server.url}/tab${path}?${asked}`;
  const host = `${server.url}/teams-host`;
  await page.route(host, (route) =>
    route.fulfill({ contentType: "text/html", body: hostPage(src.replaceAll("&", "&amp;")) }),
  );
  await page.goto(host);

  const push = (func: string, ...args: unknown[]) =>
    page.evaluate(([name, given]) => Reflect.get(globalThis, "push")(name, ...given), [func, args] as const);

  return {
    page,
    state,
    /** The tab itself. */
    get tab(): Frame {
      const frame = page.frame("tab");
      if (!frame) throw new Error("There is no tab in the page.");
      return frame;
    },
    setTheme(theme: ThemeName) {
      state.theme = theme;
      return push("themeChange", theme);
    },
    /** A deep link followed while the tab is open: Teams tells of a new context, in teams-js' own shape. */
    follow(subPageId: string) {
      state.subPageId = subPageId;
      return push("contextChange", {
        app: {
          locale,
          theme: state.theme,
          sessionId: "app-session",
          host: { name: "Teams", clientType: "web" },
        },
        page: { id: "surveys", frameContext, subPageId },
        user: { id: me.id },
      });
    },
    pressBack: () => push("backButtonPress"),
    /** The person presses Save in Teams' own dialog. */
    save: () => push("settings.save", {}),
  };
}
