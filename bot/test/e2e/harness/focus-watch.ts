import type { BrowserContext } from "playwright-core";

declare global {
  interface Window {
    /** What was pressed when the focus fell to the page's beginning. */
    focusFell?(pressed: string): void;
  }
}

/** Notes each press of a button or a link in the tab, by mouse or keyboard, after which the focus lies at the page's beginning for long. */
export async function watchFocus(context: BrowserContext): Promise<string[]> {
  const fallen: string[] = [];
  await context.exposeFunction("focusFell", (pressed: string) => void fallen.push(pressed));
  await context.addInitScript(watch);
  return fallen;
}

/** Runs in the page, alone: it sees nothing of this file. */
function watch() {
  /** Fallen for so many of the pictures that the page draws; what a browser itself takes away comes back within two. */
  const mostFrames = 8;
  const watchedMs = 4_000;
  let pressed = "";
  let until = 0;
  let frames = 0;
  const look = () => {
    const active = document.activeElement;
    // Tab leads out of the page too, to the browser's own buttons or to Teams.
    frames = document.hasFocus() && (active === null || active === document.body) ? frames + 1 : 0;
    if (frames === mostFrames) {
      window.focusFell?.(pressed);
      pressed = "";
    }
    if (pressed && performance.now() < until) requestAnimationFrame(look);
    else pressed = "";
  };
  addEventListener(
    "click",
    ({ target }) => {
      // What others made, such as the local Teams client around the cards, is not ours to mend.
      if (!location.pathname.startsWith("/tab")) return;
      const thing = target instanceof Element && target.closest("button, a[href], input, select, summary");
      const active = document.activeElement;
      // A script's own click moves no focus, and what had none can lose none.
      if (!thing || active === null || active === document.body) return;
      const isWatched = pressed !== "";
      pressed = `${thing.getAttribute("aria-label") ?? thing.textContent ?? ""} at ${location.pathname}`;
      until = performance.now() + watchedMs;
      frames = 0;
      if (!isWatched) requestAnimationFrame(look);
    },
    true,
  );
  // Who presses beside everything leaves on purpose.
  addEventListener(
    "pointerdown",
    ({ target }) => {
      if (target instanceof Element && !target.closest("button, a, input, select, textarea, summary, label"))
        pressed = "";
    },
    true,
  );
}
