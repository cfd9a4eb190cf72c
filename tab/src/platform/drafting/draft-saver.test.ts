import { expect, test } from "vitest";
import { draftSaver, type KeptCopy } from "./draft-saver.ts";

type Draft = { title: { sv: string; fi: string } };
const named = (sv: string): Draft => ({ title: { sv, fi: "" } });

/** A draft on a server that counts its versions and may be down, or lose its answer. */
function server(start: Draft) {
  const view = () => ({ version: String(state.version), changedAt: "", draft: state.draft });
  const state = { version: 1, draft: start, down: false, answersLost: false };
  let kept: KeptCopy<Draft> | null = null;
  const ports = {
    async put(version: string, draft: Draft) {
      if (state.down) throw new Error("down");
      if (version !== String(state.version)) throw new Error("changedMeanwhile");
      state.version += 1;
      state.draft = draft;
      if (state.answersLost) throw new Error("no answer");
      return view();
    },
    get: async () => view(),
    keep(copy: KeptCopy<Draft> | null) {
      kept = copy;
    },
    saved: () => {},
    isConflict: (error: unknown) => error instanceof Error && error.message === "changedMeanwhile",
    now: () => "2026-10-02T11:02:00Z",
  };
  return { state, ports, view, kept: () => kept, open: () => draftSaver(view(), kept, ports) };
}

test("a change is kept in the browser at once, and on the server when saved", async () => {
  const there = server(named(""));
  const saver = there.open();

  saver.change(() => named("Puls"));
  expect(there.kept()?.draft.title.sv).toBe("Puls");
  await saver.saveNow();

  expect(there.state.draft.title.sv).toBe("Puls");
  expect(there.kept()).toBeNull();
  expect(saver.editing.get().save).toEqual({ name: "saved", at: "2026-10-02T11:02:00Z" });
  await saver.stop();
});

test("what was unsaved when the browser died goes on where it was", async () => {
  const there = server(named("Puls"));
  there.state.down = true;
  const before = there.open();
  before.change(() => named("Veckopuls"));
  await before.stop();
  there.state.down = false;

  const after = there.open();

  expect(after.editing.get()).toMatchObject({
    restored: true,
    save: { name: "unsaved" },
    draft: named("Veckopuls"),
  });
  await after.stop();
  expect(there.state.draft.title.sv).toBe("Veckopuls");
});

test("when Bo has written meanwhile, Anna chooses hers", async () => {
  const there = server(named("Puls"));
  const annas = there.open();
  const bos = there.open();
  bos.change(() => named("Bos"));
  await bos.saveNow();

  annas.change(() => named("Annas"));
  await annas.saveNow();
  expect(annas.editing.get().save).toMatchObject({ name: "conflict", theirs: { draft: named("Bos") } });
  await annas.resolve("mine");

  expect(there.state.draft.title.sv).toBe("Annas");
  await Promise.all([annas.stop(), bos.stop()]);
});

test("when Bo has written meanwhile, Anna chooses his", async () => {
  const there = server(named("Puls"));
  const annas = there.open();
  const bos = there.open();
  bos.change(() => named("Bos"));
  await bos.saveNow();
  annas.change(() => named("Annas"));
  await annas.saveNow();

  await annas.resolve("theirs");

  expect(annas.editing.get().draft.title.sv).toBe("Bos");
  expect(there.kept()).toBeNull();
  await Promise.all([annas.stop(), bos.stop()]);
});

test("a write whose answer was lost is not a conflict with oneself", async () => {
  const there = server(named(""));
  const saver = there.open();
  there.state.answersLost = true;
  saver.change(() => named("Puls"));
  await saver.saveNow();
  expect(saver.editing.get().save.name).toBe("failed");
  there.state.answersLost = false;

  saver.change(() => named("Veckopuls"));
  await saver.saveNow();

  expect(saver.editing.get().save.name).toBe("saved");
  expect(there.state.draft.title.sv).toBe("Veckopuls");
  await saver.stop();
});

test("a newer survey read in passing is shown, but never over unsaved words", async () => {
  const there = server(named("Puls"));
  const saver = there.open();
  there.state.version = 2;
  there.state.draft = named("Bos");

  saver.meetNewer(there.view());
  expect(saver.editing.get().draft.title.sv).toBe("Bos");

  saver.change(() => named("Annas"));
  there.state.version = 3;
  saver.meetNewer({ ...there.view(), draft: named("Bos igen") });
  expect(saver.editing.get().draft.title.sv).toBe("Annas");
  there.state.down = true;
  await saver.stop();
});

test("who saves while a request is on its way waits for it, and for what was written since", async () => {
  const there = server(named(""));
  const saver = there.open();
  saver.change(() => named("P"));
  const first = saver.saveNow();
  saver.change(() => named("Puls"));

  await saver.saveNow();

  expect(there.state.draft.title.sv).toBe("Puls");
  expect(saver.editing.get().save.name).toBe("saved");
  await first;
  await saver.stop();
});

test("what has gone another way is saved no more, and the next begins empty", async () => {
  const there = server(named(""));
  const saver = there.open();
  saver.change(() => named("Puls"));

  await saver.startOver(there.view());
  await saver.stop();

  expect(there.state.draft.title.sv).toBe("");
  expect(there.kept()).toBeNull();
  expect(saver.editing.get()).toEqual({
    draft: named(""),
    save: { name: "saved", at: null },
    restored: false,
  });
});

test("what was sent in another window does not take away what is written in this one", async () => {
  const there = server(named(""));
  const saver = there.open();
  saver.change(() => named("Puls"));
  await saver.saveNow();
  // The other window sent it: nothing is there any more.
  const { put } = there.ports;
  there.ports.get = async () => ({ version: "", changedAt: "", draft: named("") });
  there.ports.put = async (version, draft) =>
    put(version === "" ? String(there.state.version) : "old", draft);

  saver.change(() => named("Puls, vidare"));
  await saver.saveNow();

  expect(saver.editing.get()).toMatchObject({ draft: named("Puls, vidare"), save: { name: "saved" } });
  expect(there.state.draft).toEqual(named("Puls, vidare"));
  await saver.stop();
});

test("the same words from two windows are no conflict", async () => {
  const there = server(named(""));
  const [one, other] = [there.open(), there.open()];
  one.change(() => named("Puls"));
  other.change(() => named("Puls"));
  await one.saveNow();
  await other.saveNow();

  expect(other.editing.get().save.name).toBe("saved");
  expect(there.kept()).toBeNull();
  await Promise.all([one.stop(), other.stop()]);
});
