import { type LiveValue, liveValue } from "#platform/observable.ts";

/**
 * What is written, as the server gives it: the next writing stands on its version, which is "" where nothing is there. By whom
 * it was changed last, where the server says so.
 */
export type Written = {
  version: string;
  changedAt: string;
  draft: unknown;
  changedBy?: { name: string; mine: boolean } | null;
};

export type SaveState<View extends Written> =
  | { name: "saved"; at: string | null }
  | { name: "unsaved" }
  | { name: "saving" }
  | { name: "failed"; error: Error }
  /** Somebody else (or another window) wrote since: the person chooses. */
  | { name: "conflict"; theirs: View };
export type Editing<View extends Written = Written> = {
  draft: View["draft"];
  save: SaveState<View>;
  restored: boolean;
};

export type SaverPorts<View extends Written> = {
  put(version: string, draft: View["draft"]): Promise<View>;
  get(): Promise<View>;
  /** A copy in this browser, for a crash or a lost network; null removes it. */
  keep(copy: KeptCopy<View["draft"]> | null): void;
  /** Called with each view the server gives back. */
  saved(view: View): void;
  isConflict(error: unknown): boolean;
  now(): string;
};
export type KeptCopy<Draft> = { version: string; draft: Draft };

const typingPauseMs = 1_000;
const failedPauseMs = 10_000;

export type DraftSaver<View extends Written = Written> = ReturnType<typeof draftSaver<View>>;

/**
 * Saves a draft by itself: a second after the last change, one request at a time, each with the version it stands on.
 * What is not yet saved is also kept in the browser.
 */
export function draftSaver<View extends Written>(
  first: View,
  kept: KeptCopy<View["draft"]> | null,
  ports: SaverPorts<View>,
) {
  type Draft = View["draft"];
  const editing: LiveValue<Editing<View>> = liveValue(begin(first, kept));
  let version = first.version;
  /** Sent without an answer: the server may have them. */
  let unanswered: Draft[] = [];
  let sending: Promise<void> | null = null;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const set = (change: Partial<Editing<View>>) => editing.set({ ...editing.get(), ...change });
  const later = (delayMs: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void saveNow(), delayMs);
  };

  function change(next: (draft: Draft) => Draft): void {
    const draft = next(editing.get().draft);
    if (draft === editing.get().draft) return;
    const { save } = editing.get();
    set({ draft, save: save.name === "conflict" ? save : { name: "unsaved" } });
    ports.keep({ version, draft });
    later(typingPauseMs);
  }

  /** Sends what is not yet saved, after what is on its way; resolves when the server has answered. */
  async function saveNow(): Promise<void> {
    clearTimeout(timer);
    if (sending) await sending;
    const { draft, save } = editing.get();
    if (sending || save.name === "saved" || save.name === "conflict") return;
    set({ save: { name: "saving" } });
    sending = send(draft);
    await sending;
    sending = null;
  }

  async function send(draft: Draft): Promise<void> {
    try {
      settle(await ports.put(version, draft), draft);
    } catch (error) {
      if (ports.isConflict(error)) await meet(draft);
      else {
        unanswered.push(draft);
        fail(error);
      }
    }
  }

  function settle(view: View, sent: Draft): void {
    unanswered = [];
    version = view.version;
    ports.saved(view);
    if (editing.get().draft === sent) {
      ports.keep(null);
      set({ save: { name: "saved", at: ports.now() }, restored: false });
    } else {
      ports.keep({ version, draft: editing.get().draft });
      set({ save: { name: "unsaved" } });
      later(typingPauseMs);
    }
  }

  function fail(error: unknown): void {
    set({ save: { name: "failed", error: error instanceof Error ? error : new Error(String(error)) } });
    later(failedPauseMs);
  }

  /**
   * The version is old. No conflict is what says the same, our own write whose answer got lost, and what is there no more: it
   * was sent or thrown away in another window, and what is written here is kept.
   */
  async function meet(sent: Draft): Promise<void> {
    try {
      const theirs = await ports.get();
      if (theirs.version && sameDraft(theirs.draft, sent)) return settle(theirs, sent);
      const ours = unanswered.some((draft) => sameDraft(draft, theirs.draft));
      if (ours || !theirs.version) settle(await ports.put(theirs.version, sent), sent);
      else set({ save: { name: "conflict", theirs } });
    } catch (error) {
      fail(error);
    }
  }

  return {
    editing,
    change,
    saveNow,

    /** The person's choice in a conflict. */
    async resolve(choice: "mine" | "theirs"): Promise<void> {
      const { save } = editing.get();
      if (save.name !== "conflict") return;
      version = save.theirs.version;
      if (choice === "mine") {
        set({ save: { name: "unsaved" } });
        return saveNow();
      }
      ports.keep(null);
      set({ draft: save.theirs.draft, save: { name: "saved", at: null }, restored: false });
      ports.saved(save.theirs);
    },

    /** The server's newest, read for another reason: taken when nothing here is unsaved. */
    meetNewer(view: View): void {
      if (view.version === version || sending || editing.get().save.name !== "saved") return;
      version = view.version;
      set({ draft: view.draft, save: { name: "saved", at: null } });
    },

    /** What was written has gone another way, such as a post that is sent: nothing of it is kept, and one begins anew. */
    async startOver(view: View): Promise<void> {
      clearTimeout(timer);
      await sending;
      clearTimeout(timer);
      unanswered = [];
      version = view.version;
      ports.keep(null);
      set({ draft: view.draft, save: { name: "saved", at: null }, restored: false });
    },

    /** What is unsaved is sent once more, and then nothing: it stays in the browser if that fails. */
    async stop(): Promise<void> {
      stopped = true;
      await sending;
      await saveNow();
    },
  };
}

/** What was left unsaved in this browser goes on where it stands on the same version; else the person chooses. */
export function begin<View extends Written>(view: View, kept: KeptCopy<View["draft"]> | null): Editing<View> {
  if (!kept || sameDraft(kept.draft, view.draft)) {
    return { draft: view.draft, save: { name: "saved", at: null }, restored: false };
  }
  const isOnTop = kept.version === view.version || !view.version;
  const save: SaveState<View> = isOnTop ? { name: "unsaved" } : { name: "conflict", theirs: view };
  return { draft: kept.draft, save, restored: true };
}

/** The same, whatever the order of keys. */
export function sameDraft(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
