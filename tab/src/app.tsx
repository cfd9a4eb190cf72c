import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef } from "react";
import { BrowserRouter, Route, Routes, useLocation, useNavigate } from "react-router";
import { features } from "./features.ts";
import "./platform/shell/phone.css";
import { mayAskAgain, Unreachable } from "./platform/api.ts";
import { homeOf, type Page } from "./platform/feature.ts";
import { useLive } from "./platform/observable.ts";
import { ErrorBoundary } from "./platform/shell/error-boundary.tsx";
import { Tools } from "./platform/shell/header-tools.tsx";
import { Navigation } from "./platform/shell/navigation.tsx";
import { NotFoundPage } from "./platform/shell/not-found-page.tsx";
import { ThemeProvider } from "./platform/shell/theme.tsx";
import { demoPersonId, isLocal } from "./platform/teams/local.ts";
import { forgetToken } from "./platform/teams/sign-in.ts";
import { askedPath, isBesideMeeting, notifyShown, useHost } from "./platform/teams/teams.ts";
import { Announcer } from "./platform/ui/announce.tsx";
import { Toasts } from "./platform/ui/dialogs/toasts.tsx";
import { PageSkeleton } from "./platform/ui/skeleton.tsx";

const client = new QueryClient({
  defaultOptions: {
    queries: { retry: mayAskAgain, staleTime: 10_000, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});

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
    <QueryClientProvider client={client}>
      <ThemeProvider>
        <BrowserRouter basename="/tab">
          <Suspense fallback={<PageSkeleton />}>
            <Shell />
          </Suspense>
        </BrowserRouter>
      </ThemeProvider>
    </QueryClientProvider>
  );
}

function Shell() {
  const host = useHost();
  useAskedPath(host !== null);
  useBesideMeeting();
  usePromise();
  useNewPerson();
  useEffect(() => void notifyShown(), []);

  return (
    <Announcer>
      <Toasts>
        <Tools />
        <Navigation features={features} />
        {isLocal && host?.kind === "browser" && (
          <Suspense fallback={null}>
            <DemoBar />
          </Suspense>
        )}
        <ErrorBoundary>
          <Suspense fallback={<PageSkeleton />}>
            <Routes>
              {pages}
              <Route path="config" element={<ConfigPage features={features} />} />
              <Route path="privacy" element={<PrivacyPage />} />
              <Route path="terms-of-use" element={<TermsPage />} />
              <Route path="*" element={<NotFoundPage />} />
            </Routes>
          </Suspense>
        </ErrorBoundary>
      </Toasts>
    </Announcer>
  );
}

const pages = features.flatMap((feature) => feature.pages).map(route);

function route({ path, load, pages = [] }: Page) {
  const Component = lazy(() => load().then(({ Page }) => ({ default: Page }), unreachable));
  return (
    <Route key={path} path={path} element={<Component />}>
      {pages.map(route)}
    </Route>
  );
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

/**
 * The promise stays where one landed, so that nothing jumps, and on the front page; elsewhere it makes room. Each part of
 * the tab may have its own (index.html).
 */
function usePromise() {
  const { pathname } = useLocation();
  useEffect(() => {
    landing ??= pathname;
    const stays = pathname === landing || pathname === "/";
    document.documentElement.dataset.promise = stays ? "here" : "away";
    document.documentElement.dataset.at = pathname.split("/")[1];
  }, [pathname]);
}
let landing: string | null = null;

/** Another demo person must see nothing of the one before. */
function useNewPerson() {
  useEffect(
    () =>
      demoPersonId.watch(() => {
        forgetToken();
        void client.resetQueries();
      }),
    [],
  );
}
