import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { type FormEvent, type ReactNode, useState } from "react";
import styles from "#features/forum/topics/topic.module.css";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useFocusBack } from "#platform/ui/dialogs/focus-back.ts";
import { Problem } from "#platform/ui/problem.tsx";

type Props = {
  title: string;
  /** The word on the button that does it; only a way out if left out. */
  submit?: string | undefined;
  /** Whether all that is needed is there. */
  isReady?: boolean;
  act?(): Promise<unknown>;
  close(): void;
  children: ReactNode;
};

/** A form in a dialog, which stays while its deed is under way or has failed. Lazily loaded: it brings Fluent's dialog. */
export function FormDialog({ title, submit, isReady = true, act, close, children }: Props) {
  const t = useTexts(platformTexts);
  const [isUnderWay, setUnderWay] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  useFocusBack();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!act || !isReady || isUnderWay) return;
    setUnderWay(true);
    try {
      await act();
      close();
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
      setUnderWay(false);
    }
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface>
        <form onSubmit={(event) => void send(event)}>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.dialog ?? ""}>
              {children}
              {error && <Problem error={error} />}
            </DialogContent>
            <DialogActions>
              <Button onClick={close}>{t(submit ? "cancel" : "close")}</Button>
              {submit && (
                <Button type="submit" appearance="primary" disabledFocusable={!isReady || isUnderWay}>
                  {submit}
                </Button>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
