import type { Viewer } from "#features/coffee/attendance/access.ts";
import type { AgendaProposal } from "#features/coffee/contract.ts";
import type { QuestionBox } from "#features/coffee/questions/question-box.ts";
import type { Session } from "#features/coffee/series/session.ts";

/** The largest changes between the latest two surveys that the viewer may read; a wire to the surveys. */
export type ChangesBetweenSurveys = (tenantId: string, viewer: Viewer) => Promise<AgendaProposal["changes"]>;

const mostQuestions = 3;

/** What the data suggests to talk about: what people answered, and what they ask. */
export async function agendaProposal(
  session: Session,
  viewer: Viewer,
  changesBetweenSurveys: ChangesBetweenSurveys,
  box: Pick<QuestionBox, "top">,
): Promise<AgendaProposal> {
  const [changes, questions] = await Promise.all([
    changesBetweenSurveys(session.series.tenantId, viewer),
    box.top(session, mostQuestions),
  ]);
  return { changes, questions };
}
