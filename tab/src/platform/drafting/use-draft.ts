import { useEffect, useState } from "react";
import { ApiError } from "#platform/api.ts";
import { useLive } from "#platform/observable.ts";
import {
  type DraftSaver,
  draftSaver,
  type KeptCopy,
  type SaverPorts,
  sameDraft,
  type Written,
} from "./draft-saver.ts";
import { localCopies } from "./local-copies.ts";

type Server<View extends Written> = Pick<SaverPorts<View>, "put" | "get" | "saved">;

/**
 * The draft under edit, saved by itself. One saver per `name`, for as long as the page is open. It is the person's who began it:
 * once another has come in the same browser, nothing of it is sent, kept or shown.
 */
export function useDraft<View extends Written>(
  name: string,
  view: View,
  server: Server<View>,
): DraftSaver<View> & { now: ReturnType<DraftSaver<View>["editing"]["get"]> } {
  const [saver] = useState(() => {
    const copies = localCopies<KeptCopy<View["draft"]>>(name);
    const asOwner = async <T>(work: () => Promise<T>): Promise<T> => {
      if (!copies.isMine()) throw new AnotherPerson();
      const done = await work();
      if (!copies.isMine()) throw new AnotherPerson();
      return done;
    };
    let kept = copies.find();
    // What got there after all is no longer needed; another window may have left more.
    while (kept && sameDraft(kept.draft, view.draft)) {
      copies.keep(null);
      kept = copies.find();
    }
    return draftSaver(view, kept, {
      saved: server.saved,
      put: (version, draft) => asOwner(() => server.put(version, draft)),
      get: () => asOwner(server.get),
      keep: copies.keep,
      isConflict: (error) => error instanceof ApiError && error.code === "changedMeanwhile",
      now: () => new Date().toISOString(),
    });
  });

  useEffect(() => saver.meetNewer(view), [saver, view]);
  useEffect(() => {
    const save = () => void saver.saveNow();
    save();
    addEventListener("online", save);
    addEventListener("pagehide", save);
    return () => {
      removeEventListener("online", save);
      removeEventListener("pagehide", save);
      void saver.stop();
    };
  }, [saver]);

  return { ...saver, now: useLive(saver.editing) };
}

/** Somebody else has signed in since the writing began. */
class AnotherPerson extends Error {
  constructor() {
    super("Another person has signed in");
    this.name = "AnotherPerson";
  }
}
