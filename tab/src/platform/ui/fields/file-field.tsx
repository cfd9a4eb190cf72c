import { type DragEvent, useEffect, useId, useState } from "react";
import styles from "./file-field.module.css";

type Props = {
  label: string;
  hint: string;
  accept: string;
  /** Takes the file, or says what is wrong with it. */
  choose(file: File): string | null;
};

/** A file, chosen or dropped anywhere on the field. */
export function FileField({ label, hint, accept, choose }: Props) {
  const id = useId();
  const [wrong, setWrong] = useState({ message: "", times: 0 });
  const [isOver, setOver] = useState(false);
  useDropsKept();
  const take = (file: File | undefined) => {
    if (!file) return;
    const message = choose(file) ?? "";
    setWrong(({ times }) => ({ message, times: times + 1 }));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field inside does the same by press and key
    <div
      className={styles.area}
      data-over={isOver || undefined}
      onDragEnter={() => setOver(true)}
      onDragOver={(event) => event.preventDefault()}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
      }}
      onDrop={drop}
    >
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        className={styles.file}
        aria-invalid={wrong.message ? true : undefined}
        aria-describedby={wrong.message ? `${id}-wrong ${id}-hint` : `${id}-hint`}
        onChange={({ currentTarget }) => {
          take(currentTarget.files?.[0]);
          // Else the browser would not tell of the same file when it has been corrected.
          currentTarget.value = "";
        }}
      />
      {/* Another one for each file, so that the same words are said again. */}
      {wrong.message && (
        <p key={wrong.times} id={`${id}-wrong`} role="alert" className={styles.error}>
          {wrong.message}
        </p>
      )}
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
    </div>
  );
}

/** A file dropped beside the field would be opened by the browser in place of the page. */
function useDropsKept() {
  useEffect(() => {
    const keep = (event: globalThis.DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    addEventListener("dragover", keep);
    addEventListener("drop", keep);
    return () => {
      removeEventListener("dragover", keep);
      removeEventListener("drop", keep);
    };
  }, []);
}
