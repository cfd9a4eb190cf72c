import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import styles from "./table.module.css";

/** Lets a wide table scroll inside the page; only then is it a stop for the keyboard. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(false);

  // Before it is painted: a table that scrolls is never seen without its stop.
  useLayoutEffect(() => {
    if (!box.current) return;
    const { current } = box;
    const measure = () => setWide(current.scrollWidth > current.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    if (current.firstElementChild) observer.observe(current.firstElementChild);
    return () => observer.disconnect();
  }, []);

  const stop = wide ? { tabIndex: 0, role: "region", "aria-label": label } : {};
  return (
    <div ref={box} className={styles.scroll} {...stop}>
      {children}
    </div>
  );
}
