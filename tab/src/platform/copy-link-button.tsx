import { Button } from "@fluentui/react-components";
import { platformTexts } from "./platform-texts.ts";
import { shareLink } from "./teams.ts";
import { useTexts } from "./texts.ts";
import { useToast } from "./toasts.tsx";

/** A link to the page one is on. */
export function CopyLinkButton({ label }: { label: string }) {
  const t = useTexts(platformTexts);
  const toast = useToast();
  const share = () =>
    shareLink(label).then(
      (copied) => copied && toast({ message: t("link.copied") }),
      () => toast({ message: t("link.failed", { link: location.href }) }),
    );
  return (
    <Button appearance="subtle" onClick={() => void share()}>
      {t("link.copy")}
    </Button>
  );
}
