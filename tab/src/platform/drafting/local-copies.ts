import { readAll, write } from "#platform/browser-memory.ts";
import { personNow } from "#platform/person.ts";
import { isOpenElsewhere, thisWindow } from "./this-window.ts";

/*
 * What somebody wrote and has not sent, in this browser: by who wrote it, what it is, and in which window. Others who use the
 * browser find nothing of it, and two windows of one person never write over each other.
 */

type Stored<Copy> = { at: number; copy: Copy };
type Found<Copy> = Stored<Copy> & { key: string; raw: string };

/** What the copies need to know of the browser. */
export type Browser = {
  person(): string | null;
  window(): string;
  isOpenElsewhere(window: string): boolean;
  readAll(start: string): Map<string, string>;
  write(key: string, value: string | null): boolean;
  now(): number;
};

const here: Browser = {
  person: personNow.get,
  window: thisWindow,
  isOpenElsewhere,
  readAll,
  write,
  now: Date.now,
};

/**
 * One's copies of what is called `name`, and began at `place` where that matters. They belong to who was signed in when they
 * were opened, for good.
 */
export function localCopies<Copy>(name: string, place = "", browser = here) {
  let owner = browser.person();
  let taken: Found<Copy> | undefined;

  /** Whether it is still the same person who writes; who is first known later owns what was written before. */
  function isMine(): boolean {
    owner ??= browser.person();
    return owner !== null && owner === browser.person();
  }
  const start = () => ["written", owner, name, ...(place ? [encodeURIComponent(place)] : []), ""].join("/");
  const own = () => start() + browser.window();

  return {
    isMine,

    /** This window's own, else the newest that was left by a window which is open no more. Without a place, from any. */
    find(): Copy | null {
      if (!isMine()) return null;
      const found = [...browser.readAll(start())]
        .flatMap(([key, raw]) => foundIn<Copy>(key, raw) ?? [])
        .filter(({ key }) => !browser.isOpenElsewhere(key.split("/").at(-1) ?? ""))
        .toSorted((one, other) => other.at - one.at);
      taken = found.find(({ key }) => key === own()) ?? found[0];
      return taken?.copy ?? null;
    },

    /** Keeps it for this window; null removes it, and what it was taken over from. Nothing of another window's goes. */
    keep(copy: Copy | null): void {
      if (!isMine()) return;
      browser.write(own(), copy && JSON.stringify({ at: browser.now(), copy } satisfies Stored<Copy>));
      if (taken && taken.key !== own() && browser.readAll(taken.key).get(taken.key) === taken.raw)
        browser.write(taken.key, null);
      taken = undefined;
    },
  };
}

/** Written by this page; if somebody changed it by hand, the server's schema says no. */
function foundIn<Copy>(key: string, raw: string): Found<Copy> | null {
  try {
    return { ...(JSON.parse(raw) as Stored<Copy>), key, raw };
  } catch {
    return null;
  }
}
