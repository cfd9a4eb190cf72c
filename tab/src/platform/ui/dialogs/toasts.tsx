import { Button } from "@fluentui/react-components";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { platformTexts } from "#platform/platform-texts.ts";
import { shortcutsOn } from "#platform/shell/shortcuts.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./toasts.module.css";

export type Toast = { message: string; undo?: () => void };
type Shown = Toast & { id: number };

const Context = createContext<(toast: Toast) => void>(() => {});

/** Shows a short message for ten seconds, longer while it is pointed at or focused; with a way back if there is one. */
export const useToast = () => useContext(Context);

const shownMs = 10_000;
let lastId = 0;

export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Shown[]>([]);
  const show = useCallback((toast: Toast) => {
    lastId += 1;
    const id = lastId;
    setToasts((before) => [...before.slice(-2), { ...toast, id }]);
  }, []);
  const remove = useCallback(
    (id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)),
    [],
  );
  useUndoKey(toasts, remove);
  const t = useTexts(platformTexts);

  return (
    <Context value={show}>
      {children}
      <section aria-label={t("toasts")} className={styles.toasts}>
        <div role="status">
          {toasts.map((toast) => (
            <ToastLine key={toast.id} toast={toast} remove={remove} />
          ))}
        </div>
      </section>
    </Context>
  );
}

function ToastLine({ toast, remove }: { toast: Shown; remove(id: number): void }) {
  const t = useTexts(platformTexts);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => remove(toast.id), shownMs);
    return () => clearTimeout(timer);
  }, [held, toast.id, remove]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: not pressed, only kept up while it is read
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles.message}>{toast.message}</span>
      {toast.undo && (
        <Button
          size="small"
          onClick={() => {
            remove(toast.id);
            toast.undo?.();
          }}
        >
          {t("undo")}
        </Button>
      )}
      <Button size="small" appearance="subtle" onClick={() => remove(toast.id)}>
        {t("close")}
      </Button>
    </div>
  );
}

/** Ctrl+Z outside a field takes back what the newest message tells of. */
function useUndoKey(toasts: Shown[], remove: (id: number) => void) {
  const newest = useRef<Shown | undefined>(undefined);
  newest.current = toasts.findLast((toast) => toast.undo);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
      if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || typing || !shortcutsOn.get()) return;
      const toast = newest.current;
      if (!toast) return;
      event.preventDefault();
      remove(toast.id);
      toast.undo?.();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [remove]);
}
