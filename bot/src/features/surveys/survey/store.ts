import { bounded } from "#platform/lru-map.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import { Conflict, type Key, type Stored, type Tables } from "#platform/storage/table.ts";
import type { Survey } from "./survey.ts";

type SurveyRow = Key & { survey: string };

const mostTries = 5;

export type SurveyStore = ReturnType<typeof surveyStore>;

/** Surveys, one row each, and where each has been posted. The tenant is part of every key. */
export function surveyStore(tables: Tables) {
  const surveys = tables.open<SurveyRow>("surveys");
  const posted = tables.open("posted");
  // The row is read every time; only its parsing is spared while nobody has written it.
  const parsed = bounded<Survey>(500);
  // A survey is never taken back from a place, so a yes stays true as long as there is the survey.
  const knownPosted = bounded<true>(100_000);

  function surveyOf(row: Stored<SurveyRow>): Survey {
    const key = `${row.partitionKey}|${row.rowKey}`;
    const cached = parsed.get(key);
    if (cached?.version === row.etag) return cached;
    const survey: Survey = { ...JSON.parse(row.survey, reviveDates), version: row.etag };
    parsed.set(key, survey);
    return survey;
  }

  /** Refuses when somebody else has written the survey since it was read. */
  async function save(survey: Survey): Promise<Survey> {
    try {
      return surveyOf(await surveys.replace({ ...rowOf(survey), etag: survey.version }));
    } catch (error) {
      if (error instanceof Conflict) throw new Refusal("changedMeanwhile");
      throw error;
    }
  }

  return {
    /** A repeat of the same creation gives back what is there. */
    async add(survey: Survey): Promise<Survey> {
      try {
        return surveyOf(await surveys.insert(rowOf(survey)));
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        const existing = await find(survey.tenantId, survey.id);
        if (existing.owner.id !== survey.owner.id) throw new NotFound("unknownSurvey");
        return existing;
      }
    },

    find,

    save,

    /** Does to the survey what holds whoever else has written it, on its newest version if this one is not. */
    async change(survey: Survey, next: (newest: Survey) => Survey): Promise<Survey> {
      for (let version = survey, tries = 1; ; tries++) {
        try {
          return await save(next(version));
        } catch (error) {
          if (!(error instanceof Refusal) || error.reason !== "changedMeanwhile" || tries === mostTries)
            throw error;
          version = await find(survey.tenantId, survey.id);
        }
      }
    },

    async remove({ tenantId, id }: Survey): Promise<void> {
      await surveys.remove({ partitionKey: tenantId, rowKey: id });
    },

    async all(tenantId: string): Promise<Survey[]> {
      const rows = await Array.fromAsync(surveys.list(tenantId));
      return rows.map(surveyOf);
    },

    async postedIn(tenantId: string, placeId: string, surveyId: string): Promise<void> {
      await posted.put({ partitionKey: `${tenantId}|${placeId}`, rowKey: surveyId });
    },

    /** Once there is no such survey any more. */
    async forgetPosted(tenantId: string, placeId: string, surveyId: string): Promise<void> {
      await posted.remove({ partitionKey: `${tenantId}|${placeId}`, rowKey: surveyId });
      knownPosted.delete(`${tenantId}|${placeId}|${surveyId}`);
    },

    async wasPostedIn(tenantId: string, placeId: string, surveyId: string): Promise<boolean> {
      const key = `${tenantId}|${placeId}|${surveyId}`;
      if (knownPosted.get(key)) return true;
      const row = await posted.get(`${tenantId}|${placeId}`, surveyId);
      if (row) knownPosted.set(key, true);
      return row !== undefined;
    },

    async idsPostedIn(tenantId: string, placeId: string): Promise<string[]> {
      const rows = await Array.fromAsync(posted.list(`${tenantId}|${placeId}`));
      return rows.map(({ rowKey }) => rowKey);
    },
  };

  async function find(tenantId: string, id: string): Promise<Survey> {
    const row = await surveys.get(tenantId, id);
    if (!row) throw new NotFound("unknownSurvey");
    return surveyOf(row);
  }
}

function rowOf({ version: _, ...survey }: Survey): SurveyRow {
  return { partitionKey: survey.tenantId, rowKey: survey.id, survey: JSON.stringify(survey) };
}

/** Of a survey's JSON, these are instants; the draft's closesAt stays the text that the organiser wrote. */
const instants = /^(created|changed|opened|scheduled|closed|takenDown|released|sealed|removed)At$/;

const reviveDates = (key: string, value: unknown) =>
  instants.test(key) && typeof value === "string" ? new Date(value) : value;
