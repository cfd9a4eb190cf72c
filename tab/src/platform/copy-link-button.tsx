import { Button } from "@fluentui/react-components";
import { copyText } from "./copy-text.ts";
import { pageLink } from "./page-link.ts";
import { platformTexts } from "./platform-texts.ts";
import { useTexts } from "./texts.ts";
import { useToast } from "./toasts.tsx";

/** Copies a link to the page one is on, or to one as seen from it, such as "?post=7". */
export function CopyLinkButton({ to }: { to?: string }) {
  const t = useTexts(platformTexts);
  const toast = useToast();
  const copy = async () => {
    const link = pageLink(location.href, to);
    toast({ message: (await copyText(link)) ? t("link.copied") : t("link.failed", { link }) });
  };
  return (
    <Button appearance="subtle" onClick={() => void copy()}>
      {t("link.copy")}
    </Button>
  );
}
