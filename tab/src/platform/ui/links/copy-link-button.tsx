import { Button } from "@fluentui/react-components";
import { copyText } from "#platform/copy-text.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { pageLink } from "#platform/teams/page-link.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";

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
