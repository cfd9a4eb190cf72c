import { Component, type ReactNode } from "react";
import { useLocation } from "react-router";
import { Unreachable } from "#platform/api.ts";
import { notifyFailed } from "#platform/teams/teams.ts";
import { PageProblem } from "#platform/ui/page-problem.tsx";

/** Says in words that a page broke, with a way on; going to another page clears it. */
export function ErrorBoundary({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  return <Boundary key={pathname.split("/").slice(0, 3).join("/")}>{children}</Boundary>;
}

class Boundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error) {
    void notifyFailed(error.name);
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    // Code that did not come is asked for once only: to try again is to load the page again.
    const again = () => (error instanceof Unreachable ? location.reload() : this.setState({ error: null }));
    return <PageProblem error={error} again={again} />;
  }
}
