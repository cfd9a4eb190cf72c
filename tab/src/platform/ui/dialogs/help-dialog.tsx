import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { Fragment } from "react";
import { useLive } from "#platform/observable.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { setShortcuts, shortcutsHere, shortcutsOn } from "#platform/shell/shortcuts.ts";
import { useTexts } from "#platform/texts.ts";
import { Switch } from "#platform/ui/switch.tsx";
import { useFocusBack } from "./focus-back.ts";
import styles from "./help-dialog.module.css";

const parts = ["surveys", "coffee", "network", "terms"] as const;
const keys = ["Alt+↑", "Alt+↓", "Ctrl+Z", "Ctrl+Enter", "Tab", "Esc"] as const;

export function HelpDialog({ close }: { close(): void }) {
  const t = useTexts(platformTexts);
  const on = useLive(shortcutsOn);
  const here = useLive(shortcutsHere);
  useFocusBack();
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t("help.title")}</DialogTitle>
          {/* Focused first, so that one begins to read at its beginning, and moves on with the arrows. */}
          <DialogContent tabIndex={0}>
            <p>{t("help.about")}</p>
            {parts.map((part) => (
              <Fragment key={part}>
                <h3>{t(`help.part.${part}`)}</h3>
                <p>{t(`help.${part}`)}</p>
              </Fragment>
            ))}
            <h3>{t("help.keys")}</h3>
            <dl className={styles.keys}>
              {here.map(({ keys, about }) => (
                <div key={keys}>
                  <dt>
                    <kbd>{keys}</kbd>
                  </dt>
                  <dd>{about}</dd>
                </div>
              ))}
              {keys.map((key) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{t(`help.key.${key}`)}</dd>
                </div>
              ))}
            </dl>
            <Switch checked={on} change={setShortcuts} label={t("help.shortcuts")} />
            <h3>{t("help.accessibility")}</h3>
            <p>{t("help.accessibilityText")}</p>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={close}>
              {t("close")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
