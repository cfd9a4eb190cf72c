import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { unseen } from "./visually-hidden.ts";

const Context = createContext<(message: string) => void>(() => {});

/** Says a message to a screen reader without moving the focus. */
export const useAnnounce = () => useContext(Context);

export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ message: "", odd: false });
  useEffect(() => {
    if (!said.message) return;
    // Who reads on later should not meet an old message.
    const timer = setTimeout(() => setSaid(({ odd }) => ({ message: "", odd })), 7_000);
    return () => clearTimeout(timer);
  }, [said]);
  const announce = useCallback((message: string) => setSaid(({ odd }) => ({ message, odd: !odd })), []);
  return (
    <Context value={announce}>
      {children}
      {/* The same message twice is said twice only if the text differs: an invisible space makes it so. */}
      <div role="status" aria-live="polite" className={unseen}>
        {said.message && said.message + (said.odd ? "\u00a0" : "")}
      </div>
    </Context>
  );
}
