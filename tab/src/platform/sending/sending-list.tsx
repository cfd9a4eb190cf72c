import { useQuery } from "@tanstack/react-query";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { askAgainMs } from "./outcomes.ts";
import { sendingsQuery } from "./queries.ts";
import { Sending } from "./sending.tsx";
import styles from "./sending-list.module.css";
import { sendingTexts } from "./sending-texts.ts";

type Props = {
  /** What the sendings belong to, in the API: such as "/surveys/…". */
  path: string;
  /** Whether anything may be sent again. */
  maySend: boolean;
  /** Whether what is scheduled can be moved to another time. */
  mayMove?: boolean;
  /** What a sending sent, where there are several kinds. */
  nameOf?(sendingId: string): string;
  /** Reads again whatever else a retry, a pause or a cancellation has changed. */
  changed?(): Promise<unknown>;
};

/** What was sent where, and what became of it; followed while anything is on its way. Nothing before the first. */
export function SendingList({ path, nameOf, ...rest }: Props) {
  const t = useTexts(sendingTexts);
  const sendings = useQuery({
    ...sendingsQuery(path),
    refetchInterval: ({ state }) => askAgainMs(state.data ?? [], Date.now()),
  });
  if (sendings.error) return <Problem error={sendings.error} again={() => void sendings.refetch()} />;
  if (!sendings.data?.length) return null;
  return (
    <section aria-labelledby="sendings">
      <h2 id="sendings" className={styles.heading}>
        {t("sendings")}
      </h2>
      {sendings.data.map((sending) => (
        <Sending key={sending.id} path={path} sending={sending} name={nameOf?.(sending.id)} {...rest} />
      ))}
    </section>
  );
}
