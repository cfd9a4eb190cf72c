import { Component, type ReactNode } from "react";
import { useLocation } from "react-router";
import { Problem } from "./problem.tsx";
import { notifyFailed } from "./teams.ts";

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
    return <Problem error={error} again={() => this.setState({ error: null })} />;
  }
}
