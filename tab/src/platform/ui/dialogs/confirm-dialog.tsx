import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { useFocusBack } from "./focus-back.ts";

/** Asks before what cannot be taken back. `answer(true)` is the deed. Lazily loaded: it brings Fluent's dialog. */
export function ConfirmDialog({ title, children, deed, instead, answer }: Props) {
  const t = useTexts(platformTexts);
  useFocusBack();
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && answer(false)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{children}</DialogContent>
          <DialogActions>
            <Button onClick={() => answer(false)}>{instead ?? t("cancel")}</Button>
            <Button appearance="primary" onClick={() => answer(true)}>
              {deed}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

type Props = {
  title: string;
  children: ReactNode;
  deed: string;
  /** What the way out is called; "Cancel" if left out. */
  instead?: string;
  answer(yes: boolean): void;
};
