import type { UNSAFE_createBrowserHistory as createBrowserHistory, Location, To } from "react-router";

type History = ReturnType<typeof createBrowserHistory>;
type Guard = { isHeld(): boolean; mayLeave(): Promise<boolean> };
type Place = Pick<Location, "pathname" | "search">;

/** A history whose steps to another page wait for an answer where something is unsaved. A part of the same page is no other. */
export function guardedHistory(history: History, { isHeld, mayLeave }: Guard): History {
  let shown: Place = history.location;
  let isBacking = false;
  let isAllowed = false;

  const step = (isOther: boolean, go: () => void): void => {
    if (isOther && isHeld()) void mayLeave().then((leave) => leave && go());
    else go();
  };

  return {
    get action() {
      return history.action;
    },
    get location() {
      return history.location;
    },
    createHref: history.createHref,
    createURL: history.createURL,
    encodeLocation: history.encodeLocation,
    go: history.go,
    push: (to, state) => step(isElsewhere(shown, to), () => history.push(to, state)),
    // What one looks for on a page takes the place of what one looked for before, and is the same page.
    replace: (to, state) =>
      step(pathOf(to) !== undefined && pathOf(to) !== shown.pathname, () => history.replace(to, state)),

    listen(listener) {
      return history.listen((update) => {
        if (isBacking) {
          isBacking = false;
          return;
        }
        const { action, delta, location } = update;
        // The browser has gone already: it is taken back, and goes again when one may.
        if (action === "POP" && delta && !isAllowed && isElsewhere(shown, location) && isHeld()) {
          isBacking = true;
          history.go(-delta);
          void mayLeave().then((leave) => {
            isAllowed = leave;
            if (leave) history.go(delta);
          });
          return;
        }
        isAllowed = false;
        shown = location;
        listener(update);
      });
    },
  };
}

function isElsewhere({ pathname, search }: Place, to: To): boolean {
  const path = pathOf(to);
  return (path !== undefined && path !== pathname) || searchOf(to) !== search;
}

const urlOf = (to: string) => new URL(to, "http://localhost");
const pathOf = (to: To): string | undefined => (typeof to === "string" ? urlOf(to).pathname : to.pathname);
const searchOf = (to: To): string => (typeof to === "string" ? urlOf(to).search : (to.search ?? ""));
