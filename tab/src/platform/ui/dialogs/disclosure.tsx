import { Button } from "@fluentui/react-components";
import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from "react";
import styles from "./disclosure.module.css";

type Props = { label: string; children(close: () => void): ReactNode };

/** A "⋯" button, and what it shows below itself until one presses Escape, presses beside it or goes on to something else. */
export function Disclosure({ label, children }: Props) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const close = useCallback(() => {
    setOpen(false);
    whole.current?.querySelector("button")?.focus();
  }, []);

  useEffect(() => {
    if (!isOpen) return;
    const leave = ({ target }: Event) => {
      if (target instanceof Node && !whole.current?.contains(target)) setOpen(false);
    };
    const press = ({ key }: KeyboardEvent) => {
      if (key === "Escape") close();
    };
    addEventListener("pointerdown", leave);
    addEventListener("focusin", leave);
    addEventListener("keydown", press);
    return () => {
      removeEventListener("pointerdown", leave);
      removeEventListener("focusin", leave);
      removeEventListener("keydown", press);
    };
  }, [isOpen, close]);

  return (
    <div ref={whole} className={styles.whole}>
      <Button
        appearance="subtle"
        className={styles.button}
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        icon={
          <svg viewBox="0 0 20 20" width="20" height="20" fill="currentColor" aria-hidden="true">
            <path d="M6.25 10a1.25 1.25 0 1 1-2.5 0 1.25 1.25 0 0 1 2.5 0m5 0a1.25 1.25 0 1 1-2.5 0 1.25 1.25 0 0 1 2.5 0M15 11.25a1.25 1.25 0 1 0 0-2.5 1.25 1.25 0 0 0 0 2.5" />
          </svg>
        }
      />
      {isOpen && (
        <div id={id} className={styles.panel}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
