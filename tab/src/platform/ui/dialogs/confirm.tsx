import { lazy, type ReactNode, Suspense } from "react";

const ConfirmDialog = lazy(() =>
  import("./confirm-dialog.tsx").then(({ ConfirmDialog }) => ({ default: ConfirmDialog })),
);

/** The question before a deed: either answer closes it, and yes is the deed. The dialog is loaded when one is asked. */
export function AskFirst({ title, deed, act, close, children }: Props) {
  const answer = (yes: boolean) => {
    close();
    if (yes) act();
  };
  return (
    <Suspense fallback={null}>
      <ConfirmDialog title={title} deed={deed} answer={answer}>
        {children}
      </ConfirmDialog>
    </Suspense>
  );
}

type Props = { title: string; deed: string; act(): void; close(): void; children: ReactNode };
