import { createRoot } from "react-dom/client";
import { App, pagesAt } from "./app.tsx";
import { nameWindow } from "./platform/drafting/this-window.ts";
import { tokenNow } from "./platform/teams/sign-in.ts";
import { notifyShown } from "./platform/teams/teams.ts";
import { textsCome } from "./platform/texts.ts";

const mostWaitMs = 1_000;

// Asked for beside the page's code, since every page needs it; what goes wrong is told to the page, which asks again.
tokenNow().catch(() => undefined);

// The frame is there, and Teams may take its own waiting sign away.
void notifyShown();

const root = document.getElementById("root");
if (root) void draw(root);

/**
 * The frame's skeleton stands until the page's code and words are here, so that React draws once: what it draws in place of
 * something that is on its way, it keeps for a while even where that comes at once.
 */
async function draw(place: HTMLElement): Promise<void> {
  const pause = new Promise((resolve) => setTimeout(resolve, mostWaitMs));
  const path = location.pathname.replace(/^\/tab/, "") || "/";
  await Promise.race([Promise.all([pagesAt(path).then(textsCome), nameWindow()]), pause]);
  createRoot(place).render(<App />);
}
