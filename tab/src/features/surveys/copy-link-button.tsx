import { Button } from "@fluentui/react-components";
import { shareLink } from "#platform/teams.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/toasts.tsx";
import { surveyTexts } from "./survey-texts.ts";

/** A link to the page one is on. */
export function CopyLinkButton({ label }: { label: string }) {
  const t = useTexts(surveyTexts);
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
