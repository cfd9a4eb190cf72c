import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ComponentType, lazy, Suspense, use, useEffect, useRef } from "react";
import {
  UNSAFE_createBrowserHistory as createBrowserHistory,
  unstable_HistoryRouter as HistoryRouter,
  matchPath,
  Route,
  Routes,
  useLocation,
  useNavigate,
} from "react-router";
import { features } from "./features.ts";
import "./platform/shell/phone.css";
import { mayAskAgain, Unreachable } from "./platform/api.ts";
import { homeOf, type Page } from "./platform/feature.ts";
import { liveValue, useLive } from "./platform/observable.ts";
import { ErrorBoundary } from "./platform/shell/error-boundary.tsx";
import { Tools } from "./platform/shell/header-tools.tsx";
import { Navigation } from "./platform/shell/navigation.tsx";
import { NotFoundPage } from "./platform/shell/not-found-page.tsx";
import { FeaturesContext, isForAll } from "./platform/shell/place.ts";
import { ThemeProvider } from "./platform/shell/theme.tsx";
import { demoPeopleKey, demoPersonId, isLocal } from "./platform/teams/local.ts";
import { forgetPerson } from "./platform/teams/sign-in.ts";
import { askedPath, isBesideMeeting, useHost } from "./platform/teams/teams.ts";
import { Announcer } from "./platform/ui/announce.tsx";
import { Toasts } from "./platform/ui/dialogs/toasts.tsx";
import { useFocusKeeper } from "./platform/ui/focus/use-focus-keeper.ts";
import { FullFields } from "./platform/ui/full-fields.tsx";
import { PageSkeleton } from "./platform/ui/skeleton.tsx";
import { guardedHistory } from "./platform/unsaved/guarded-history.ts";
import { LeaveQuestion } from "./platform/unsaved/leave-question.tsx";
import { isAnyUnsaved, mayLeave } from "./platform/unsaved/unsaved.ts";

const newClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: mayAskAgain, staleTime: 10_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
const client = liveValue(newClient());

// Another demo person must see nothing of the one before, not even an answer that comes too late.
demoPersonId.watch(() => {
  forgetPerson();
  const next = newClient();
  for (const [key, people] of client.get().getQueriesData({ queryKey: demoPeopleKey }))
    next.setQueryData(key, people);
  client.set(next);
});

// As BrowserRouter has it, and guarded.
const history = guardedHistory(createBrowserHistory({ v5Compat: true }), { isHeld: isAnyUnsaved, mayLeave });

const DemoBar = lazy(() =>
  import("./platform/shell/demo-bar.tsx").then(({ DemoBar }) => ({ default: DemoBar })),
);
const PrivacyPage = lazy(() =>
  import("./platform/shell/about-page.tsx").then((page) => ({ default: page.PrivacyPage })),
);
const TermsPage = lazy(() =>
  import("./platform/shell/about-page.tsx").then((page) => ({ default: page.TermsPage })),
);
const ConfigPage = lazy(() =>
  import("./platform/shell/config-page.tsx").then(({ ConfigPage }) => ({ default: ConfigPage })),
);

export function App() {
  return (
    <QueryClientProvider client={useLive(client)}>
      <ThemeProvider>
        <HistoryRouter basename="/tab" history={history}>
          <FeaturesContext value={features}>
            <Suspense fallback={<PageSkeleton />}>
              <Shell />
            </Suspense>
          </FeaturesContext>
        </HistoryRouter>
      </ThemeProvider>
    </QueryClientProvider>
  );
}

function Shell() {
  const host = useHost();
  useAskedPath(host !== null);
  useBesideMeeting();
  const personId = useLive(demoPersonId);
  useFocusKeeper();

  return (
    <Announcer>
      <Toasts>
        <Tools />
        <Navigation />
        {isLocal && host?.kind === "browser" && (
          <Suspense fallback={null}>
            <DemoBar />
          </Suspense>
        )}
        {/* A page of its own for each person: what one wrote, or was shown, is not the next one's. */}
        <ErrorBoundary key={personId}>
          <Suspense fallback={<PageSkeleton />}>
            <Routes>
              {pages}
              <Route path="config" element={<ConfigPage features={features.filter(isForAll)} />} />
              <Route path="privacy" element={<PrivacyPage />} />
              <Route path="terms-of-use" element={<TermsPage />} />
              <Route path="*" element={<NotFoundPage />} />
            </Routes>
          </Suspense>
        </ErrorBoundary>
        <LeaveQuestion />
        <FullFields />
      </Toasts>
    </Announcer>
  );
}

const pages = features.flatMap((feature) => feature.pages).map(route);

function route({ path, load, pages = [] }: Page) {
  const Component = pageOf(load);
  return (
    <Route key={path} path={path} element={<Component />}>
      {pages.map(route)}
    </Route>
  );
}

/** A page whose code may already be here: then nothing waits for it. */
function pageOf(load: Page["load"]): ComponentType {
  return function Loaded() {
    const { Page } = use(codeOf(load));
    return <Page />;
  };
}

const codes = new Map<Page["load"], ReturnType<Page["load"]>>();

function codeOf(load: Page["load"]): ReturnType<Page["load"]> {
  const known = codes.get(load);
  if (known) return known;
  const code: ReturnType<Page["load"]> = load().then((page) => {
    // As in texts.ts: what React itself notes on a promise that has come.
    Object.assign(code, { status: "fulfilled", value: page });
    return page;
  }, unreachable);
  codes.set(load, code);
  return code;
}

/** Resolves when the code of the pages that an address leads to is here, or will not come. */
export const pagesAt = (path: string): Promise<unknown> =>
  Promise.allSettled(loadsAt(path).map((load) => codeOf(load)));

/** A page and the one in it are asked for at once, not one after the other has come. */
function loadsAt(
  path: string,
  pages = features.flatMap((feature) => feature.pages),
  above = "",
): Page["load"][] {
  for (const page of pages) {
    const full = `${above}/${page.path}`.replace(/\/$/, "") || "/";
    if (matchPath({ path: full, end: !page.pages }, path))
      return [page.load, ...(page.pages ? loadsAt(path, page.pages, full) : [])];
  }
  return [];
}

/** A page whose code did not come; the error boundary loads all of it anew. */
const unreachable = (cause: unknown): never => {
  throw new Unreachable(cause);
};

/**
 * Goes where a deep link from Teams points. The one that opened the tab takes the place of the front page; a later one
 * is a step of its own, which the back button takes back.
 */
function useAskedPath(isConnected: boolean) {
  const path = useLive(askedPath);
  const navigate = useNavigate();
  const hasLanded = useRef(false);
  useEffect(() => {
    if (!isConnected) return;
    const isLanding = !hasLanded.current;
    hasLanded.current = true;
    if (!path) return;
    askedPath.set(null);
    void navigate(path, { replace: isLanding, state: { isLanding } });
  }, [isConnected, path, navigate]);
}

/** Beside a meeting a feature's front page gives way to what belongs to the meeting; once, so that one can go back. */
function useBesideMeeting() {
  const isBeside = useLive(isBesideMeeting);
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const panel = features.find((feature) => homeOf(feature) === pathname)?.panel;
  const hasLanded = useRef(false);
  useEffect(() => {
    if (!isBeside || hasLanded.current) return;
    hasLanded.current = true;
    if (panel) void navigate(`/${panel}`, { replace: true, state: { isLanding: true } });
  }, [isBeside, panel, navigate]);
}
