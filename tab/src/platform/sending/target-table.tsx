import { Button } from "@fluentui/react-components";
import type { Outcome, RefusalReason, SendingView } from "bot/sending/contract";
import { useState } from "react";
import { timeIn } from "#platform/helsinki.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Badge, type BadgeColor } from "#platform/ui/badge.tsx";
import { unseen } from "#platform/ui/visually-hidden.ts";
import { briefly, totalOf } from "./outcomes.ts";
import { placeName } from "./places.ts";
import styles from "./sending-list.module.css";
import { sendingTexts } from "./sending-texts.ts";
import { useCount } from "./use-count.ts";

/** Place by place, those that need a person first; of many, the rest when asked for. */
export function TargetTable({ sending }: { sending: SendingView }) {
  const t = useTexts(sendingTexts);
  const counted = useCount();
  const [isWhole, setIsWhole] = useState(false);
  const { targets } = sending;
  const shown = isWhole ? targets : briefly(targets);
  const more = targets.length - shown.length;
  const unlisted = totalOf(sending) - targets.length;
  return (
    <>
      <table className={styles.targets}>
        <thead className={unseen}>
          <tr>
            <th scope="col">{t("sending.place")}</th>
            <th scope="col">{t("sending.outcome")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((target) => (
            <TargetRow key={target.place.id} target={target} />
          ))}
        </tbody>
      </table>
      {(more > 0 || isWhole) && (
        <Button size="small" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? t("sending.fewer") : t("sending.more", counted(more))}
        </Button>
      )}
      {isWhole && unlisted > 0 && <p className={styles.advice}>{t("sending.unlisted", counted(unlisted))}</p>}
    </>
  );
}

function TargetRow({ target }: { target: SendingView["targets"][number] }) {
  const t = useTexts(sendingTexts);
  const language = useLanguage();
  const { place, outcome, reason, at, link } = target;
  return (
    <tr>
      <th scope="row">{placeName(place)}</th>
      <td>
        <Badge color={outcomeColors[outcome]}>
          {t(reason && isNotBarred(reason) ? "outcome.refused" : `outcome.${outcome}`)}
        </Badge>
        {at && outcome === "sent" && <span className={styles.at}> {timeIn(language, at)}</span>}
        {link && (
          <div>
            <a href={link} target="_blank" rel="noreferrer">
              {t("sending.openInTeams")}
            </a>
          </div>
        )}
        {hasAdvice(outcome) && (
          <div className={styles.advice}>
            {t(reason ? `outcome.blocked.${reason}` : `outcome.${outcome}.advice`)}
          </div>
        )}
      </td>
    </tr>
  );
}

const outcomeColors = {
  scheduled: "plain",
  queued: "plain",
  sending: "plain",
  sent: "good",
  blocked: "bad",
  gone: "bad",
  unknown: "warning",
  cancelled: "plain",
} satisfies Record<Outcome, BadgeColor>;

/** The place takes messages, only not this one or not now. */
const isNotBarred = (reason: RefusalReason): boolean =>
  reason === "tooBig" || reason === "notAccepted" || reason === "busy" || reason === "archived";

const hasAdvice = (outcome: Outcome): outcome is "blocked" | "gone" | "unknown" =>
  outcome === "blocked" || outcome === "gone" || outcome === "unknown";
