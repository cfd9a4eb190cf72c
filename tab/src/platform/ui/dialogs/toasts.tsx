import { Button } from "@fluentui/react-components";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { platformTexts } from "#platform/platform-texts.ts";
import { shortcutsOn } from "#platform/shell/shortcuts.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { awaitThing, thingHere } from "#platform/ui/focus/taken-back.ts";
import styles from "./toasts.module.css";

/** `undo` gives a promise where it takes time: what is undone is said when it is, and not said where it fails. */
export type Toast = { message: string; undo?: () => unknown };
type Shown = Toast & { id: number; thing: readonly string[] };

const Context = createContext<(toast: Toast) => void>(() => {});

/** Shows a short message for ten seconds, longer while it is pointed at or focused; with a way back if there is one. What was taken back gets the focus. */
export const useToast = () => useContext(Context);

const shownMs = 10_000;
let lastId = 0;

export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Shown[]>([]);
  const show = useCallback((toast: Toast) => {
    lastId += 1;
    const id = lastId;
    const thing = thingHere();
    setToasts((before) => [...before.slice(-2), { ...toast, id, thing }]);
  }, []);
  const remove = useCallback(
    (id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)),
    [],
  );
  const t = useTexts(platformTexts);
  const announce = useAnnounce();
  const takeBack = ({ id, undo, thing }: Shown) => {
    remove(id);
    awaitThing(thing);
    // A failure is told by what failed.
    void Promise.resolve(undo?.()).then(
      () => announce(t("undone")),
      () => undefined,
    );
  };
  useKeys(toasts, remove, takeBack);
  const section = useRoomBelow(toasts.length);

  return (
    <Context value={show}>
      {children}
      <section ref={section} aria-label={t("toasts")} className={styles.toasts} data-aside>
        <div role="status">
          {toasts.map((toast) => (
            <ToastLine key={toast.id} toast={toast} remove={remove} takeBack={takeBack} />
          ))}
        </div>
      </section>
    </Context>
  );
}

type LineProps = { toast: Shown; remove(id: number): void; takeBack(toast: Shown): void };

function ToastLine({ toast, remove, takeBack }: LineProps) {
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
        <Button size="small" onClick={() => takeBack(toast)}>
          {t("undo")}
        </Button>
      )}
      <Button size="small" appearance="subtle" onClick={() => remove(toast.id)}>
        {t("close")}
      </Button>
    </div>
  );
}

/** Ctrl+Z outside a field takes back what the newest message tells of; Escape closes the newest. */
function useKeys(toasts: Shown[], remove: (id: number) => void, takeBack: (toast: Shown) => void) {
  const now = useRef({ toasts, takeBack });
  now.current = { toasts, takeBack };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { toasts, takeBack } = now.current;
      const isOver = document.querySelector(
        '[role="dialog"], [role="alertdialog"], [aria-expanded="true"][aria-haspopup]',
      );
      const newest = toasts.at(-1);
      if (event.key === "Escape" && newest && !event.defaultPrevented && !isOver) return remove(newest.id);
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
      if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || typing || !shortcutsOn.get()) return;
      const toast = toasts.findLast(({ undo }) => undo);
      if (!toast) return;
      event.preventDefault();
      takeBack(toast);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [remove]);
}

/** The messages lie over the page's end: it gets room to be scrolled above them, so that they never cover what has the focus. */
function useRoomBelow(count: number) {
  const section = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const height = section.current?.offsetHeight ?? 0;
    const { style } = document.documentElement;
    style.setProperty("--toasts", count === 0 ? "0px" : `${height + 24}px`);
    const focused = document.activeElement;
    if (count === 0 || !focused || focused === document.body || section.current?.contains(focused)) return;
    if (focused.getBoundingClientRect().bottom > innerHeight - height - 24)
      focused.scrollIntoView({ block: "nearest" });
  }, [count]);
  return section;
}
