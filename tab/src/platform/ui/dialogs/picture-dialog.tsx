import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { useFocusBack } from "./focus-back.ts";

type Props = {
  address: string;
  title: string;
  words: Record<"heading" | "how" | "close", string>;
  close(): void;
};

/** The picture itself, for where a page may neither copy nor save it: there one's own finger may. */
export function PictureDialog({ address, title, words, close }: Props) {
  useFocusBack();
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.heading}</DialogTitle>
          <DialogContent>
            <p>{words.how}</p>
            <img src={address} alt={title} style={{ width: "100%" }} />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={close}>
              {words.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
