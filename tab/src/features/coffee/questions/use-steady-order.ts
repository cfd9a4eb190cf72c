import type { QuestionView } from "bot/coffee/contract";
import { useState } from "react";
import { flushSync } from "react-dom";
import { arranged, isBehind, type Row, rowsOf, withNew } from "./steady-order.ts";

/** The rows to show. `renew` brings the list into order, and keeps the focus where it was. */
export function useSteadyOrder(questions: readonly QuestionView[]): {
  rows: Row[];
  isBehind: boolean;
  renew(latest: readonly QuestionView[]): void;
} {
  const [kept, setKept] = useState(() => arranged(questions));
  const places = withNew(kept, questions);
  if (places !== kept) setKept([...places]);

  return {
    rows: rowsOf(places, questions),
    isBehind: isBehind(places, questions),
    renew(latest) {
      const focused = document.activeElement;
      flushSync(() => setKept(arranged(latest)));
      // Moving an element in the page takes its focus away.
      if (focused instanceof HTMLElement && focused.isConnected) focused.focus();
    },
  };
}
