import { useEffect } from "react";
import { liveValue } from "#platform/observable.ts";

/*
 * What is written and kept nowhere but in its form. Nobody leaves it without a question: by a link or the back button
 * (guarded-history.ts), by becoming another demo person, or by closing the window, where the browser asks.
 */

const forms = new Set<object>();

export const isAnyUnsaved = (): boolean => forms.size > 0;

/** For as long as something is written in a form and not sent. */
export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => (isUnsaved ? hold() : undefined), [isUnsaved]);
}

function hold(): () => void {
  const form = {};
  forms.add(form);
  addEventListener("beforeunload", askBrowser);
  return () => {
    forms.delete(form);
    if (forms.size === 0) removeEventListener("beforeunload", askBrowser);
  };
}

const askBrowser = (event: BeforeUnloadEvent) => event.preventDefault();

/** The question that is on the page: leave-question.tsx shows it. */
export const question = liveValue<{ answer(leave: boolean): void } | null>(null);

/** Asks whether to leave what is written; one question at a time, and who tries again meanwhile stays. */
export function mayLeave(): Promise<boolean> {
  if (!isAnyUnsaved()) return Promise.resolve(true);
  if (question.get()) return Promise.resolve(false);
  return new Promise((resolve) =>
    question.set({
      answer(leave) {
        question.set(null);
        resolve(leave);
      },
    }),
  );
}
