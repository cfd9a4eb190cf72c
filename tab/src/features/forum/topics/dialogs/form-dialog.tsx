import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import styles from "#features/forum/topics/topic.module.css";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useFocusBack } from "#platform/ui/dialogs/focus-back.ts";
import { Message } from "#platform/ui/message.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { useUnsaved } from "#platform/unsaved/unsaved.ts";

type Props = {
  title: string;
  /** The word on the button that does it; only a way out if left out. */
  submit?: string | undefined;
  /** Whether something is filled in, which is then not thrown away by a press beside the dialog or by Escape. */
  isChanged: boolean;
  /** Whether all that is needed is there. */
  isReady?: boolean;
  act?(): Promise<unknown>;
  close(): void;
  children: ReactNode;
};

/** A form in a dialog, which stays while its deed is under way or has failed. Lazily loaded: it brings Fluent's dialog. */
export function FormDialog({ title, submit, isChanged, isReady = true, act, close, children }: Props) {
  const t = useTexts(platformTexts);
  const [isUnderWay, setUnderWay] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useUnsaved(isChanged);
  useFocusBack();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!act || !isReady || isUnderWay) return;
    setUnderWay(true);
    setLeaving(false);
    try {
      await act();
      close();
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
      setUnderWay(false);
    }
  };
  const stay = () => {
    setLeaving(false);
    // Back to the words, before the button leaves the page with the focus.
    form.current?.querySelector<HTMLElement>("textarea, input:checked, input")?.focus();
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && (isChanged ? setLeaving(true) : close())}>
      <DialogSurface>
        <form ref={form} onSubmit={(event) => void send(event)}>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.dialog ?? ""}>
              {children}
              {error && <Problem error={error} />}
              {isLeaving && (
                <div ref={show}>
                  <Message
                    intent="warning"
                    role="alert"
                    deeds={
                      <>
                        <Button onClick={stay}>{t("leave.dialog.stay")}</Button>
                        <Button onClick={close}>{t("leave.dialog.drop")}</Button>
                      </>
                    }
                  >
                    {t("leave.dialog")}
                  </Message>
                </div>
              )}
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

/** What has come at the end of a long form is in view. */
const show = (element: HTMLElement | null): void => element?.scrollIntoView({ block: "nearest" });
