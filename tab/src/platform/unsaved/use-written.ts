import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from "react";
import { sameDraft } from "#platform/drafting/draft-saver.ts";
import { localCopies } from "#platform/drafting/local-copies.ts";
import { useUnsaved } from "./unsaved.ts";

/** What was written, and what stood there when it was begun. */
type Left<Value> = { first: Value; value: Value };

/**
 * What is written in a form that keeps no draft, as useState has it: one is asked before one leaves it. Teams takes a tab away
 * without asking; what was written is then found again under its `name`, by who wrote it, if the same still stands there.
 */
export function useWritten<Value>(name: string, first: Value): [Value, Dispatch<SetStateAction<Value>>] {
  const [copies] = useState(() => localCopies<Left<Value>>(`form.${name}`));
  const [value, setValue] = useState(() => {
    const left = copies.find();
    return left && sameDraft(left.first, first) ? left.value : first;
  });
  const isUnsaved = !sameDraft(value, first);
  useUnsaved(isUnsaved);

  const now = useRef({ first, value, isUnsaved });
  now.current = { first, value, isUnsaved };
  useEffect(() => {
    const leave = () => {
      const { first, value, isUnsaved } = now.current;
      copies.keep(isUnsaved ? { first, value } : null);
    };
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      // Sent, or left by choice.
      copies.keep(null);
    };
  }, [copies]);
  return [value, setValue];
}
