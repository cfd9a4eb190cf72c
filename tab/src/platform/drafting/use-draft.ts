import { useEffect, useState } from "react";
import { ApiError } from "#platform/api.ts";
import { read, write } from "#platform/browser-memory.ts";
import { useLive } from "#platform/observable.ts";
import { type DraftSaver, draftSaver, type KeptCopy, type SaverPorts, type Written } from "./draft-saver.ts";

type Server<View extends Written> = Pick<SaverPorts<View>, "put" | "get" | "saved">;

/** The draft under edit, saved by itself. One saver per `name`, for as long as the page is open. */
export function useDraft<View extends Written>(
  name: string,
  view: View,
  server: Server<View>,
): DraftSaver<View> & { now: ReturnType<DraftSaver<View>["editing"]["get"]> } {
  const [saver] = useState(() => {
    const key = `draft.${name}`;
    return draftSaver(view, keptCopy<View["draft"]>(key), {
      ...server,
      keep: (copy) => write(key, copy && JSON.stringify(copy)),
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

function keptCopy<Draft>(key: string): KeptCopy<Draft> | null {
  try {
    // Written by this page; if somebody changed it by hand, the server's schema says no.
    return JSON.parse(read(key) ?? "null") as KeptCopy<Draft> | null;
  } catch {
    return null;
  }
}
