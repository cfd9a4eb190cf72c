import type { SurveyView } from "#features/surveys/contract.ts";
import { has, type Role } from "#platform/auth/role.ts";
import type { Asked } from "#platform/feature.ts";
import { NotFound } from "#platform/refusal.ts";
import type { Memberships } from "#platform/teams/memberships.ts";
import type { Person } from "#platform/teams/turn.ts";
import type { SurveyStore } from "./store.ts";
import { type Survey, stateOf } from "./survey.ts";

export type Viewer = Person & { roles: Role[] };
export type Access = ReturnType<typeof surveyAccess>;

/**
 * Who may do what with a survey, one sentence a right. Its card says the same before anybody answers: what is changed here is
 * changed in `card.sees.*` too, in every language, and `promise.test.ts` compares them.
 */
export function surveyAccess(memberships: Pick<Memberships, "isInOne">) {
  /** Owners organise their own surveys, administrators all. Nobody else does, wherever a survey is sent. */
  function organises(survey: Survey, viewer: Viewer): boolean {
    if (survey.tenantId !== viewer.tenantId || !has(viewer.roles, "Organiser")) return false;
    return survey.owner.id === viewer.id || has(viewer.roles, "Admin");
  }

  /** Readers, and organisers as readers, see the figures of what was sent to where they are. */
  async function reads(survey: Survey, viewer: Viewer): Promise<boolean> {
    if (survey.tenantId !== viewer.tenantId || !has(viewer.roles, "Reader")) return false;
    return survey.openedAt !== undefined && belongs(survey, viewer);
  }

  /** Those who got it see released results where they are shared. */
  async function receives(survey: Survey, viewer: Person): Promise<boolean> {
    const isReleased = survey.releasedAt !== undefined && survey.removedAt === undefined;
    return (
      survey.tenantId === viewer.tenantId && isReleased && survey.draft.shared && belongs(survey, viewer)
    );
  }

  /** Whoever it was sent to knows what a survey is called while it is open, and after that where its results are shared. */
  async function maySeeName(survey: Survey, viewer: Person, now: Date): Promise<boolean> {
    const isOpen = survey.tenantId === viewer.tenantId && stateOf(survey, now) === "open";
    return isOpen ? belongs(survey, viewer) : receives(survey, viewer);
  }

  const belongs = (survey: Survey, viewer: Person) => memberships.isInOne(survey.placeIds, viewer);

  async function maySeeResults(survey: Survey, viewer: Viewer): Promise<boolean> {
    return organises(survey, viewer) || (await reads(survey, viewer)) || receives(survey, viewer);
  }

  return {
    organises,
    maySeeName,
    maySeeResults,

    /** Names, and what each person answered, in signed surveys: for those who organise it alone, whatever is shared. */
    seesNames: (survey: Survey, viewer: Viewer): boolean =>
      survey.draft.kind === "signed" && organises(survey, viewer),

    /** Fails as if the survey did not exist. */
    mustOrganise(survey: Survey, viewer: Viewer): void {
      if (!organises(survey, viewer)) throw new NotFound("unknownSurvey");
    },

    async may(survey: Survey, viewer: Viewer, now: Date): Promise<SurveyView["may"]> {
      const state = stateOf(survey, now);
      const isOrganiser = organises(survey, viewer);
      const isOver = state === "closed" || state === "released";
      return {
        edit: isOrganiser && state === "draft",
        send: isOrganiser && !isOver,
        close: isOrganiser && state === "open",
        remove: isOrganiser && (state === "draft" || state === "released"),
        readResults: await maySeeResults(survey, viewer),
        share: isOrganiser && state !== "draft" && survey.draft.shared,
        copy: isOrganiser,
      };
    },
  };
}

export type OrganisedSurvey = ReturnType<typeof organisedSurvey>;
type Address = Pick<Asked, "person" | "params">;

/** The survey of an address, for those who organise it; for others there is none. */
export function organisedSurvey(store: SurveyStore, access: Access) {
  async function evenRemoved({ person, params }: Address): Promise<Survey> {
    const survey = await store.find(person.tenantId, params.id ?? "");
    access.mustOrganise(survey, person);
    return survey;
  }

  return {
    evenRemoved,

    /** A removed survey can only be brought back. */
    async present(address: Address): Promise<Survey> {
      const survey = await evenRemoved(address);
      if (survey.removedAt) throw new NotFound("unknownSurvey");
      return survey;
    },
  };
}
