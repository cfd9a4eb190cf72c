import type { NetworkView } from "bot/network/contract";
import { networkTexts } from "#features/network/network-texts.ts";
import { useNetwork } from "#features/network/use-network.ts";
import { SendingList } from "#platform/sending/sending-list.tsx";
import { NotFoundPage } from "#platform/shell/not-found-page.tsx";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { PageProblem } from "#platform/ui/page-problem.tsx";
import { PageSkeleton } from "#platform/ui/skeleton.tsx";
import { CardForm } from "./card-form.tsx";
import { SettingsForm } from "./settings-form.tsx";

/** For coordinators: what the network says of itself, its channels, and the card that one joins by. */
export function SettingsPage() {
  const network = useNetwork();
  // What is being written stays, also where it could not be read anew.
  if (!network.data) {
    if (network.error) return <PageProblem error={network.error} again={() => void network.refetch()} />;
    return <PageSkeleton />;
  }
  return network.data.may.coordinate ? <Settings network={network.data} /> : <NotFoundPage />;
}

function Settings({ network }: { network: NetworkView }) {
  const t = useTexts(networkTexts);
  return (
    <>
      <PageHeading title={t("settings.title")} />
      <SettingsForm network={network} />
      <CardForm />
      <SendingList path="/network/card" maySend />
    </>
  );
}
