import { setTimeout as sleep } from "node:timers/promises";
import { UNSAFE_createMemoryHistory as createMemoryHistory } from "react-router";
import { expect, test } from "vitest";
import { guardedHistory } from "./guarded-history.ts";

/** At /edit, which was come to from /list; `held` says whether something is written there. */
function at({ held = true, leaves = false, search = "" } = {}) {
  const history = createMemoryHistory({ initialEntries: ["/list", `/edit${search}`], initialIndex: 1 });
  const asked: string[] = [];
  const guarded = guardedHistory(asBrowser(history), {
    isHeld: () => held,
    mayLeave: async () => {
      asked.push(history.location.pathname);
      return leaves;
    },
  });
  const shown: string[] = [];
  guarded.listen(({ location }) => void shown.push(location.pathname + location.search));
  return { guarded, history, asked, shown };
}

type History = Parameters<typeof guardedHistory>[0];

/** As the browser's: who listens hears of every step, and of one by the back button when it is done. */
function asBrowser(memory: ReturnType<typeof createMemoryHistory>): History {
  let listener: Parameters<History["listen"]>[0] = () => {};
  return Object.assign(Object.create(memory), {
    listen(heard: typeof listener) {
      listener = heard;
      return memory.listen((update) => listener(update));
    },
    push(to: string) {
      memory.push(to);
      listener({ action: memory.action, location: memory.location, delta: 1 });
    },
    replace(to: string) {
      memory.replace(to);
      listener({ action: memory.action, location: memory.location, delta: 0 });
    },
  });
}

test("a link from what is unsaved asks, and leads nowhere if one stays", async () => {
  const { guarded, history, asked } = at();
  guarded.push("/terms");
  await sleep(0);
  expect(asked).toHaveLength(1);
  expect(history.location.pathname).toBe("/edit");
});

test("it leads on if one leaves", async () => {
  const { guarded, shown } = at({ leaves: true });
  guarded.push("/terms");
  await sleep(0);
  expect(shown).toEqual(["/terms"]);
});

test("the back button is taken back while one is asked, and goes if one leaves", async () => {
  const staying = at();
  staying.history.go(-1);
  await sleep(0);
  expect(staying.history.location.pathname).toBe("/edit");
  expect(staying.shown).toEqual([]);

  const leaving = at({ leaves: true });
  leaving.history.go(-1);
  await sleep(0);
  expect(leaving.history.location.pathname).toBe("/list");
  expect(leaving.shown).toEqual(["/list"]);
});

test("nothing is asked where nothing is unsaved, nor by a step to a part of the page or another search on it", async () => {
  const free = at({ held: false });
  free.guarded.push("/terms");
  const held = at({ search: "?q=a" });
  held.guarded.push("/edit?q=a#post-3");
  held.guarded.replace("/edit?q=b");
  await sleep(0);
  expect([...free.asked, ...held.asked]).toEqual([]);
  expect(held.shown).toEqual(["/edit?q=a", "/edit?q=b"]);
});

test("another search on the same page asks where it is a step of its own: the page shows something else", async () => {
  const { guarded, asked } = at();
  guarded.push("/edit?post=7");
  await sleep(0);
  expect(asked).toHaveLength(1);
});
