import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import type { Speech } from "#features/surveys/results/wording/formatter.ts";
import { useFocusBack } from "#platform/ui/dialogs/focus-back.ts";

type Props = { address: string; title: string; t: Speech["t"]; close(): void };

/** The picture itself, for where a page may neither copy nor save it: there one's own finger may. */
export function PictureDialog({ address, title, t, close }: Props) {
  useFocusBack();
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t("picture")}</DialogTitle>
          <DialogContent>
            <p>{t("picture.shown")}</p>
            <img src={address} alt={title} style={{ width: "100%" }} />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={close}>
              {t("picture.close")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
