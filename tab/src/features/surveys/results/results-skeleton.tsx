import { unseen } from "#platform/ui/visually-hidden.ts";
import type { Formatter } from "./wording/formatter.ts";

/** The shape of the results to come: the head, the brief and two questions. */
export function ResultsSkeleton({ formatter: { t } }: { formatter: Formatter }) {
  return (
    <div role="status">
      <span className={unseen}>{t("loading")}</span>
      <div aria-hidden="true">
        {[28, 96, 220, 220].map((height, index) => (
          <div key={index} className="bone" style={{ height, marginBlockEnd: 24 }} />
        ))}
      </div>
    </div>
  );
}
