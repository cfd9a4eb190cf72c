import { Button } from "@fluentui/react-components";
import type { Question, QuestionResult, Share } from "bot/surveys/contract";
import { useState } from "react";
import { type Answer, inOrder, linesOf, type Order } from "./charts/answers.ts";
import { ChartView } from "./charts/chart-view.tsx";
import { MatrixView } from "./charts/matrix-view.tsx";
import { type Part, partsOf } from "./charts/parts.ts";
import { Picture } from "./charts/picture.tsx";
import styles from "./results.module.css";
import type { Shown } from "./shown.ts";
import { tableOf } from "./tables/data-table.ts";
import { DataTableView } from "./tables/data-table-view.tsx";
import type { View } from "./use-view.ts";
import type { Localized, Sentence } from "./wording/localized.ts";

type Props = Shown & {
  question: Question;
  result: QuestionResult;
  answers: Answer[];
  title: Localized;
  sentence: Sentence;
  view: View;
};

/** Rows of groups before one asks for all: a survey by municipality may have hundreds. */
const firstGroups = 12;

/** A question's picture, with its groups and the order of its answers; nothing where there is nothing to draw. */
export function QuestionPicture({ question, result, answers, title, sentence, view, ...shown }: Props) {
  const { results, formatter } = shown;
  const { t } = formatter;
  const [order, setOrder] = useState<Order>("share");
  const [groups, setGroups] = useState(view.groups);
  const [allGroups, setAllGroups] = useState(false);

  const lines = linesOf(result, results, formatter);
  const shownLines = lines.slice(0, 1 + (groups ? (allGroups ? lines.length : firstGroups) : 0));
  const choices = question.type === "single" || question.type === "multiple";
  const ordered = choices ? inOrder(answers, sharesOf(result.total), order) : answers;
  const parts = partsOf(question, shownLines, ordered, results.languages, formatter);
  if (parts.length === 0) return null;

  const named = `question-${question.id} takeaway-${question.id}`;
  return (
    <Picture
      {...shown}
      tables={view.tables}
      title={title}
      sentence={sentence}
      n={result.total.shown === "no" ? null : result.total.n}
      grouped={shownLines.length > 1}
      parts={parts}
      picture={parts.map((part) => (
        <PartView key={part.title} part={part} named={named} formatter={formatter} />
      ))}
      table={
        <DataTableView
          table={tableOf(question, shownLines, ordered, formatter)}
          caption={[title]}
          formatter={formatter}
        />
      }
    >
      {choices && (
        <Button
          size="small"
          appearance="subtle"
          onClick={() => setOrder(order === "share" ? "question" : "share")}
        >
          {t(order === "share" ? "order.question" : "order.share")}
        </Button>
      )}
      {lines.length > 1 && (
        <Button size="small" appearance="subtle" onClick={() => setGroups(!groups)}>
          {t(groups ? "groups.hide" : "groups.show")}
        </Button>
      )}
      {groups && lines.length > 1 + firstGroups && (
        <Button size="small" appearance="subtle" onClick={() => setAllGroups(!allGroups)}>
          {t(allGroups ? "showFewer" : "showAll", { number: formatter.count(lines.length - 1) })}
        </Button>
      )}
    </Picture>
  );
}

const sharesOf = (total: QuestionResult["total"]): Share[] => {
  if (total.shown === "no") return [];
  if (total.shown === "exact") return total.shares ?? [];
  return [...total.atLeast.map((bound) => ({ ...bound, interval: null })), ...total.others];
};

function PartView({ part, named, formatter }: { part: Part; named: string } & Pick<Shown, "formatter">) {
  return (
    <>
      {part.title && <h4 className={styles.part}>{part.title}</h4>}
      {part.kind === "chart" ? (
        <ChartView chart={part.chart} corner={part.corner} labelledBy={named} formatter={formatter} />
      ) : (
        <MatrixView matrix={part.matrix} title={part.title} labelledBy={named} formatter={formatter} />
      )}
    </>
  );
}
